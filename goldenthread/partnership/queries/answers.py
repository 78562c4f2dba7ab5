"""What the arrangements say from the register itself: one function for each part, made anew each time a draft is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import counted, short_date
from goldenthread.partnership.models import AgencyClass, Office
from goldenthread.partnership.queries.agencies import agencies, classes
from goldenthread.partnership.queries.boards import board_links
from goldenthread.partnership.queries.engagement import engagement_matrix
from goldenthread.partnership.queries.groups import groups
from goldenthread.partnership.queries.memberships import memberships
from goldenthread.partnership.queries.partnerships import coverage, populations
from goldenthread.partnership.queries.people import offices
from goldenthread.partnership.rules import frequency


@dataclass(frozen=True, slots=True)
class Part:
    """A table worked out from the register. ``note`` stands below it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def frozen(self) -> dict[str, Any]:
        """Return it as plain data, for an edition that is published."""
        return {
            "caption": self.caption,
            "head": list(self.head),
            "rows": [list(row) for row in self.rows],
            "note": self.note,
        }


@reads
def answer(viewer: Viewer, name: str, partnership: UUID, on: date) -> Part:
    """Return the part called ``name`` as the register answers it on a day; it has no rows when it cannot."""
    return _ANSWERS[name](viewer, partnership, on)


def _statutory(viewer: Viewer, partnership: UUID, on: date) -> Part:
    rows = classes(viewer, partnership=partnership, on=on).filter(agency_class=AgencyClass.Class.STATUTORY)
    order = list(AgencyClass.Role)
    lines = sorted(rows, key=lambda row: (order.index(AgencyClass.Role(row.statutory_role)), row.agency.name))
    return Part(
        "Safeguarding partners",
        ("Partner", "Role"),
        tuple((row.agency.name + (" (part of the area)" if row.covers_part else ""), _role(row)) for row in lines),
    )


def _role(row: AgencyClass) -> str:
    return AgencyClass.Role(row.statutory_role).label


def _leads(viewer: Viewer, partnership: UUID, on: date) -> Part:
    wanted = [Office.Kind.LEAD, Office.Kind.DELEGATE, Office.Kind.PARTNERSHIP_CHAIR]
    rows = [row for row in offices(viewer, partnership=partnership, on=on) if row.kind in wanted]
    rows.sort(key=lambda row: (wanted.index(Office.Kind(row.kind)), row.agency.name if row.agency else ""))
    lines = tuple((row.title or "Post not given", row.agency.name if row.agency else "", _office(row)) for row in rows)
    return Part("Who leads and who acts for them", ("Post", "Agency", "Office"), lines)


def _office(row: Office) -> str:
    return str(Office.Kind(row.kind).label)


def _geography(viewer: Viewer, partnership: UUID, on: date) -> Part:
    covered = list(coverage(viewer, partnership, on=on))
    newest: dict[UUID, Any] = {}
    for row in populations(viewer, partnership):
        if row.age_to < 20 and row.age_from == 0:
            newest.setdefault(row.area_id, row)
    lines = []
    for place in covered:
        lines.append((place.area.name, place.area.code, *_people(newest.get(place.area_id))))
    return Part("Areas and children", ("Area", "Code", "Children", "Source"), tuple(lines))


def _people(row: Any) -> tuple[str, str]:
    if row is None:
        return "Not recorded", ""
    about = "about " if row.approximate else ""
    return f"{about}{row.count:,} aged {row.age_from} to {row.age_to} in {row.year}", f"{row.source}, {row.vintage}"


def _groups(viewer: Viewer, partnership: UUID, on: date) -> Part:
    found = groups(viewer, partnership=partnership, on=on).order_by("kind__position", "name")
    seated = memberships(viewer, partnership=partnership, on=on).order_by("group", "capacity")
    sizes: dict[UUID, int] = {}
    bodies: dict[UUID, set[str]] = {}
    for row in seated:
        sizes[row.group_id] = sizes.get(row.group_id, 0) + 1
        if row.agency:
            bodies.setdefault(row.group_id, set()).add(row.agency.name)
    lines = tuple(
        (
            group.name,
            group.purpose,
            frequency.in_words(group.meets_every_months) or group.meets_as_said or "As needed",
            _seated(sizes.get(group.pk, 0), len(bodies.get(group.pk, ()))),
        )
        for group in found
    )
    return Part("Groups", ("Group", "What it is for", "Meets", "Members"), lines)


