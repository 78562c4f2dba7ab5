"""Visits to the frontline, the plans of a year, and who is behind."""

from collections import defaultdict
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
from goldenthread.partnership.rules.membership import CAPACITIES
from goldenthread.quality import queries as quality
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.records import queries as records
from goldenthread.scrutiny.models import Owed, Visit, Visitor, VisitPlan
from goldenthread.scrutiny.queries.scope import NOTHING_HERE, Choices
from goldenthread.scrutiny.rules import visiting
from goldenthread.scrutiny.rules.visiting import Count

VISIT, VISIT_PLAN = "scrutiny.visit", "scrutiny.visit_plan"
VISITING = frozenset(code for code, each in CAPACITIES.items() if each.votes and code != "deputy")


@reads
def visible_visits(viewer: Viewer) -> Q:
    """Return the condition on visits: those of every partnership the viewer works in, and those that were to their own agency.

    An agency that has no other part in scrutiny learns of a visit once it is written up.
    """
    reach = viewer.reach(Permission.SCRUTINY_VIEW)
    if reach.everywhere:
        return Q()
    own = Visit.objects.filter(agency__in=viewer.reach(Permission.SCRUTINY_OWN).agencies, state=visiting.MADE)
    return Q(partnership__in=reach.around) | Q(pk__in=own.order_by().values("pk"))


