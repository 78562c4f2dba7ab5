"""Progress against what inspections asked for: each point with its actions, the plans they stand in, and who signed it off."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.records import queries as records
from goldenthread.scrutiny.models import Inspection, SignOff
from goldenthread.scrutiny.queries.inspections import inspections
from goldenthread.scrutiny.rules import inspecting
from goldenthread.scrutiny.rules.inspecting import Standing
from goldenthread.thread import queries as thread
from goldenthread.thread.rules import statuses, words

_DONE = (statuses.COMPLETE, *statuses.SETTLED)
_THREAD = ("thread.finding", "thread.recommendation", "thread.action")


@dataclass(frozen=True, slots=True)
class Point:
    """Something an inspection asked for: a recommendation, or an area for improvement that nobody made one of.

    ``plans`` are the other records that demand its actions: items of plans, risks. ``signed`` is the newest sign-off.
    """

    inspection: Inspection
    record: Any
    text: str
    is_recommendation: bool
    actions: Sequence[Any]
    plans: Sequence[Any]
    signed: SignOff | None
    standing: Standing

    @property
    def running(self) -> list[Any]:
        """The actions somebody still has to do something about."""
        return [each for each in self.actions if each.status not in _DONE]


@reads
def progress(viewer: Viewer, rows: Sequence[Inspection], on: date) -> list[Point]:
    """Return the points of inspections, in their order, as they stand on a day: a fixed number of questions for all of them."""
    known = {row.pk: row for row in inspections(viewer).filter(pk__in=[row.pk for row in rows])}
    concerns = thread.findings(viewer, kind=words.CONCERN).filter(source__in=known).select_related("record")
    findings = list(concerns.order_by("record__opened_on", "record__reference"))
    resting = _recommendations(viewer, [each.pk for each in findings])
    asked = _Asked(viewer, known, [each.pk for each in findings], resting, on)
    return [point for row in rows if row.pk in known for each in findings if each.source_id == row.pk
            for point in asked.of(known[row.pk], each)]  # fmt: skip


def _recommendations(viewer: Viewer, findings: Collection[UUID]) -> dict[UUID, list[Any]]:
    """The recommendations that rest on findings, each under the first finding it rests on."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    if not findings:
        return found
    rows = thread.recommendations(viewer).filter(rests_on__finding__in=findings).prefetch_related("rests_on").distinct()
    order = {pk: place for place, pk in enumerate(findings)}
    for row in rows.order_by("record__opened_on", "record__reference"):
        grounds = [each.finding_id for each in row.rests_on.all() if each.finding_id in order]
        found[min(grounds, key=order.__getitem__)].append(row)
    return found


class _Asked:
    """What several inspections asked for, read at once."""

    def __init__(
        self,
        viewer: Viewer,
        known: Collection[UUID],
        findings: Sequence[UUID],
        resting: dict[UUID, list[Any]],
        on: date,
    ) -> None:
        self.on, self.resting = on, resting
        demanding = [*findings, *(each.pk for rows in resting.values() for each in rows)]
        self.actions = _actions(viewer, demanding)
        self.plans = _plans(viewer, {each.pk for rows in self.actions.values() for each in rows}, {*demanding, *known})
        self.signed: dict[UUID, SignOff] = {}
        for row in SignOff.objects.filter(inspection__in=known, target__in=demanding):
            self.signed[row.target_id] = row  # oldest first: the newest stands

    def of(self, row: Inspection, finding: Any) -> Iterable[Point]:
        """The points of a finding: each recommendation that rests on it, or itself."""
        asked = self.resting.get(finding.pk, [])
        if not asked:
            yield self._point(row, finding.record, finding.text, (finding.pk,), is_recommendation=False)
        for each in asked:
            yield self._point(row, each.record, each.text, (each.pk, finding.pk), is_recommendation=True)

    def _point(
        self, row: Inspection, record: Any, text: str, demanding: Iterable[UUID], *, is_recommendation: bool
    ) -> Point:
        actions = list({each.pk: each for pk in demanding for each in self.actions.get(pk, ())}.values())
        plans = list({each.pk: each for action in actions for each in self.plans.get(action.pk, ())}.values())
        signed = self.signed.get(record.pk)
        counted = [each for each in actions if each.status not in statuses.ENDED]
        late = [each for each in counted if each.status in statuses.RUNNING and self._is_late(each)]
        standing = inspecting.standing(
            signed=signed.extent if signed else "",
            actions=len(counted),
            done=sum(each.status in _DONE for each in counted),
            late=len(late),
        )
        return Point(row, record, text, is_recommendation, actions, plans, signed, standing)

    def _is_late(self, action: Any) -> bool:
        return action.deadline is not None and action.deadline.is_running and action.deadline.due_on < self.on


def _actions(viewer: Viewer, demanding: Collection[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    if demanding:
        rows = thread.actions(viewer).filter(demands__record__in=demanding).prefetch_related("demands").distinct()
        for row in rows.order_by("record__opened_on", "record__reference"):
            for each in row.demands.all():
                found[each.record_id].append(row)
    return {pk: rows for pk, rows in found.items() if pk in set(demanding)}


def _plans(viewer: Viewer, actions: Collection[UUID], besides: Collection[UUID]) -> dict[UUID, list[Any]]:
    """The records that demand the same actions and are not of the thread, as far as the viewer may know of them."""
    if not actions:
        return {}
    rows = thread.actions(viewer).filter(pk__in=actions).order_by().values_list("pk", "demands__record")
    pairs = [(action, record) for action, record in rows if record is not None and record not in besides]
    known = records.visible_among(viewer, {record for _, record in pairs}).exclude(kind__in=_THREAD)
    titles = {each.pk: each for each in known}
    found: dict[UUID, list[Any]] = defaultdict(list)
    for action, record in pairs:
        if record in titles:
            found[action].append(titles[record])
    return found


@reads
def point(viewer: Viewer, row: Inspection, target: UUID, on: date) -> Point | None:
    """Return one point of an inspection; None for a record that it did not ask for."""
    return next((each for each in progress(viewer, [row], on) if each.record.pk == target), None)


@reads
def sign_offs(viewer: Viewer, row: Inspection) -> list[SignOff]:
    """Return what was signed off and opened again, newest first, as far as the viewer may know of it."""
    known = inspections(viewer).filter(pk=row.pk).order_by().values("pk")
    rows = list(SignOff.objects.filter(inspection__in=known).select_related("target").order_by("-on", "-at", "-pk"))
    seen = set(records.visible_among(viewer, {each.target_id for each in rows}).values_list("pk", flat=True))
    return [each for each in rows if each.target_id in seen]
