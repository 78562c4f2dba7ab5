"""Analysis of a round, and of one return beside similar ones: a few queries, however many returns there are.

It reads what was signed. Whoever sees one agency's return only gets an analysis of that one; the comparison with similar agencies
tells nobody what another agency answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.quality import frozen
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.self_assessment.models import Judgement, Return, Round, Version
from goldenthread.self_assessment.queries import rows
from goldenthread.self_assessment.rules import analysing, judging

Values = dict[str, str]
_YEARS = 5
"""So many rounds are looked back on."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that a panel or the scrutineer sees otherwise than the agency."""

    row: Return
    compared: judging.Compared


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a round says: scores by standard, this year and last, by kind of agency; the questions; where grades differ.

    ``years`` are the middle of all returns of this round and of those before it, oldest first.
    """

    round: Round
    asked: Questionnaire
    returned: int
    years: Sequence[tuple[str, Decimal | None]]
    standards: Mapping[str, Decimal | None]
    before: Mapping[str, Decimal | None]
    kinds: Mapping[str, tuple[int, Mapping[str, Decimal | None]]]
    questions: Sequence[analysing.Asked]
    differences: Sequence[Difference]


def _signed(returns: QuerySet[Return]) -> list[tuple[Return, Values]]:
    """The answers of returns as they were signed last by all."""
    newest: dict[UUID, tuple[Return, Values]] = {}
    found = Version.objects.filter(sheet__in=returns.order_by().values("pk"), whole_at__isnull=False)
    for each in found.select_related("sheet__agency", "sheet__round").order_by("number"):
        newest[each.sheet_id] = (each.sheet, {line["code"]: line["value"] for line in each.lines})
    return list(newest.values())


def _scores(asked: Questionnaire, signed: Sequence[tuple[Return, Values]]) -> dict[str, Decimal | None]:
    scored = [analysing.by_standard(asked, values) for _, values in signed]
    return {each.code: analysing.middle(one[each.code] for one in scored) for each in asked.standards}


@reads
def analysis(viewer: Viewer, round: UUID) -> Analysis:
    """Return what a round says, of the returns the viewer may know of; raises `NotFound`."""
    row = rows.one_round(viewer, round)
    asked = frozen.questionnaire(row.asked_id)
    known = rows.returns(viewer)
    signed = _signed(known.filter(round=round))
    last = _signed(known.filter(round=row.previous_id)) if row.previous_id else []
    old = frozen.questionnaire(row.previous.asked_id) if row.previous else asked
    kinds: dict[str, list[tuple[Return, Values]]] = {}
    for each in signed:
        kinds.setdefault(each[0].likeness or "Others", []).append(each)
    given: dict[UUID, list[Judgement]] = {}
    for one in Judgement.objects.filter(sheet__in=[sheet.pk for sheet, _ in signed]):
        given.setdefault(one.sheet_id, []).append(one)
    return Analysis(
        round=row,
        asked=asked,
        returned=len(signed),
        years=_years(viewer, row),
        standards=_scores(asked, signed),
        before=_scores(old, last),
        kinds={name: (len(own), _scores(asked, own)) for name, own in sorted(kinds.items())},
        questions=analysing.by_question(asked, [values for _, values in signed], row.threshold),
        differences=_differences(asked, signed, given),
    )


def _years(viewer: Viewer, row: Round) -> list[tuple[str, Decimal | None]]:
    """The middle score of a round and of those it was repeated from, oldest first; a few queries for each year."""
    found: list[tuple[str, Decimal | None]] = []
    here: Round | None = row
    while here is not None and len(found) < _YEARS:
        asked = frozen.questionnaire(here.asked_id)
        signed = _signed(rows.returns(viewer).filter(round=here))
        found.insert(0, (here.year, analysing.middle(analysing.overall(asked, values) for _, values in signed)))
        here = here.previous
    return found


def _differences(
    asked: Questionnaire, signed: Sequence[tuple[Return, Values]], given: Mapping[UUID, Sequence[Any]]
) -> list[Difference]:
    found = [
        Difference(sheet, each)
        for sheet, values in signed
        if sheet.pk in given
        for each in judging.compared(asked.questions, values, given[sheet.pk])
        if each.differs
    ]
    return sorted(found, key=lambda each: (-each.compared.steps, each.row.agency.title))


@reads
def beside(viewer: Viewer, sheet: UUID) -> dict[str, analysing.Beside]:
    """Return the standards of a signed return beside those of similar agencies in the same round; raises `NotFound`.

    The others are read whoever looks, and only their middle and range are told, and only from `analysing.FEWEST` of them.
    """
    row = rows.sheet(viewer, sheet)
    asked = frozen.questionnaire(row.round.asked_id)
    alike = _signed(Return.objects.filter(round=row.round_id, likeness=row.likeness))
    own = next((values for each, values in alike if each.pk == row.pk), None)
    if own is None:
        return {}
    others = [analysing.by_standard(asked, values) for each, values in alike if each.pk != row.pk]
    return analysing.beside(analysing.by_standard(asked, own), others)


@reads
def last_scores(viewer: Viewer, row: Return) -> dict[str, Decimal | None]:
    """Return the scores by standard of the return before this one, in percent; nothing where there is none."""
    if row.previous_id is None:
        return {}
    found = _signed(rows.returns(viewer).filter(pk=row.previous_id))
    if not found:
        return {}
    sheet, values = found[0]
    return analysing.by_standard(frozen.questionnaire(sheet.round.asked_id), values)


@reads
def scored(viewer: Viewer, partnership: UUID, period: Period) -> list[tuple[Return, Decimal | None]]:
    """Return the returns that were signed in a period for a partnership, with their score in percent, newest first."""
    days = (period.start, period.end)
    mine = rows.returns(viewer).filter(answered__partnership=partnership, signed_at__date__range=days)
    values = {sheet.pk: given for sheet, given in _signed(mine)}
    return [
        (each, analysing.overall(frozen.questionnaire(each.round.asked_id), values[each.pk]))
        for each in mine.order_by("-signed_at")
        if each.pk in values
    ]
