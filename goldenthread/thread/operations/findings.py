"""Recording what was found, and giving it its themes and the agencies it concerns."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.records import search
from goldenthread.thread import keeping, queries
from goldenthread.thread.models import Finding, FindingAgency, FindingTheme, Theme
from goldenthread.thread.queries.scope import FINDING
from goldenthread.thread.rules import words

_GUARDED = ("restricted", "walled")  # a finding is as private as what it came from


@writes
def record_finding(
    *,
    by: Viewer,
    at: datetime,
    source: UUID,
    kind: str,
    text: str,
    why: str = "",
    themes: Iterable[str] = (),
    agencies: Iterable[UUID] = (),
    partnership: UUID | None = None,
    title: str = "",
    owner_group: UUID | None = None,
    found_on: date | None = None,
    illustrative: bool = False,
) -> UUID:
    """Record what a source showed. Returns the id of the finding.

    ``themes`` are names: one the partnership does not have yet is made. ``agencies`` are those it concerns: none, where it is about
    how they work together. ``title`` is made of safe words; without one, the first
    sentence of the text stands in. Who may not know of the source may not know of the finding.
    """
    origin = records.get(by, source)
    if origin.kind == FINDING:
        raise RuleBroken(
            "A finding comes from an audit, a review, a figure: choose that, not another finding.", field="source"
        )
    home = partnership or keeping.home_of(origin)
    by.require(Permission.FINDING_RECORD, partnership=home, group=owner_group or origin.owner_group_id)
    said = words.needed(text, "text", "Say what was found.")
    record = spine.open_record(
        by=by,
        at=at,
        kind=FINDING,
        title=words.title(title, said, "Say what was found."),
        opened_on=keeping.day_of(found_on, at, field="found_on"),
        partnership=home,
        owner_group=owner_group,
        sensitivity=origin.sensitivity if origin.sensitivity in _GUARDED else "partners",
        illustrative=illustrative,
    )
    row = Finding.objects.create(
        record=record, source=origin, kind=words.finding_kind(kind), text=said, why=clean(why), **keeping.who(by, at)
    )
    _give_themes(row, themes)
    _name_agencies(row, agencies, by=by)
    search.index(record.pk, f"{said}\n{row.why}")
    trail.write(
        "thread.finding_recorded",
        by=by,
        at=at,
        record=record.pk,
        partnership=home,
        title=record.title,
        kind=words.FINDINGS[kind].lower(),
        source=origin.pk,
    )
    return record.pk


@writes
def change_finding(
    *,
    by: Viewer,
    at: datetime,
    finding: UUID,
    seen: int,
    title: str,
    kind: str,
    text: str,
    why: str = "",
    themes: Iterable[str] | None = None,
    agencies: Iterable[UUID] | None = None,
) -> None:
    """Change what a finding says. ``themes`` and ``agencies`` None keep those it has."""
    record = queries.finding(by, finding).record
    keeping.require(by, Permission.FINDING_RECORD, record)
    row = Finding.for_edit(finding, seen=seen)
    said = words.needed(text, "text", "Say what was found.")
    changed = row.apply({"kind": words.finding_kind(kind), "text": said, "why": clean(why)})
    name = words.title(title, said, "Say what was found.")
    if name != record.title:
        changed["title"] = [record.title, name]
        spine.retitle(by=by, at=at, record=record.pk, title=name)
    if themes is not None:
        _give_themes(row, themes)
    if agencies is not None and _name_agencies(row, agencies, by=by):
        changed["agencies"] = []
    search.index(record.pk, f"{said}\n{row.why}")
    trail.write(
        "thread.finding_changed",
        by=by,
        at=at,
        record=record.pk,
        partnership=record.partnership_id,
        title=name,
        changes=sorted(changed),
    )


@writes
def rename_theme(*, by: Viewer, at: datetime, theme: UUID, seen: int, name: str, meaning: str = "") -> None:
    """Give a theme another name, or say in words what belongs to it."""
    known = queries.theme(by, theme)
    by.require(Permission.FINDING_RECORD, partnership=known.partnership_id)
    row = Theme.for_edit(theme, seen=seen)
    kept = _theme_name(name)
    folded = words.folded(kept)
    if Theme.objects.filter(partnership=row.partnership_id, folded=folded).exclude(pk=row.pk).exists():
        raise RuleBroken("There is a theme of that name already.", field="name")
    before = row.name
    row.apply({"name": kept, "folded": folded, "words": clean(meaning)})
    trail.write(
        "thread.theme_renamed", by=by, at=at, record=row.partnership_id, partnership=row.partnership_id,
        before=before, name=kept,
    )  # fmt: skip


def _give_themes(row: Finding, names: Iterable[str]) -> None:
    """Let a finding belong to exactly these themes of its partnership."""
    home = keeping.home_of(row.record)
    wanted: dict[str, str] = {}
    for name in names:
        if clean(name):
            wanted.setdefault(words.folded(name), _theme_name(name))
    known = {theme.folded: theme for theme in Theme.objects.filter(partnership=home, folded__in=wanted)}
    for folded, name in wanted.items():
        if folded not in known:
            known[folded] = Theme.objects.create(partnership_id=home, name=name, folded=folded)
    FindingTheme.objects.filter(finding=row).exclude(theme__in=known.values()).delete()
    for theme in known.values():
        FindingTheme.objects.get_or_create(finding=row, theme=theme)


def _name_agencies(row: Finding, agencies: Iterable[UUID], *, by: Viewer) -> bool:
    """Let a finding concern exactly these agencies. Returns whether that is anything else than before."""
    wanted = {records.get(by, each, kind=keeping.AGENCY).pk for each in agencies}
    named = set(row.concerns.values_list("agency", flat=True))
    row.concerns.exclude(agency__in=wanted).delete()
    FindingAgency.objects.bulk_create(FindingAgency(finding=row, agency_id=each) for each in wanted - named)
    return wanted != named


def _theme_name(name: str) -> str:
    kept = " ".join(words.needed(name, "name", "Give the theme a name.").split())
    if len(kept) > 120:
        raise RuleBroken("The name of a theme must be 120 characters or fewer.", field="themes")
    return kept
