"""The thread that runs through a record: walked both ways, whatever the record is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.london import london_day
from goldenthread.records import kinds
from goldenthread.records import queries as records
from goldenthread.thread import origins
from goldenthread.thread.models import Action, Demand, Finding, ImpactEvidence, Judgement, RecommendationFinding
from goldenthread.thread.queries.actions import RESTRICTED
from goldenthread.thread.queries.scope import ACTION, FINDING, RECOMMENDATION, hinting_kinds
from goldenthread.thread.rules import statuses

EVIDENCE_STEP, FINDING_STEP, RECOMMENDATION_STEP, ACTION_STEP, IMPACT_STEP = (
    "evidence",
    "finding",
    "recommendation",
    "action",
    "impact",
)
ORDER = (EVIDENCE_STEP, FINDING_STEP, RECOMMENDATION_STEP, ACTION_STEP, IMPACT_STEP)
_STEP_OF_KIND = {FINDING: FINDING_STEP, RECOMMENDATION: RECOMMENDATION_STEP, ACTION: ACTION_STEP}


@dataclass(frozen=True, slots=True)
class Bead:
    """One thing on a thread. ``record`` is None for words, for a judgement, and for a source the viewer is not told of.

    ``detail`` is the action or the judgement behind it; ``comes_from`` are the keys of the beads it hangs on.
    """

    key: UUID
    step: str
    title: str
    reference: str = ""
    record: Any = None
    on: date | None = None
    detail: Any = None
    comes_from: tuple[UUID, ...] = ()
    here: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """What a record came from and what came of it, in the order of the thread."""

    record: UUID
    beads: tuple[Bead, ...] = ()

    def __bool__(self) -> bool:
        return any(not bead.here for bead in self.beads)

    def of(self, step: str) -> list[Bead]:
        """Return the beads of one step."""
        return [bead for bead in self.beads if bead.step == step]

    @property
    def here(self) -> int:
        """The place of the record on its own thread, from 1."""
        return next((number for number, bead in enumerate(self.beads, start=1) if bead.here), 0)

    @property
    def before(self) -> Bead | None:
        """The bead that the record hangs on."""
        here = next((bead for bead in self.beads if bead.here), None)
        return next((bead for bead in self.beads if here and bead.key in here.comes_from), None)

    @property
    def after(self) -> Bead | None:
        """The first bead that hangs on the record."""
        return next((bead for bead in self.beads if self.record in bead.comes_from), None)


@dataclass(slots=True)
class _Found:
    """The ids of a walk, and which hangs on which."""

    findings: set[UUID] = field(default_factory=set)
    recommendations: set[UUID] = field(default_factory=set)
    actions: set[UUID] = field(default_factory=set)
    others: set[UUID] = field(default_factory=set)
    questions: set[UUID] = field(default_factory=set)
    hangs: dict[UUID, set[UUID]] = field(default_factory=dict)

    def link(self, parent: UUID, child: UUID) -> None:
        self.hangs.setdefault(child, set()).add(parent)

    def ask(self, evidence: UUID, question: UUID) -> None:
        """Hang what was asked on the figure it is about."""
        self.questions.add(question)
        self.link(evidence, question)


@reads
def thread_of(viewer: Viewer, record: UUID) -> Thread:
    """Return the thread of a record: what it came from and what came of it, in a fixed number of questions.

    Nothing is on it that the viewer may not know of, and nobody can count what is left out. Raises `NotFound`.
    """
    row, pairs = _row(viewer, record)
    if row is None:
        return Thread(record)
    found = _Found()
    _place(found, row.kind, row.pk)
    for evidence, question in pairs:
        found.others |= {evidence, question}
        found.ask(evidence, question)
    up = _upwards(viewer, row, found)
    _downwards(viewer, row, found, up)
    return Thread(record, tuple(_beads(viewer, row, found)))


def _row(viewer: Viewer, record: UUID) -> tuple[Any, Collection[tuple[UUID, UUID]]]:
    """The record, if it is on any thread, and what it was asked about or was asked about it.

    Most are on none, and this one question says so.
    """
    if not viewer.may_somewhere(Permission.THREAD_VIEW):
        return None, ()
    asked = records.visible_among(viewer, [record]).annotate(
        sourced=Exists(Finding.objects.filter(source=OuterRef("pk"))),
        demands=Exists(Demand.objects.filter(record=OuterRef("pk"))),
        proves=Exists(ImpactEvidence.objects.filter(record=OuterRef("pk"), withdrawn_at__isnull=True)),
    )
    row = asked.first()
    if row is None:
        return None, ()
    pairs = origins.pairs(viewer, [row.pk]) if origins.concern(row.kind) else ()
    on_one = row.kind in _STEP_OF_KIND or row.sourced or row.demands or row.proves or pairs
    return (row if on_one else None), pairs


def _place(found: _Found, kind: str, pk: UUID) -> None:
    places = {FINDING: found.findings, RECOMMENDATION: found.recommendations, ACTION: found.actions}
    places.get(kind, found.others).add(pk)


def _upwards(viewer: Viewer, row: Any, found: _Found) -> set[UUID]:
    """Walk towards the evidence. Returns the actions that the record is or proves."""
    actions = {row.pk} if row.kind == ACTION else set()
    if row.proves:
        proved = ImpactEvidence.objects.filter(record=row.pk, withdrawn_at__isnull=True)
        actions |= set(proved.values_list("action", flat=True))
    found.actions |= actions
    if actions:
        demanding = Demand.objects.filter(action__in=actions).values_list("record", "record__kind", "action")
        for record, kind, action in demanding:
            _place(found, kind, record)
            found.link(record, action)
    if found.recommendations:
        _follow_grounds(found, RecommendationFinding.objects.filter(recommendation__in=found.recommendations))
    return actions


def _downwards(viewer: Viewer, row: Any, found: _Found, proved: set[UUID]) -> None:
    """Walk towards the impact."""
    below: set[UUID] = {row.pk} | found.questions
    if row.sourced or found.questions:
        sourced = set(Finding.objects.filter(source__in=below).values_list("pk", flat=True))
        found.findings |= sourced
        below |= sourced
    rests = RecommendationFinding.objects.filter(finding__in=below) if below & found.findings else None
    if rests is not None:
        below |= _follow_grounds(found, rests)
    for record, action in Demand.objects.filter(record__in=below).values_list("record", "action"):
        found.actions.add(action)
        found.link(record, action)


def _follow_grounds(found: _Found, links: QuerySet[RecommendationFinding]) -> set[UUID]:
    recommendations = set()
    for finding, recommendation in links.values_list("finding", "recommendation"):
        found.findings.add(finding)
        found.recommendations.add(recommendation)
        found.link(finding, recommendation)
        recommendations.add(recommendation)
    return recommendations


def _beads(viewer: Viewer, row: Any, found: _Found) -> list[Bead]:
    """Name what was found, leaving out what the viewer may not know of."""
    findings = {each.pk: each for each in Finding.objects.filter(pk__in=found.findings)}
    proofs = list(ImpactEvidence.objects.filter(action__in=found.actions, withdrawn_at__isnull=True))
    sources = {each.source_id for each in findings.values()}
    ids = found.findings | found.recommendations | found.actions | found.others | sources
    ids |= {each.record_id for each in proofs if each.record_id}
    known = {each.pk: each for each in records.visible_among(viewer, ids).order_by("opened_on", "reference")}
    known = {**_behind(viewer, found, [known[pk] for pk in sources & set(known)]), **known}
    shown = (found.findings | found.recommendations | found.actions | found.others) & set(known)
    for each in findings.values():
        if each.pk in known:
            found.link(each.source_id, each.pk)
            shown |= {each.source_id} & set(known)
    if row.proves and not (row.sourced or row.demands):
        shown -= {row.pk} - found.findings - found.recommendations - found.actions
    details = _actions(found.actions & set(known))
    beads = [_bead(row, each, found, {**findings, **details}) for pk, each in known.items() if pk in shown]
    restricted = _restricted(viewer, (found.others | sources) - set(known))
    beads += [Bead(pk, EVIDENCE_STEP, RESTRICTED, reference) for pk, reference in restricted.items()]
    beads += _impact(row, details, proofs, known, shown)
    keys = {bead.key for bead in beads}
    told = [replace(bead, comes_from=tuple(key for key in bead.comes_from if key in keys)) for bead in beads]
    return sorted(told, key=lambda bead: (ORDER.index(bead.step), bead.key in found.questions))


def _behind(viewer: Viewer, found: _Found, sources: Collection[Any]) -> dict[UUID, Any]:
    """Return the figures that the sources of findings were asked about, where those are questions."""
    asked = {each.pk for each in sources if origins.is_question(each.kind)} - found.questions
    figures = set()
    for evidence, question in origins.pairs(viewer, asked):
        figures.add(evidence)
        found.ask(evidence, question)
    found.others |= figures
    return {each.pk: each for each in records.visible_among(viewer, figures)} if figures else {}


def _actions(ids: Collection[UUID]) -> dict[UUID, Action]:
    rows = Action.objects.filter(pk__in=ids).select_related(
        "deadline", "look_again", "record__owner_agency", "record__owner_group"
    )
    return {each.pk: each for each in rows.order_by("record__opened_on", "record__reference")}


def _restricted(viewer: Viewer, hidden: Collection[UUID]) -> dict[UUID, str]:
    kinds = hinting_kinds(viewer)
    if not hidden or not kinds:
        return {}
    return records.hinted(viewer, hidden, kinds)


def _bead(row: Any, each: Any, found: _Found, details: Mapping[UUID, Any]) -> Bead:
    return Bead(
        key=each.pk,
        step=_STEP_OF_KIND.get(each.kind, EVIDENCE_STEP),
        title=each.title,
        reference=each.reference,
        record=each,
        on=each.opened_on if kinds.get(each.kind).yearly else None,
        detail=details.get(each.pk),
        comes_from=tuple(sorted(found.hangs.get(each.pk, ()), key=str)),
        here=each.pk == row.pk,
    )


def _impact(
    row: Any,
    actions: Mapping[UUID, Action],
    proofs: Iterable[ImpactEvidence],
    known: Mapping[UUID, Any],
    shown: Collection[UUID],
) -> list[Bead]:
    """What shows the difference each action made, and how it was judged last; a gap where nobody has judged it yet."""
    last: dict[UUID, Judgement] = {}
    for judgement in Judgement.objects.filter(action__in=actions).select_related("group").order_by("on", "at", "id"):
        last[judgement.action_id] = judgement
    beads: list[Bead] = []
    for action in actions.values():
        told = [each for each in proofs if each.action_id == action.pk]
        told = [each for each in told if each.record_id is None or each.record_id in known]
        beads += [_proof(row, each, known.get(each.record_id) if each.record_id else None, shown) for each in told]
        judged, came_from = last.get(action.pk), (action.pk,)
        if judged is not None:
            words = judged.verdict_words
            beads.append(Bead(judged.pk, IMPACT_STEP, words, on=judged.on, detail=judged, comes_from=came_from))
        elif not action.administrative and action.status not in statuses.ENDED:
            beads.append(Bead(action.pk, IMPACT_STEP, "Not judged yet", comes_from=came_from, missing=True))
    return beads


def _proof(row: Any, proof: ImpactEvidence, record: Any, shown: Collection[UUID]) -> Bead:
    came_from = (proof.action_id,)
    if record is None:
        return Bead(proof.pk, IMPACT_STEP, proof.words, on=london_day(proof.at), detail=proof, comes_from=came_from)
    here = record.pk == row.pk and record.pk not in shown
    key = record.pk if here else proof.pk
    return Bead(key, IMPACT_STEP, record.title, record.reference, record, record.opened_on, proof, came_from, here)
