"""Self-evaluations, six steps and key questions: who may know of them, who judges, and what was said, as far as it is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import queries as quality
from goldenthread.quality.rules import grades
from goldenthread.quality.rules.asking import Questionnaire, ScaleView, StandardView
from goldenthread.records import queries as records
from goldenthread.scrutiny.models import Asked, Contribution, Evaluation, Judgement
from goldenthread.scrutiny.queries.scope import NOTHING_HERE, Choices
from goldenthread.scrutiny.queries.visits import VISITING
from goldenthread.scrutiny.rules import evaluating, inspecting
from goldenthread.scrutiny.rules.evaluating import Judged
from goldenthread.scrutiny.versions import standing
from goldenthread.thread import queries as thread

EVALUATION = "scrutiny.evaluation"


@reads
def visible_evaluations(viewer: Viewer) -> Q:
    """Return the condition on evaluations: of partnerships the viewer works in, and where they, or their agency, are asked."""
    reach = viewer.reach(Permission.SCRUTINY_VIEW)
    if reach.everywhere:
        return Q()
    asked = Q(agency__in=viewer.reach(Permission.SCRUTINY_OWN).agencies, person__isnull=True)
    asked |= Q(person=viewer.person_id, person__isnull=False)
    own = Asked.objects.filter(asked)
    return Q(partnership__in=reach.around) | Q(pk__in=own.order_by().values("evaluation"))


@reads
def evaluations(viewer: Viewer, *, partnership: UUID | None = None, purpose: str = "") -> QuerySet[Evaluation]:
    """Return the evaluations the viewer may know of, the newest first."""
    known = records.visible(viewer, kind=EVALUATION).order_by().values("pk")
    found = Evaluation.objects.filter(record__in=known)
    found = found if partnership is None else found.filter(partnership=partnership)
    found = found.filter(purpose=purpose) if purpose else found
    return found.select_related("record", "partnership", "group", "before__record")


@reads
def evaluation(viewer: Viewer, pk: UUID) -> Evaluation:
    """Return one evaluation; raises `NotFound`, also when the viewer may not know of it."""
    row = evaluations(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def reads_all(viewer: Viewer, row: Evaluation) -> bool:
    """Say whether the viewer reads everything of an evaluation, as one who works in the partnership or judges; else own answers."""
    reach = viewer.reach(Permission.SCRUTINY_VIEW)
    return reach.everywhere or row.partnership_id in reach.around or my_part(viewer, row) is not None


@reads
def tool(viewer: Viewer, edition: UUID) -> Questionnaire:
    """Return the question bank something is judged with; who may know of the evaluation may read its questions."""
    return quality.questionnaire(viewer, edition)


@reads
def banks_for(viewer: Viewer, partnership: UUID, purpose: str) -> Choices:
    """Return the published question banks of a purpose, the newest first: (id, name)."""
    rows = quality.editions(viewer, partnership=partnership, purpose=purpose).filter(state="published")
    return [(str(each.pk), f"{each.bank.title}, {each.label}") for each in rows]


@reads
def newest_agreed(viewer: Viewer, partnership: UUID, purpose: str, start: date, end: date) -> UUID | None:
    """Return the newest agreed evaluation of a purpose that ended before another one ends, and began before it."""
    rows = evaluations(viewer, partnership=partnership, purpose=purpose).filter(state=evaluating.AGREED_STATE)
    return rows.filter(end__lt=end, start__lt=start).order_by("-end", "-pk").values_list("pk", flat=True).first()


@reads
def who_judge(viewer: Viewer, row: Evaluation, on: date) -> list[tuple[UUID, UUID | None]]:
    """Return the members who judge, with the agency each speaks for: those who sit in the group and decide, and no deputies."""
    if row.group_id is None:
        return []
    sits = partnerships.sitting_on(viewer, row.group_id, on).filter(capacity__in=VISITING).order_by("-from_on", "pk")
    return list({each.person_id: (each.person_id, _speaks_for(each)) for each in sits}.values())


def _speaks_for(membership: Any) -> UUID | None:
    found: UUID | None = membership.agency_id or (membership.seat.agency_id if membership.seat else None)
    return found


@reads
def my_part(viewer: Viewer, row: Evaluation) -> Asked | None:
    """Return what the viewer is asked to judge as a member; None where they are not."""
    if viewer.person_id is None or not row.of_members:
        return None
    return row.asked.filter(person=viewer.person_id).select_related("deadline").first()


@reads
def may_answer(viewer: Viewer, row: Evaluation, agency: UUID) -> bool:
    """Say whether the viewer answers for an agency that is asked."""
    asked = not row.of_members and row.asked.filter(agency=agency).exists()
    return asked and viewer.may(Permission.SCRUTINY_ANSWER, agency=agency)


@reads
def contributions(viewer: Viewer, row: Evaluation) -> list[Contribution]:
    """Return what was said, as far as the viewer may know it now, oldest first.

    What members judge alone is for each alone until it is open to all; what the scrutineer judges, for those who may judge so. An
    agency reads what it answered and the reply to it; who works in the partnership reads all answers.
    """
    kept = Judgement.objects.select_related("standard", "question").prefetch_related("shown")
    rows = row.contributions.select_related("person", "agency").prefetch_related(Prefetch("judgements", queryset=kept))
    return list(rows.filter(_open_to(viewer, row)).order_by("number", "pk"))


def _open_to(viewer: Viewer, row: Evaluation) -> Q:
    if not row.of_members:
        return Q() if reads_all(viewer, row) else Q(agency__in=viewer.reach(Permission.SCRUTINY_OWN).agencies)
    if row.state != evaluating.GATHERING or row.source:
        return Q()
    own = Q(pk__in=[]) if viewer.person_id is None else Q(sort=evaluating.SELF, person=viewer.person_id)
    if viewer.may(Permission.SCRUTINY_JUDGE, partnership=row.partnership_id):
        own |= Q(sort=evaluating.SCRUTINEER)
    return own


@reads
def agreed_standards(viewer: Viewer, row: Evaluation) -> set[UUID | None]:
    """Return the standards that have an agreed grade; None among them stands for all together."""
    return set(standing(row.contributions.filter(sort=evaluating.AGREED)))


@reads
def agreed_over_all(viewer: Viewer, rows: Iterable[Evaluation]) -> dict[UUID, tuple[ScaleView | None, str]]:
    """Return the grade that was agreed over all of some agreed evaluations, with its scale, by id."""
    by_id = {row.pk: row for row in rows if row.state == evaluating.AGREED_STATE}
    kept = Judgement.objects.filter(
        contribution__evaluation__in=evaluations(viewer).filter(pk__in=by_id).order_by().values("pk"),
        contribution__sort=evaluating.AGREED, standard__isnull=True, question__isnull=True,
    )  # fmt: skip
    found: dict[UUID, str] = {}
    for pk, value in kept.order_by("contribution__number").values_list("contribution__evaluation", "value"):
        found[pk] = value
    return {pk: (evaluating.scale_of(tool(viewer, by_id[pk].tool_id)), value) for pk, value in found.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """A standard, or all together (``standard`` is None), with what was said of it by whom."""

    standard: StandardView | None
    alone: tuple[tuple[Contribution, Judged], ...]
    agreed: Judged | None
    scrutineer: Judged | None
    change: inspecting.Change | None
    spread: grades.Spread

    @property
    def title(self) -> str:
        """What it is called."""
        return self.standard.title if self.standard else "Over all"

    @property
    def code(self) -> str:
        """Its code, as it stands in the name of a field."""
        return evaluating.slug(self.standard.code) if self.standard else evaluating.OVERALL


@reads
def lines(viewer: Viewer, row: Evaluation) -> list[Line]:
    """Return what was judged, all together first, then standard by standard, in a fixed number of questions."""
    asked = tool(viewer, row.tool_id)
    scale = evaluating.scale_of(asked)
    said = contributions(viewer, row)
    agreed, scrutineer = (
        standing(each for each in said if each.sort == sort) for sort in (evaluating.AGREED, evaluating.SCRUTINEER)
    )
    alone = _alone(said)
    changes = _changes(viewer, row, asked, scale, agreed)
    found = []
    for standard in (None, *asked.standards):
        pk = standard.id if standard else None
        here = tuple((who, given[pk]) for who, given in alone if pk in given)
        spread = grades.variance([each.value for _, each in here], scale) if scale else grades.Spread("", "", 0, True)
        code = standard.code if standard else evaluating.OVERALL
        found.append(Line(standard, here, agreed.get(pk), scrutineer.get(pk), changes.get(code), spread))
    return found


def _alone(said: Iterable[Contribution]) -> list[tuple[Contribution, dict[UUID | None, Judged]]]:
    by_person: dict[UUID | None, list[Contribution]] = {}
    for each in said:
        if each.sort == evaluating.SELF:
            by_person.setdefault(each.person_id, []).append(each)
    found = [(versions[-1], standing(versions)) for versions in by_person.values()]
    return sorted(found, key=lambda each: each[0].by_name)


def _changes(
    viewer: Viewer, row: Evaluation, asked: Questionnaire, scale: ScaleView | None, agreed: dict[UUID | None, Judged]
) -> dict[str, inspecting.Change]:
    """How the agreed grades changed since the evaluation before, by code of the standard; nothing where there is none."""
    earlier = evaluations(viewer).filter(pk=row.before_id).first() if row.before_id else None
    if earlier is None:
        return {}
    then_asked = tool(viewer, earlier.tool_id)
    then = standing(each for each in contributions(viewer, earlier) if each.sort == evaluating.AGREED)
    old = _coded(then_asked, then)
    changes = inspecting.compare(old, evaluating.scale_of(then_asked), _coded(asked, agreed), scale)
    return {each.area: each for each in changes}


def _coded(asked: Questionnaire, given: dict[UUID | None, Judged]) -> list[tuple[str, str]]:
    codes: list[tuple[str, UUID | None]] = [
        (evaluating.OVERALL, None),
        *((each.code, each.id) for each in asked.standards),
    ]
    return [(code, given[pk].value if pk in given else "") for code, pk in codes]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is asked: their name, by when, and whether they have judged or answered. Never what they said."""

    asked: Asked
    name: str
    agency: str
    versions: int

    @property
    def is_in(self) -> bool:
        """Whether they have judged or answered."""
        return self.versions > 0


