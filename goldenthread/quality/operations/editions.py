"""Editions: begun from the one before, published, and no longer used."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import filling, keeping, queries
from goldenthread.quality.models import Edition
from goldenthread.quality.rules import drafting


@writes
def start_edition(
    *, by: Viewer, at: datetime, bank: UUID, label: str, in_force_from: date, like: UUID | None = None
) -> UUID:
    """Begin the next edition of a bank as a draft: a copy of ``like``, or empty. Returns its id."""
    row = keeping.bank_of(by, bank)
    name = keeping.needed(label, "label", "Say which edition it is, such as 2026.", 60)
    edition = Edition(bank=row, label=name, in_force_from=in_force_from)
    copied = 0
    if like is not None:
        before = queries.edition(by, like)
        if before.bank_id != row.pk:
            raise RuleBroken("Copy an edition of the same bank.", field="like")
        edition.previous = before
    keeping.saved(edition)
    if like is not None:
        copied = filling.fill(edition, drafting.of_edition(queries.questionnaire(by, like)))
    trail.write("quality.edition_begun", by=by, at=at, **keeping.about(edition), questions=copied)
    return edition.pk


@writes
def change_edition(*, by: Viewer, at: datetime, edition: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change the name of a draft, or the day from which it is in force."""
    row = keeping.draft_of(by, edition)
    keeping.as_seen(row, seen)
    given = {name: changes[name] for name in ("label", "in_force_from") if name in changes}
    if "label" in given:
        given["label"] = keeping.needed(given["label"], "label", "Say which edition it is, such as 2026.", 60)
    trial = Edition(pk=row.pk, bank=row.bank, in_force_from=given.get("in_force_from", row.in_force_from))
    trial.label = given.get("label", row.label)
    trial._state.adding = False
    keeping.checked(trial)
    changed = row.apply(given)
    trail.write("quality.edition_changed", by=by, at=at, **keeping.about(row), changes=sorted(changed))


@writes
def publish(*, by: Viewer, at: datetime, edition: UUID) -> None:
    """Publish a draft: from then on it never changes, and can be asked."""
    row = keeping.draft_of(by, edition)
    whole = queries.questionnaire(by, row.pk)
    wrong = drafting.faults(drafting.of_edition(whole))
    if wrong:
        raise RuleBroken(wrong[0])
    row.apply({"state": "published", "published_at": at, "published_by_name": by.name[:200]})
    count = sum(len(each.questions) for each in whole.standards)
    trail.write("quality.published", by=by, at=at, **keeping.about(row), questions=count)


@writes
def retire(*, by: Viewer, at: datetime, edition: UUID) -> None:
    """Take a published edition out of use: no new round or audit asks it. What was answered stays."""
    row = keeping.edition_of(by, edition)
    if row.state != "published":
        raise RuleBroken("Only a published edition is taken out of use.")
    row.apply({"state": "retired"})
    trail.write("quality.retired", by=by, at=at, **keeping.about(row))
