"""Working out what deserves a look, and saying what was decided about it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from goldenthread.access import eyes
from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import queries, rules
from goldenthread.assurance.models import Look, Raised, WorkedOut
from goldenthread.audit import trail
from goldenthread.evidence import signals
from goldenthread.evidence.steps import Taken
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.records import queries as records

_SAID = ("facts", "kind", "lean", "words", "indicator_id", "agency_id", "start", "end", "cut")
_ROWS = 500


@writes
def work_out(*, by: Viewer, at: datetime, partnership: UUID) -> int:
    """Work out the signals of a partnership anew and return how many there are. What was looked at is looked up by its facts.

    They are worked out as the partnership's scrutineer sees its data, whoever asks: one list for all who go through it.
    """
    _require(by, partnership)
    found = {
        each.what[:300]: each for each in signals.found(eyes.through(by, partnership), partnership, london_day(at))
    }
    there = {row.what: row for row in Raised.objects.select_for_update().filter(partnership=partnership)}
    gone = [row.pk for what, row in there.items() if what not in found]
    for first in range(0, len(gone), _ROWS):
        Raised.objects.filter(pk__in=gone[first : first + _ROWS]).delete()
    last = _last_looks(partnership, found)
    rows = [_row(each, there.get(what), last.get(what), partnership, at) for what, each in found.items()]
    new = [row for row in rows if row.what not in there]
    Raised.objects.bulk_create(new, batch_size=_ROWS)
    changed = [row for row in rows if row.what in there]
    Raised.objects.bulk_update(changed, [*_plain(_SAID), "address", "look", "standing"], batch_size=100)
    WorkedOut.objects.update_or_create(partnership_id=partnership, defaults={"at": at, "number": len(rows)})
    trail.write("assurance.worked_out", by=by, at=at, partnership=partnership, found=len(rows), new=len(new))
    return len(rows)


@writes
def note(*, by: Viewer, at: datetime, raised: Sequence[UUID], reason: str) -> int:
    """Note signals with a reason: each is not raised again unless it changes. Returns how many were noted."""
    said = rules.needed(reason, "reason", "Say why nothing more is done.")
    rows = list(queries.raised(by).filter(pk__in=raised).order_by("pk"))
    if not rows or len(rows) != len(set(raised)):
        raise NotFound("There is no such signal any more, or somebody has looked at it already.")
    for row in rows:
        _require(by, row.partnership_id)
        _look(row, rules.NOTED, by=by, at=at, reason=said)
    return len(rows)


@writes
def step_taken(*, by: Viewer, at: datetime, step: Taken) -> None:
    """Keep that a step was taken about every signal of its figures that nobody has looked at.

    Whoever may take the step need not go through the list of signals: they have to know of the record that came of it.
    """
    record = records.get(by, step.record)
    about = Q(pk=step.signal) if step.signal else Q(pk__in=[])
    for spot in step.spots:
        days = {"start": spot.period.start, "end": spot.period.end}
        about |= Q(indicator=spot.indicator, cut=spot.cut, **days)
    rows = Raised.objects.select_related("partnership").filter(about, partnership=step.partnership)
    for row in rows.exclude(standing=rules.SEEN).order_by("pk"):
        _look(row, rules.STEP, by=by, at=at, record_id=record.pk)


def _require(by: Viewer, partnership: UUID) -> None:
    reach = by.reach(Permission.ASSURANCE_TRIAGE)
    if not (reach.everywhere or partnership in reach.around):
        raise NotAllowed(f"Your roles do not let you {Permission.ASSURANCE_TRIAGE.sentence} here.")


def _look(row: Raised, decision: str, *, by: Viewer, at: datetime, reason: str = "", **fields: Any) -> None:
    said = {name: getattr(row, name) for name in _SAID}
    made = Look.objects.create(
        partnership_id=row.partnership_id,
        what=row.what,
        decision=decision,
        reason=reason,
        by=by.user_id,
        by_name=by.name[:200],
        at=at,
        **said,
        **fields,
    )
    Raised.objects.filter(pk=row.pk).update(look=made, standing=rules.SEEN)
    trail.write("assurance.looked", by=by, at=at, partnership=row.partnership_id, decision=decision, words=row.words)


def _last_looks(partnership: UUID, found: Iterable[str]) -> dict[str, Look]:
    wanted = set(found)
    rows = Look.objects.filter(partnership=partnership).order_by("at", "pk").only("pk", "what", "facts")
    return {row.what: row for row in rows if row.what in wanted}


def _row(each: signals.Signal, there: Raised | None, look: Look | None, partnership: UUID, at: datetime) -> Raised:
    if each.partnership != partnership:
        raise RuleBroken("A signal names another partnership than the one it was asked for.")
    row = there or Raised(partnership_id=partnership, what=each.what[:300], first_at=at)
    row.facts, row.kind, row.lean, row.words = each.facts, each.kind.value, each.lean, each.words
    row.indicator_id, row.agency_id, row.cut = each.indicator, each.agency, each.cut
    row.start, row.end, row.address = each.period.start, each.period.end, each.address[:500]
    row.look, row.standing = look, rules.standing(each.facts, look.facts if look else None)
    return row


def _plain(names: Iterable[str]) -> list[str]:
    return [name.removesuffix("_id") for name in names]