@reads
def waiting(viewer: Viewer, row: Evaluation) -> list[Waiting]:
    """Return all who are asked, those who have not judged or answered first; to who sees only their own agency, that alone."""
    rows = row.asked.select_related("person", "agency", "deadline")
    if not reads_all(viewer, row):
        rows = rows.filter(agency__in=viewer.reach(Permission.SCRUTINY_OWN).agencies)
    said = row.contributions.filter(sort=evaluating.SELF).values_list("person", "agency")
    keys: list[UUID | None] = [person or agency for person, agency in said]
    found = [
        Waiting(
            each,
            str(each.person.name if each.person else each.agency.title if each.agency else ""),
            str(each.agency.title) if each.person and each.agency else "",
            keys.count(each.person_id or each.agency_id),
        )
        for each in rows
    ]
    return sorted(found, key=lambda each: (each.is_in, each.name))


@reads
def findings_of(viewer: Viewer, pk: UUID) -> list[Any]:
    """Return the findings of something of the area that the viewer may know of, in the order in which they were recorded."""
    return list(thread.findings(viewer, source=pk).order_by("record__opened_on", "record__reference"))


@reads
def evidence(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Any]:
    """Return those of some records that the viewer may know of, by id: the others are not even counted."""
    wanted = set(ids)
    return {each.pk: each for each in records.visible_among(viewer, wanted)} if wanted else {}


@reads
def by_reference(viewer: Viewer, references: Iterable[str]) -> dict[str, UUID]:
    """Return the records the viewer may know of by their references, in capitals."""
    wanted = {each.upper() for each in references}
    rows = records.visible(viewer).filter(reference__in=wanted) if wanted else records.visible(viewer).none()
    return {each.reference: each.pk for each in rows}
