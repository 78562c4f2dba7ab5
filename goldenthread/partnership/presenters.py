"""Words and shapes for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import counted, short_date
from goldenthread.partnership import queries
from goldenthread.partnership.models import AgencyClass, Office, Partnership
from goldenthread.partnership.rules import frequency, stages
from goldenthread.partnership.rules.membership import CAPACITIES

CLASS_TONES = {"statutory": "blue", "education": "purple", "relevant": "green", "wider": "grey"}
STATE_TONES = {"draft": "amber", "published": "green", "superseded": "grey"}
ROLES = dict(AgencyClass.Role.choices)
CLASSES = dict(AgencyClass.Class.choices)
OFFICES = dict(Office.Kind.choices)
MANY = {
    "statutory": "Statutory partners",
    "education": "Designated education agencies",
    "relevant": "Relevant agencies",
    "wider": "Wider partners",
}


def kind_choices(viewer: Viewer, of: str) -> list[tuple[str, str]]:
    """Return the kinds of something for a drop-down."""
    return [(kind.code, kind.name) for kind in queries.kinds(viewer, of)]


def dates(from_on: date | None, until_on: date | None) -> str:
    """Say from when until when: ``since 1 April 2019``, ``1 April 2014 to 31 March 2016``."""
    if from_on and until_on:
        return f"{short_date(from_on)} to {short_date(until_on)}"
    if from_on:
        return f"since {short_date(from_on)}"
    return f"until {short_date(until_on)}" if until_on else ""


def how_often(months: Any, said: str) -> str:
    """Say how often, with the words people use beside it where they differ."""
    words = frequency.in_words(months)
    return f"{words}, said as “{said}”" if words and said else words or said


def capacity(code: str) -> str:
    """Return the name of a capacity."""
    return CAPACITIES[code].name


def class_words(row: AgencyClass) -> str:
    """Say in what way an agency belongs, with its statutory role."""
    role = f": {ROLES[row.statutory_role].lower()}" if row.statutory_role else ""
    return f"{CLASSES[row.agency_class]}{role}"


def stage_words(code: str) -> str:
    """Return the name of a stage."""
    return stages.STAGES[code].name if code in stages.STAGES else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of setting up: what, whether it is done, what there is, where to go."""

    title: str
    why: str
    done: bool
    words: str
    action: str
    url: str


@dataclass(frozen=True, slots=True)
class Glance:
    """A partnership at a glance."""

    partners: list[tuple[str, list[AgencyClass]]]
    missing_roles: list[str]
    offices: list[Office]
    class_counts: list[tuple[int, str, str]]
    groups: list[Any]
    members: dict[UUID, int]
    coverage: list[Any]
    populations: list[Any]
    links: list[Any]
    edition: Any


def glance(viewer: Viewer, row: Partnership, today: date) -> Glance:
    """Return what the page of a partnership shows, in a fixed number of queries."""
    classes = queries.classes(viewer, partnership=row.pk, on=today)
    statutory = list(classes.filter(agency_class="statutory").order_by("agency__name"))
    roles = [(words, [each for each in statutory if each.statutory_role == code]) for code, words in ROLES.items()]
    return Glance(
        partners=roles,
        missing_roles=[words for words, bodies in roles if not bodies],
        offices=list(queries.offices(viewer, partnership=row.pk, on=today)),
        class_counts=_class_counts(classes, row),
        groups=list(queries.groups(viewer, partnership=row.pk, on=today).order_by("kind__position", "name")),
        members=_members(viewer, row, today),
        coverage=list(queries.coverage(viewer, row.pk, on=today)),
        populations=list(queries.populations(viewer, row.pk)[:12]),
        links=list(queries.links(viewer, row.pk)),
        edition=queries.editions(viewer, partnership=row.pk).filter(status="published").first(),
    )


def _class_counts(classes: Any, row: Partnership) -> list[tuple[int, str, str]]:
    counts = dict(classes.order_by().values_list("agency_class").annotate(number=Count("agency", distinct=True)))
    address = reverse("partnership:agencies")
    return [
        (counts.get(code, 0), words, f"{address}?partnership={row.pk}&agency_class={code}")
        for code, words in MANY.items()
    ]


def _members(viewer: Viewer, row: Partnership, today: date) -> dict[UUID, int]:
    found = queries.memberships(viewer, partnership=row.pk, on=today).order_by()
    return dict(found.values_list("group").annotate(number=Count("person", distinct=True)))


