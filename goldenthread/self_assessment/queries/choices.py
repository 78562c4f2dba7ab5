"""What can be chosen in the forms of the area."""

from datetime import date
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import queries as quality
from goldenthread.records import queries as records

ASKED_OF = ("section_11", "section_175", "key_questions", "self_evaluation")
"""The purposes of banks that a round can ask."""


@reads
def places_to_run(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the partnerships for which the viewer may run a round: (id, name)."""
    reach = viewer.reach(Permission.ASSESSMENT_RUN)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.partnerships)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


@reads
def editions_to_ask(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the published editions that a round of the viewer's can ask: (id, name)."""
    places = [UUID(pk) for pk, _ in places_to_run(viewer)]
    found = quality.editions(viewer).filter(state="published", bank__purpose__in=ASKED_OF, bank__partnership__in=places)
    return [(str(each.pk), f"{each.bank.title}, {each.label}") for each in found]


@reads
def agencies_to_ask(
    viewer: Viewer, places: list[UUID], on: date, *, schools: bool | None = None
) -> list[tuple[UUID, str]]:
    """Return the agencies that serve some partnerships on a day: (id, name); only schools, only others, or all."""
    found = dict[UUID, str]()
    for place in places:
        for each in partnerships.agencies(viewer, partnership=place, on=on, schools=schools):
            found[each.pk] = each.name
    return sorted(found.items(), key=lambda each: each[1].casefold())


@reads
def colleagues(viewer: Viewer, agency: UUID, on: date) -> list[tuple[UUID, str]]:
    """Return the people who work for an agency of the viewer's: (id, name with job title)."""
    if not viewer.may(Permission.ASSESSMENT_FILL, agency=agency):
        return []
    found = partnerships.people(viewer, agency=agency, on=on)
    return [(each.pk, each.name) for each in found if each.pk != viewer.person_id]


@reads
def colleagues_told(viewer: Viewer, agency: UUID, on: date) -> list[tuple[UUID, str]]:
    """Return the colleagues as they are chosen from: those without an account that can answer are told apart, and come last."""
    able = {each.person for each in accounts.contacts(viewer, Permission.ASSESSMENT_PART, place=agency, day=on)}
    found = colleagues(viewer, agency, on)
    first = [each for each in found if each[0] in able]
    return first + [(pk, f"{name}, no account yet") for pk, name in found if pk not in able]
