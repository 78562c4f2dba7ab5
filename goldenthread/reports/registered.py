"""What the register of the partnership offers to reports: who and where, how they work together, and what the guidance asks for.

Each table is worked out anew for the last day of a report's period, so it cannot be typed and cannot fall behind. It is what the
published arrangements say of the facts; the words stand beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period, words
from goldenthread.foundation.text import counted, short_date
from goldenthread.partnership import library, queries
from goldenthread.partnership.queries.answers import Part, answer
from goldenthread.partnership.rules import checklist
from goldenthread.workbench.materials import Block, Column, Material, Need, Offer, TableBlock

There = Callable[[Viewer, UUID, date], bool]
Built = Callable[[Viewer, UUID, date], Part]


@dataclass(frozen=True, slots=True)
class Told:
    """One table of the register. ``there``: whether it would have any row, told without building it."""

    title: str
    detail: str
    there: There
    build: Built


def _answered(name: str) -> Built:
    return lambda viewer, partnership, on: answer(viewer, name, partnership, on)


def _of_class(code: str) -> There:
    """Whether there is an agency of a class that is no school: schools are told together."""

    def there(viewer: Viewer, home: UUID, on: date) -> bool:
        rows = queries.classes(viewer, partnership=home, on=on).filter(agency_class=code)
        return rows.exclude(agency__kind__code="school").exists()

    return there


def _engaged(viewer: Viewer, home: UUID, on: date) -> Part:
    matrix = queries.engagement_matrix(viewer, home, on=on)
    lines = []
    for line in matrix.lines:
        ways = [
            route.name + (f" (through {cell.through})" if cell.through else "")
            for route, cell in zip(matrix.routes, line.cells, strict=True)
            if cell is not None
        ]
        if ways:
            lines.append((line.agency.name, ", ".join(ways)))
    return Part("How each agency takes part", ("Agency", "Takes part by"), tuple(lines))


def _routes(viewer: Viewer, home: UUID, on: date) -> Part:
    matrix = queries.engagement_matrix(viewer, home, on=on)
    lines = []
    for place, route in enumerate(matrix.routes):
        taking = sum(line.cells[place] is not None for line in matrix.lines)
        also = ", ".join(alias.name for alias in route.aliases.all())
        lines.append((route.name, also, counted(taking, "agency", "agencies")))
    return Part("Ways to take part", ("Way", "Also called", "Who takes part by it"), tuple(lines))


def _memoranda(viewer: Viewer, home: UUID, on: date) -> Part:
    lines = []
    for row in queries.memoranda(viewer, partnership=home):
        if (row.ended_on and row.ended_on < on) or (row.signed_on and row.signed_on > on):
            continue
        bodies = [each.partnership or each.board or each.agency for each in row.parties.all()]
        parties = ", ".join(body.name for body in bodies if body is not None and body.pk != home)
        lines.append((row.title, parties or "Not recorded", _day(row.signed_on), _day(row.review_on)))
    return Part("Memoranda and protocols", ("Memorandum", "With", "Signed", "Looked at again"), tuple(lines))


def _day(day: date | None) -> str:
    return short_date(day) if day else "Not recorded"


def _asked(viewer: Viewer, home: UUID, on: date) -> Part:
    asked = checklist.in_force(library.checklists(), on)
    lines = []
    for item in asked.items:
        tables = [title for name in item.answered_by if (title := _TITLES.get(name))]
        lines.append((item.title, checklist.STRENGTHS[item.strength], ", ".join(tables) or "In words"))
    known = "A person compared this list with the text." if asked.code in queries.checks(viewer) else (
        "Nobody has compared this list with the text yet."
    )  # fmt: skip
    return Part(f"What {asked.name} asks for", ("What", "How strongly", "Answered from"), tuple(lines), known)


_EDUCATION = ("college", "early_years", "education_other")
_VOLUNTARY = ("voluntary", "faith", "sport")
_OUTSIDE = ("independent_chair", "scrutineer", "lead_member")


def _of_kind(kinds: Sequence[str]) -> There:
    return lambda viewer, home, on: (
        queries.agencies(viewer, partnership=home, on=on).filter(kind__code__in=kinds).exists()
    )


def _offices(kinds: Sequence[str]) -> There:
    return lambda viewer, home, on: queries.offices(viewer, partnership=home, on=on).filter(kind__in=kinds).exists()


BODIES: dict[str, Told] = {
    "partners": Told(
        "Safeguarding partners",
        "Who they are, and in which role",
        _of_class("statutory"),
        _answered("statutory_partners"),
    ),
    "leads": Told(
        "Who leads and who acts for them",
        "By post, never by name",
        _offices(["lead", "delegate", "partnership_chair"]),
        _answered("leads"),
    ),
    "relevant": Told(
        "Relevant agencies", "Each with the reason it was chosen", _of_class("relevant"), _answered("relevant_agencies")
    ),
    "engagement": Told(
        "How each agency takes part",
        "The ways by which each does",
        lambda viewer, home, on: queries.engagements(viewer, partnership=home, on=on).exists(),
        _engaged,
    ),
    "routes": Told(
        "Ways to take part",
        "Each with how many agencies use it",
        lambda viewer, home, on: queries.routes(viewer, home, on=on).exists(),
        _routes,
    ),
    "voluntary": Told("Voluntary, faith and sport", "The bodies", _of_kind(_VOLUNTARY), _answered("voluntary")),
}
PLACES: dict[str, Told] = {
    "areas": Told(
        "Areas and children",
        "Each area with its newest count of children",
        lambda viewer, home, on: queries.coverage(viewer, home, on=on).exists(),
        _answered("geography"),
    ),
    "education": Told(
        "Education",
        "Schools by phase, colleges and early years",
        lambda viewer, home, on: (
            _of_kind(_EDUCATION)(viewer, home, on)
            or queries.agencies(viewer, partnership=home, on=on, schools=True).exists()
        ),
        _answered("education"),
    ),
    "designated": Told(
        "Designated education agencies", "Once regulations name them", _of_class("education"), _answered("designated_education")
    ),
}  # fmt: skip
WORKING: dict[str, Told] = {
    "groups": Told(
        "Groups",
        "What each is for, how often it meets, and how many sit on it",
        lambda viewer, home, on: queries.groups(viewer, partnership=home, on=on).exists(),
        _answered("groups"),
    ),
    "scrutiny": Told(
        "Who looks from outside", "Chair, scrutineer, lead member, lay members", _offices(_OUTSIDE), _answered("scrutiny")
    ),
    "boards": Told(
        "Other boards",
        "How the partnership works with each",
        lambda viewer, home, on: queries.board_links(viewer, partnership=home, on=on).exists(),
        _answered("boards"),
    ),
    "memoranda": Told(
        "Memoranda and protocols",
        "With whom, signed when, looked at again when",
        lambda viewer, home, on: queries.memoranda(viewer, partnership=home).exists(),
        _memoranda,
    ),
    "checklist": Told(
        "What the guidance asks for", "The statutory list, and what answers it", lambda viewer, home, on: True, _asked
    ),
}  # fmt: skip
# The tables by the names that the checklist knows them under.
_TITLES = {
    "statutory_partners": BODIES["partners"].title,
    "leads": BODIES["leads"].title,
    "relevant_agencies": BODIES["relevant"].title,
    "engagement": BODIES["engagement"].title,
    "voluntary": BODIES["voluntary"].title,
    "geography": PLACES["areas"].title,
    "education": PLACES["education"].title,
    "designated_education": PLACES["designated"].title,
    "groups": WORKING["groups"].title,
    "scrutiny": WORKING["scrutiny"].title,
    "boards": WORKING["boards"].title,
}


def material(code: str, title: str, tables: dict[str, Told], serves: frozenset[Need]) -> Material:
    """Return what some tables of the register offer to reports, under ``code``."""

    def offers(viewer: Viewer, partnership: UUID, period: Period) -> list[Offer]:
        return [
            Offer(f"{code}.{name}", one.title, "table", one.detail)
            for name, one in tables.items()
            if one.there(viewer, partnership, period.end)
        ]

    def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
        one = tables.get(key.removeprefix(f"{code}."))
        part = one.build(viewer, partnership, period.end) if one else None
        return _block(key, part, period.end) if part and part.rows else None

    return Material(code, title, offers=offers, build=build, serves=serves)


def _block(key: str, part: Part, on: date) -> TableBlock:
    head = tuple(Column(label) for label in part.head)
    notes = (f"{part.note.rstrip('.')}.",) if part.note else ()
    return TableBlock(key, part.caption, head, part.rows, f"The partnership's register, for {words(on)}.", notes=notes)


MATERIALS = (
    material("bodies", "Partners and agencies", BODIES, frozenset({Need.ARRANGEMENTS, Need.MEMBERSHIP})),
    material("places", "Areas and education", PLACES, frozenset({Need.CONTEXT, Need.EDUCATION})),
    material("working", "How the partnership works", WORKING, frozenset({Need.ARRANGEMENTS, Need.SCRUTINY})),
)
