"""The panel of a round: who reads which return, their grades, and the meeting that lays them beside the agency's own.

Nobody sees another reader's grades while they have a return of the round still to read; and what is not finished stands nowhere.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import frozen
from goldenthread.self_assessment.models import Judgement, Reader, Return, Round, Version
from goldenthread.self_assessment.queries import rows
from goldenthread.self_assessment.rules import freezing, panel
from goldenthread.self_assessment.rules.judging import MODERATED, SCRUTINEER

_MAY = Permission.ASSESSMENT_MODERATE


def _moderated(viewer: Viewer) -> Q:
    """Returns of rounds where the viewer may grade beside an agency."""
    reach = viewer.reach(_MAY)
    if reach.everywhere:
        return Q()
    homes = Q(sheet__round__partnership__in=reach.partnerships) | Q(sheet__answered__partnership__in=reach.partnerships)
    return homes | Q(sheet__round__group__in=reach.groups)


@reads
def readers(viewer: Viewer, round: UUID | None = None) -> QuerySet[Reader]:
    """Return who reads which return: all of it to those who moderate, one's own otherwise."""
    known = rows.returns(viewer).order_by().values("pk")
    found = Reader.objects.filter(sheet__in=known).filter(_moderated(viewer) | Q(person=viewer.person_id)).distinct()
    found = found if round is None else found.filter(sheet__round=round)
    return found.select_related("person", "sheet__record", "sheet__agency", "sheet__round__record")


@reads
def reading(viewer: Viewer, sheet: UUID) -> Reader:
    """Return the viewer's own reading of a return; raises `NotFound`."""
    own = readers(viewer).filter(sheet=sheet, person=viewer.person_id) if viewer.person_id else Reader.objects.none()
    found = own.first()
    if found is None:
        raise NotFound("You are not asked to read this return.")
    return found


@reads
def own_grades(viewer: Viewer, sheet: UUID) -> dict[str, Judgement]:
    """Return the grades the viewer gave a return as one of the panel, by question: the newest of each."""
    row = reading(viewer, sheet)
    found = Judgement.objects.filter(reader=row, version=row.sheet.version).order_by("at", "pk")
    return {each.code: each for each in found}


@reads
def panel_people(viewer: Viewer, row: Round, day: date) -> dict[UUID, str]:
    """Return who can be on the panel of a round: people with an account whose roles let them grade beside an agency."""
    found: dict[UUID, str] = {}
    for home in row.homes or [row.partnership_id]:
        found |= accounts.people_who_may(viewer, _MAY, partnership=home, day=day)
    return found


@reads
def own_agencies(viewer: Viewer, people: list[UUID]) -> set[tuple[UUID, UUID]]:
    """Return for whom people work, as far as the viewer knows: (agency, person). Nobody reads a return of their own agency."""
    found = partnerships.posts(viewer).filter(person__in=people)
    return {(agency, person) for agency, person in found.values_list("agency", "person")}


@reads
def may_meet(viewer: Viewer, row: Round) -> bool:
    """Say whether the viewer may see what the panel gave: they may grade there, and have nothing of the round left to read."""
    may = viewer.may(_MAY, partnership=row.partnership_id) or viewer.may(_MAY, group=row.group_id)
    if not may:
        return False
    left = Reader.objects.filter(sheet__round=row, person=viewer.person_id, done_at=None) if viewer.person_id else None
    return left is None or not left.exists()


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the meeting looks at: every question on which somebody of the panel sees it otherwise than the agency."""

    cells: list[panel.Cell]
    sheets: dict[UUID, str]
    read: int
    left: int
    alike: int
    scrutineer: dict[tuple[UUID, str], Judgement]


@reads
def meeting(viewer: Viewer, row: Round) -> Meeting:
    """Return what the panel's meeting looks at; raises `NotFound` for those who may not see it yet."""
    if not may_meet(viewer, row):
        raise NotFound("There is nothing here, or you are not allowed to see it yet.")
    every = list(readers(viewer, row.pk))
    done: dict[UUID, dict[UUID, str]] = {}
    for each in every:
        if each.done_at is not None:
            done.setdefault(each.sheet_id, {})[each.pk] = each.person.name
    sheets = {each.pk: each for each in rows.returns(viewer).filter(pk__in=done, version__gt=0)}
    given, kept = _judged(sheets)
    asked = frozen.questionnaire(row.asked_id)
    titles = {one.code: each.title for each in asked.standards for one in each.questions}
    lines = _signed(sheets)
    cells, alike = [], 0
    for pk, sheet in sheets.items():
        for code, question in asked.by_code.items():
            line = lines[pk].get(code)
            if question.scale is None or line is None:
                continue
            said = panel.said_by(given.get((pk, code), ()), line["value"], done[pk])
            found = panel.cell(
                pk, sheet.agency.title, titles[code], question, line["value"], said, kept.get((pk, code, MODERATED))
            )
            if all(each.value == found.own for each in found.given):
                alike += 1
            else:
                cells.append(found)
    scrutinised = {(pk, code): each for (pk, code, sort), each in kept.items() if sort == SCRUTINEER}
    return Meeting(
        cells, {pk: sheet.agency.title for pk, sheet in sheets.items()}, sum(map(len, done.values())),
        sum(each.done_at is None for each in every), alike, scrutinised,
    )  # fmt: skip


_Kept = dict[tuple[UUID, str, str], Judgement]


def _judged(sheets: dict[UUID, Return]) -> tuple[dict[tuple[UUID, str], list[Judgement]], _Kept]:
    """Return the panel's grades by return and question, oldest first; and the newest of every other sort."""
    given: dict[tuple[UUID, str], list[Judgement]] = {}
    kept: _Kept = {}
    for each in Judgement.objects.filter(sheet__in=sheets).select_related("reader").order_by("at", "pk"):
        if each.version != sheets[each.sheet_id].version:
            continue
        if each.reader is None:
            kept[(each.sheet_id, each.code, each.sort)] = each
        elif each.reader.done_at is not None:
            given.setdefault((each.sheet_id, each.code), []).append(each)
    return given, kept


def _signed(sheets: dict[UUID, Return]) -> dict[UUID, dict[str, freezing.Line]]:
    """Return what was signed of each return, by question: of the newest version."""
    found: dict[UUID, dict[str, freezing.Line]] = {pk: {} for pk in sheets}
    for each in Version.objects.filter(sheet__in=sheets):
        if each.number == sheets[each.sheet_id].version:
            found[each.sheet_id] = freezing.by_code(each.lines)
    return found