def set_up_steps(viewer: Viewer, row: Partnership, today: date) -> list[Step]:
    """Return the steps of setting up a partnership, and which are done."""
    seen = glance(viewer, row, today)
    kinds = {office.kind for office in seen.offices}
    leads = sum(office.kind == "lead" for office in seen.offices)
    partners = sum(len(bodies) for _, bodies in seen.partners)
    others = sum(number for number, words, _ in seen.class_counts) - partners
    seated = sum(seen.members.values())
    routes = queries.routes(viewer, row.pk, on=today).count()
    query = f"?partnership={row.pk}"
    nobody = f"Nobody yet for: {', '.join(seen.missing_roles).lower()}"

    def at(name: str, *args: Any, query: str = "") -> str:
        return reverse(f"partnership:{name}", args=args) + query

    return [
        Step(
            "The area",
            "Whom the arrangements are for.",
            bool(seen.coverage),
            _names(each.area.name for each in seen.coverage),
            "Add an area",
            at("add_area", row.pk),
        ),
        Step(
            "Population",
            "Rates need to know how many children there are, and who says so.",
            bool(seen.populations),
            counted(len(seen.populations), "figure") if seen.populations else "",
            "Add a population",
            at("add_population", row.pk),
        ),
        Step(
            "Statutory safeguarding partners",
            "Local authority, health and police; several bodies may fill one role.",
            not seen.missing_roles,
            nobody if seen.missing_roles else counted(partners, "body", "bodies"),
            "Add an agency",
            at("new_agency", query=f"{query}&agency_class=statutory"),
        ),
        Step(
            "Lead and delegated partners",
            "Who is accountable for each partner, and who acts for them.",
            leads > 0,
            f"{counted(leads, 'lead partner')}, {'with' if 'delegate' in kinds else 'without'} delegates"
            if leads
            else "",
            "Appoint",
            at("new_office", row.pk),
        ),
        Step(
            "Relevant agencies and schools",
            "Those the partners chose to work with. Import them from a spreadsheet at once.",
            others > 0,
            counted(others, "agency", "agencies") if others else "",
            "Import a spreadsheet",
            at("import_register", row.pk),
        ),
        Step(
            "Groups",
            "The executive, the sub-groups, and those shared with neighbours.",
            bool(seen.groups),
            counted(len(seen.groups), "group") if seen.groups else "",
            "Set up a group",
            at("new_group", query=query),
        ),
        Step(
            "Members",
            "Who sits where, in which capacity, since when.",
            seated > 0,
            counted(seated, "seat taken", "seats taken") if seated else "",
            "Open the register",
            at("register", query=query),
        ),
        Step(
            "Routes of engagement",
            "How agencies take part without sitting in every meeting.",
            routes > 0,
            counted(routes, "route") if routes else "",
            "Open the matrix",
            at("engagement", row.pk),
        ),
        Step(
            "Scrutiny and chair",
            "Who looks at the arrangements from outside.",
            bool(kinds & {"scrutineer", "independent_chair", "partnership_chair"}),
            _names(OFFICES[kind] for kind in sorted(kinds & {"scrutineer", "independent_chair", "partnership_chair"})),
            "Appoint",
            at("new_office", row.pk),
        ),
        Step(
            "Published arrangements",
            "The document the law asks for, made from all of the above.",
            seen.edition is not None,
            f"Edition {seen.edition.number}, {short_date(seen.edition.published_on)}" if seen.edition else "",
            "Open the arrangements",
            at("editions", row.pk),
        ),
    ]


def _names(names: Iterable[Any]) -> str:
    return ", ".join(str(name) for name in names)


def in_order(rows: Iterable[Any]) -> list[Any]:
    """Return members in the order people list them: chair first, deputies right after those they stand in for."""
    places = {code: place for place, code in enumerate(CAPACITIES)}
    members = sorted(rows, key=lambda row: (places[row.capacity], row.person.name.lower()))
    deputies: dict[UUID, list[Any]] = {}
    for row in members:
        if row.deputy_for_id:
            deputies.setdefault(row.deputy_for_id, []).append(row)
    ordered = []
    for row in members:
        if not row.deputy_for_id:
            ordered += [row, *deputies.pop(row.pk, [])]
    return [*ordered, *(row for rest in deputies.values() for row in rest)]


def reporting_choices(viewer: Viewer, group: Any) -> list[tuple[str, str]]:
    """Return the bodies a group can report to: other groups, other boards, partnerships."""
    groups = queries.groups(viewer).exclude(pk=group.pk).order_by("name").values_list("pk", "name")
    boards = queries.boards(viewer).order_by("name").values_list("pk", "name")
    homes = queries.partnerships(viewer).order_by("name").values_list("pk", "name")
    return [
        *((f"group:{pk}", name) for pk, name in groups),
        *((f"board:{pk}", f"{name} (other board)") for pk, name in boards),
        *((f"partnership:{pk}", f"{name} (partnership)") for pk, name in homes),
    ]


def current_posts(person: Any) -> list[Any]:
    """Return the posts that `queries.people` put beside a person."""
    return list(vars(person).get("current_posts", ()))


def header_words(request: Any) -> str:
    """Return the name at the top of every page: the only partnership the viewer knows of, or nothing where there are several."""
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer):
        return ""
    reach = viewer.reach(Permission.PARTNERSHIP_VIEW)
    if reach.everywhere or len(reach.around) != 1:
        return ""
    return queries.partnerships(viewer).values_list("name", flat=True).first() or ""
