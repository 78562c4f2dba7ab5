"""Choosing indicators from the library, adding one's own, and changing what they mean."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import library, queries
from goldenthread.evidence.holding import kept_by, needed, of
from goldenthread.evidence.models import Definition, Indicator
from goldenthread.evidence.rules import cuts, defining
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.records import search


@writes
def choose_indicator(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    code: str,
    name: str = "",
    key: bool = False,
    illustrative: bool = False,
) -> UUID:
    """Take an indicator from the library, under its own name or another. Returns its id.

    ``key``: it is one of the few the board looks at first.
    """
    found = library.starters().get(code)
    if found is None:
        raise RuleBroken(f"The library has no indicator “{code}”.", field="code")
    row = _add(
        by,
        at,
        partnership,
        found.details,
        illustrative,
        code=found.code,
        name=name or found.name,
        group=found.group,
        position=list(library.starters()).index(code) + 1,
        why=found.why,
        question=found.question,
        key=key,
    )
    trail.write("evidence.chosen", by=by, at=at, **of(row))
    return row.record_id


@writes
def define_indicator(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    code: str,
    name: str,
    details: Details,
    group: str = library.OWN,
    why: str = "",
    question: str = "",
    key: bool = False,
    illustrative: bool = False,
) -> UUID:
    """Add an indicator of one's own. Returns its id."""
    if group not in library.groups():
        raise RuleBroken("Choose a group.", field="group")
    row = _add(
        by,
        at,
        partnership,
        details,
        illustrative,
        code=defining.code(code),
        name=needed(name, "name", "Give the indicator a name.", 200),
        group=group,
        position=1_000,
        why=why.strip(),
        question=question.strip(),
        key=key,
    )
    trail.write("evidence.defined", by=by, at=at, **of(row))
    return row.record_id


@writes
def change_indicator(
    *,
    by: Viewer,
    at: datetime,
    indicator: UUID,
    seen: int,
    name: str,
    why: str = "",
    question: str = "",
    key: bool = False,
) -> None:
    """Rename an indicator, or change why it matters and what to ask. What it means is changed by `redefine`."""
    row = Indicator.for_edit(kept_by(by, indicator).pk, seen=seen)
    called = needed(name, "name", "Give the indicator a name.", 200)
    changed = row.apply({"name": called, "why": why.strip(), "question": question.strip(), "key": key})
    if "name" in changed:
        spine.retitle(by=by, at=at, record=row.pk, title=called)
    if changed:
        trail.write("evidence.changed", by=by, at=at, **of(row), changes=changed)


@writes
def redefine(*, by: Viewer, at: datetime, indicator: UUID, details: Details, from_on: date, why: str) -> int:
    """Change what an indicator means from a day on; the series breaks there. Returns the number of the new version."""
    row = kept_by(by, indicator)
    Indicator.objects.select_for_update(of=("self",)).get(pk=row.pk)
    last = row.definitions.order_by("version").last()
    assert last is not None  # noqa: S101 - each indicator has a first version
    if last.from_on is not None and from_on <= last.from_on:
        raise RuleBroken("The new definition must hold from a later day than the one before.", field="from_on")
    if details == last.details:
        raise RuleBroken("This is the definition that holds already.", field="words")
    if (details.denominator_from, details.counts) != (
        last.denominator_from,
        last.counts,
    ) and details.factor == last.factor:
        _check_units(details, last.details)
    reason = needed(why, "why", "Say why the definition changed.")
    version = int(last.version) + 1
    _define(by, at, row, details, version=version, from_on=from_on, why_changed=reason)
    trail.write("evidence.redefined", by=by, at=at, **of(row), version=version, why=reason)
    return version


@writes
def retire(*, by: Viewer, at: datetime, indicator: UUID, seen: int, on: date | None) -> None:
    """Stop collecting an indicator from a day on, or take it up again; its figures stay."""
    row = Indicator.for_edit(kept_by(by, indicator).pk, seen=seen)
    changed = row.apply({"retired_on": on})
    if changed:
        trail.write("evidence.retired" if on else "evidence.taken_up", by=by, at=at, **of(row))


def _check_units(details: Details, before: Details) -> None:
    if details.counts != before.counts:
        raise RuleBroken(
            f"It counts {before.counts}. {details.counts.capitalize()} are a different unit: add an indicator of its own.",
            field="counts",
        )


def _add(by: Viewer, at: datetime, partnership: UUID, details: Details, illustrative: bool, **fields: Any) -> Indicator:
    by.require(Permission.EVIDENCE_EDIT, partnership=partnership)
    records.get(by, partnership, kind="partnership.partnership")
    _check_dimensions(defining.check(details))
    if Indicator.objects.filter(partnership=partnership, code=fields["code"]).exists():
        raise RuleBroken("The partnership has an indicator with this code.", field="code")
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.KIND,
        title=fields["name"],
        opened_on=london_day(at),
        partnership=partnership,
        illustrative=illustrative,
    )
    row = Indicator.objects.create(record=record, partnership_id=partnership, **fields)
    _define(by, at, row, details, version=1)
    search.index(record.pk, f"{row.code} {details.words} {details.numerator} {details.denominator} {row.why}")
    return row


def _check_dimensions(details: Details) -> None:
    unknown = [each for each in details.dimensions if each not in cuts.DIMENSIONS]
    if unknown:
        raise RuleBroken(f"“{unknown[0]}” is not a breakdown that is known.", field="dimensions")


def _define(by: Viewer, at: datetime, row: Indicator, details: Details, **fields: Any) -> None:
    _check_dimensions(defining.check(details))
    values = asdict(details) | {"dimensions": list(details.dimensions)}
    Definition.objects.create(
        indicator=row, made_at=at, made_by=by.user_id, made_by_name=by.name[:200], **values, **fields
    )
