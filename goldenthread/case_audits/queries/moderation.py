"""The grades side by side, once the audit is open; and its results, which tell of no case."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access import eyes
from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits.models import Agreed, Audit, Case, Grade
from goldenthread.case_audits.queries.audits import is_moderated
from goldenthread.case_audits.queries.cases import agreed, cases, grades, tool
from goldenthread.case_audits.queries.scope import of_grades
from goldenthread.case_audits.rules import moderation, states
from goldenthread.case_audits.rules.moderation import Cell
from goldenthread.case_audits.rules.results import Result, result
from goldenthread.case_audits.rules.tools import Judged, judged, judged_ids
from goldenthread.partnership import queries as partnerships
from goldenthread.quality.rules.asking import Questionnaire


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything a moderation meeting looks at: the tool, the cases, the agencies that were in, and each cell of the grid.

    ``given`` are the rows agencies wrote alone, ``kept`` what was agreed, both by case and question.
    """

    tool: Questionnaire
    cases: list[Case]
    agencies: dict[UUID, str]
    cells: list[Cell]
    given: dict[tuple[UUID, UUID], list[Grade]]
    kept: dict[tuple[UUID, UUID], Agreed]

    @property
    def questions(self) -> tuple[Judged, ...]:
        """The questions that are moderated, in the order of the tool."""
        return judged(self.tool)


@reads
def meeting(viewer: Viewer, row: Audit) -> Meeting | None:
    """Return what the moderation meeting looks at; None before the audit is open, whoever asks, and to those not at the table."""
    asked = tool(viewer, row) if row.is_open else None
    if asked is None:
        return None
    known = [case for case in cases(viewer, row.pk) if not case.out_why]
    rows = _given(viewer, row, asked)
    if not rows:
        return None
    given: dict[tuple[UUID, UUID], list[Grade]] = {}
    for each in rows:
        given.setdefault((each.case_id, each.question_id), []).append(each)
    kept = {(each.case_id, each.question_id): each for each in agreed(viewer, row.pk)}
    agencies = _names(viewer, row, {each.participant.agency_id: each.participant.agency.title for each in rows})
    found = [
        _cell(case, each, given.get((case.pk, each.id), []), kept.get((case.pk, each.id)))
        for case in known
        for each in judged(asked)
    ]
    named = dict(sorted(agencies.items(), key=lambda pair: pair[1]))
    return Meeting(asked, known, named, found, given, kept)


def _given(viewer: Viewer, row: Audit, asked: Questionnaire) -> list[Grade]:
    """Return what agencies that were in gave on the questions that are moderated, by agency: each agency is read once."""
    parts = {part.pk: part for part in row.participants.filter(in_at__isnull=False).select_related("agency")}
    rows = grades(viewer, row.pk).select_related(None).filter(participant__in=parts, question__in=judged_ids(asked))
    found = list(rows)
    for each in found:
        each.participant = parts[each.participant_id]
    return sorted(found, key=lambda one: one.participant.agency.title)


@reads
def at_table(viewer: Viewer, row: Audit) -> bool:
    """Say whether the viewer reads the grades of all agencies of an audit: it is open, and they work on it."""
    return row.is_open and grades(viewer, row.pk).filter(participant__in_at__isnull=False).exists()


def _names(viewer: Viewer, row: Audit, titles: dict[UUID, str]) -> dict[UUID, str]:
    """Return what agencies are called at the table: their short names where they have one."""
    short: dict[UUID, str] = {}
    for home in filter(None, (row.partnership_id, row.joint_with_id)):
        known = partnerships.agencies(eyes.through(viewer, home), partnership=home).filter(pk__in=titles)
        short |= dict(known.exclude(short_name="").values_list("pk", "short_name"))
    return {pk: short.get(pk, title) for pk, title in titles.items()}


def _cell(case: Case, question: Judged, rows: list[Grade], kept: Agreed | None) -> Cell:
    values = {row.participant.agency_id: row.value for row in rows}
    return moderation.cell(case.pk, case.number, question, values, kept.value if kept else None)


@reads
def cells(viewer: Viewer, row: Audit) -> list[Cell]:
    """Return each question of each case with the grades agencies gave; nothing before the audit is open."""
    found = meeting(viewer, row)
    return found.cells if found else []


@reads
def results(viewer: Viewer, row: Audit) -> list[Result]:
    """Return the agreed grades by question over all cases: to all who know of the audit once it is complete, of no case.

    While it is moderated, only to those at the table. Where one agency alone was in, its own grades stand in their place.
    """
    asked = tool(viewer, row)
    if asked is None or not row.is_open:
        return []
    rows: QuerySet[Any]
    if not is_moderated(viewer, row):
        rows = Grade.objects.filter(case__audit=row.pk, case__out_why="", participant__in_at__isnull=False)
        rows = rows if row.state == states.COMPLETE else rows.filter(of_grades(viewer))
    elif row.state == states.COMPLETE:
        rows = Agreed.objects.filter(case__audit=row.pk, case__out_why="", sort=states.MODERATED)
    else:
        rows = agreed(viewer, row.pk).filter(case__out_why="")
    values: dict[UUID, list[str]] = {}
    for question, value in rows.values_list("question", "value"):
        values.setdefault(question, []).append(value)
    if not values:
        return []
    return [result(each, values.get(each.id, ())) for each in judged(asked)]