@reads
def visit_plans(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[VisitPlan]:
    """Return the plans of visits the viewer may know of, the newest first."""
    known = records.visible(viewer, kind=VISIT_PLAN).order_by().values("pk")
    found = VisitPlan.objects.filter(record__in=known).select_related("record", "partnership", "group")
    return found if partnership is None else found.filter(partnership=partnership)


@reads
def visit_plan(viewer: Viewer, pk: UUID) -> VisitPlan:
    """Return one plan of visits; raises `NotFound`."""
    row = visit_plans(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def visits(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Visit]:
    """Return the visits the viewer may know of, the newest first, with who went."""
    known = records.visible(viewer, kind=VISIT).order_by().values("pk")
    found = Visit.objects.filter(record__in=known)
    found = found if partnership is None else found.filter(partnership=partnership)
    found = found.select_related("record", "partnership", "agency", "plan__record", "reply_deadline")
    return found.prefetch_related(Prefetch("visitors", queryset=Visitor.objects.select_related("person")))


@reads
def visit(viewer: Viewer, pk: UUID) -> Visit:
    """Return one visit; raises `NotFound`, also when the viewer may not know of it."""
    row = visits(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def may_visit(viewer: Viewer, partnership: UUID) -> bool:
    """Say whether the viewer may plan and write up visits of their own in a partnership, wherever their role is held in it."""
    reach = viewer.reach(Permission.VISIT_MAKE)
    return reach.everywhere or partnership in reach.around


@reads
def may_write(viewer: Viewer, row: Visit) -> bool:
    """Say whether the viewer may write a visit up: one who goes, or those who keep what was looked at."""
    if viewer.may(Permission.SCRUTINY_KEEP, partnership=row.partnership_id):
        return True
    goes = viewer.person_id is not None and any(each.person_id == viewer.person_id for each in row.visitors.all())
    return goes and may_visit(viewer, row.partnership_id)


@reads
def may_reply(viewer: Viewer, row: Visit) -> bool:
    """Say whether the viewer may reply to a visit for the agency that was visited."""
    return row.agency_id is not None and viewer.may(Permission.SCRUTINY_ANSWER, agency=row.agency_id)


@reads
def places_to_visit(viewer: Viewer) -> Choices:
    """Return the partnerships in which the viewer may write up a visit: (id, name)."""
    reach = viewer.reach(Permission.VISIT_MAKE)
    known = records.visible(viewer, kind="partnership.partnership")
    known = known if reach.everywhere else known.filter(pk__in=reach.around)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


@reads
def tool_of(viewer: Viewer, edition: UUID | None) -> Questionnaire | None:
    """Return the questions that are taken along; None where there are none."""
    return quality.questionnaire(viewer, edition) if edition else None


@reads
def tools(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the published question banks for visits: (id, name)."""
    rows = quality.editions(viewer, partnership=partnership, purpose="visit").filter(state="published")
    return [(str(each.pk), f"{each.bank.title}, {each.label}") for each in rows]


@dataclass(frozen=True, slots=True)
class Member:
    """A member who owes visits, and how they stand."""

    person: UUID
    name: str
    agency: str
    count: Count


@reads
def sitting(viewer: Viewer, plan: VisitPlan, on: date) -> dict[UUID, Any]:
    """Return who owes visits under a plan on a day, by person: members who take decisions, and no deputies. As memberships."""
    day = min(max(on, plan.start), plan.end)
    rows = partnerships.sitting_on(viewer, plan.group_id, day).filter(capacity__in=VISITING)
    return {each.person_id: each for each in rows.order_by("-from_on", "pk")}


@reads
def members(viewer: Viewer, plan: VisitPlan, on: date) -> list[Member]:
    """Return every member who owes visits under a plan, those who are behind first."""
    sits = sitting(viewer, plan, on)
    made, planned = _gone(viewer, plan)
    days = visiting.due_days(plan.year, plan.a_year)
    found = [
        Member(
            person,
            each.person.name,
            _agency(each),
            visiting.count(days, each.from_on or plan.start, len(made[person]), planned[person], on),
        )
        for person, each in sits.items()
    ]
    return sorted(found, key=lambda each: (-each.count.behind, each.count.made >= each.count.owed, each.name))


def _agency(membership: Any) -> str:
    agency = membership.agency or (membership.seat.agency if membership.seat else None)
    return str(agency.name) if agency else ""


def _gone(viewer: Viewer, plan: VisitPlan) -> tuple[dict[UUID, list[date]], dict[UUID, list[date]]]:
    """The days of the visits of a plan by person: those made, those planned."""
    found: tuple[dict[UUID, list[date]], ...] = (defaultdict(list), defaultdict(list))
    for row in of_plan(viewer, plan).exclude(state=visiting.DROPPED):
        for each in row.visitors.all():
            found[row.state == visiting.PLANNED][each.person_id].append(row.held_on)
    return found[0], found[1]


@reads
def of_plan(viewer: Viewer, plan: VisitPlan) -> QuerySet[Visit]:
    """Return the visits that count for a plan: those of it, and those of the partnership in its year that stand under none."""
    rows = visits(viewer, partnership=plan.partnership_id)
    return rows.filter(Q(plan=plan.pk) | Q(plan__isnull=True, held_on__range=(plan.start, plan.end)))


@reads
def owed_by(viewer: Viewer, plan: VisitPlan, people: Iterable[UUID]) -> QuerySet[Owed]:
    """Return the visits that people still owe under a plan, the earliest first."""
    known = visit_plans(viewer).filter(pk=plan.pk).order_by().values("pk")
    rows = Owed.objects.filter(plan__in=known, person__in=list(people), deadline__status__in=("open", "paused"))
    return rows.select_related("deadline").order_by("number")


@reads
def plan_for(viewer: Viewer, partnership: UUID, on: date) -> VisitPlan | None:
    """Return the plan of visits of a partnership that a day lies in."""
    return visit_plans(viewer, partnership=partnership).filter(start__lte=on, end__gte=on).order_by("-start").first()


@reads
def people_to_go(viewer: Viewer, partnership: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Return which of some people can go on a visit: those of the register the viewer may see, members, and the viewer."""
    wanted = set(people)
    seen = set(partnerships.people(viewer, partnership=partnership).filter(pk__in=wanted).values_list("pk", flat=True))
    sits = partnerships.memberships(viewer, partnership=partnership).filter(person__in=wanted)
    mine = set() if viewer.person_id is None else {viewer.person_id}
    return (seen | set(sits.values_list("person", flat=True)) | mine) & wanted


@reads
def colleagues(viewer: Viewer, partnership: UUID, on: date) -> Choices:
    """Return who can be named as going: the members of the group that visits, or all people where no year is planned."""
    plan = plan_for(viewer, partnership, on)
    if plan is not None:
        found = {str(pk): str(each.person.name) for pk, each in sitting(viewer, plan, on).items()}
    else:
        rows = partnerships.people(viewer, partnership=partnership, on=on).order_by("name")
        found = {str(pk): name for pk, name in rows.values_list("pk", "name").distinct()}
    return sorted(found.items(), key=lambda each: each[1])