def _seated(people: int, agencies: int) -> str:
    return f"{people} from {counted(agencies, 'agency', 'agencies')}" if people else "Not recorded"


def _of_class(agency_class: str, caption: str) -> Callable[[Viewer, UUID, date], Part]:
    def answered(viewer: Viewer, partnership: UUID, on: date) -> Part:
        rows = classes(viewer, partnership=partnership, on=on).filter(agency_class=agency_class)
        rows = rows.exclude(agency__kind__code="school").order_by("agency__name")
        lines = tuple((row.agency.name, row.category or row.agency.kind.name, row.reason) for row in rows)
        return Part(caption, ("Agency", "Kind", "Why it was chosen"), lines)

    return answered


def _engagement(viewer: Viewer, partnership: UUID, on: date) -> Part:
    matrix = engagement_matrix(viewer, partnership, on=on)
    lines = tuple((line.agency.name, *(_engaged(cell) for cell in line.cells)) for line in matrix.lines if line.count)
    heads = tuple(route.name for route in matrix.routes)
    other = [f"{route.name} is also called {alias.name}" for route in matrix.routes for alias in route.aliases.all()]
    return Part("How agencies take part", ("Agency", *heads), lines, ". ".join(other))


def _engaged(cell: Any) -> str:
    if cell is None:
        return ""
    return f"Yes, {cell.through}" if cell.through else "Yes"


def _education(viewer: Viewer, partnership: UUID, on: date) -> Part:
    schools = agencies(viewer, partnership=partnership, on=on, schools=True)
    counts: dict[str, int] = {}
    for school in schools:
        label = school.get_phase_display() or "Phase not recorded"
        counts[label] = counts.get(label, 0) + 1
    other = agencies(viewer, partnership=partnership, on=on).filter(
        kind__code__in=["college", "early_years", "education_other"]
    )
    lines = [(f"{phase} schools", str(number)) for phase, number in sorted(counts.items())]
    lines += [(body.name, "As one body" if not body.stands_for_many else "As a whole class") for body in other]
    return Part("Education", ("Who", "How many, or how"), tuple(lines))


def _voluntary(viewer: Viewer, partnership: UUID, on: date) -> Part:
    found = agencies(viewer, partnership=partnership, on=on).filter(kind__code__in=["voluntary", "faith", "sport"])
    return Part("Voluntary, faith and sport", ("Body", "Kind"), tuple((body.name, body.kind.name) for body in found))


def _scrutiny(viewer: Viewer, partnership: UUID, on: date) -> Part:
    kinds = {Office.Kind.INDEPENDENT_CHAIR, Office.Kind.SCRUTINEER, Office.Kind.LEAD_MEMBER}
    rows = [row for row in offices(viewer, partnership=partnership, on=on) if row.kind in kinds]
    lines = [(_office(row), row.accountable_to or "Not recorded", _since(row.from_on)) for row in rows]
    lay = memberships(viewer, partnership=partnership, on=on).filter(capacity="lay").order_by("group__name")
    lines += [(f"Lay member of {row.group.name}", "The community", _since(row.from_on)) for row in lay]
    return Part("Who looks from outside", ("Office", "Answers to", "Since"), tuple(lines))


def _since(day: date | None) -> str:
    return short_date(day) if day else "Not recorded"


def _boards(viewer: Viewer, partnership: UUID, on: date) -> Part:
    lines = tuple(
        (
            row.board.name,
            row.relation,
            frequency.in_words(row.every_months) or row.as_said,
        )
        for row in board_links(viewer, partnership=partnership, on=on)
    )
    return Part("Other boards", ("Board", "How we work together", "How often"), lines)


_ANSWERS: dict[str, Callable[[Viewer, UUID, date], Part]] = {
    "statutory_partners": _statutory,
    "leads": _leads,
    "geography": _geography,
    "groups": _groups,
    "relevant_agencies": _of_class("relevant", "Relevant agencies"),
    "designated_education": _of_class("education", "Designated education agencies"),
    "engagement": _engagement,
    "education": _education,
    "voluntary": _voluntary,
    "scrutiny": _scrutiny,
    "boards": _boards,
}
