"""Answering: each answer is kept as it is typed, by as many people as the agency has at work on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.quality import frozen
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Answer, Return
from goldenthread.self_assessment.rules import standing
from goldenthread.self_assessment.rules.standing import FIELDS

_LONGEST = 8_000


@dataclass(slots=True)
class Kept:
    """What became of answers that were sent: those that changed, and those somebody else had changed meanwhile.

    ``asked`` is the edition that the questions belong to.
    """

    asked: UUID

    changed: dict[str, Answer] = field(default_factory=dict)
    theirs: dict[str, Answer] = field(default_factory=dict)


@writes
def keep_answers(
    *, by: Viewer, at: datetime, sheet: UUID, answers: Mapping[str, tuple[int, Mapping[str, str]]], through: str = ""
) -> Kept:
    """Keep what was typed for questions, right or wrong: what is wrong is said beside it, and nothing can be signed with it.

    For each code: the edition that was seen (0 while there was no answer) and ``{"value": …, "words": …}``; what is not named
    stays. An answer somebody else saved meanwhile is left as it is and told; the others are kept. ``through`` names a file.
    """
    row = keeping.to_fill(by, sheet, answers)
    asked = frozen.questionnaire(row.round.asked_id).by_code
    there = {each.code: each for each in Answer.objects.filter(sheet=row, code__in=answers)}
    kept = Kept(row.round.asked_id)
    for code, (seen, given) in answers.items():
        if code not in asked:
            raise RuleBroken("One of these questions is not asked here. Open the return again.")
        changes = {name: clean(given[name])[:_LONGEST] for name in FIELDS if name in given}
        answer = there.get(code)
        if answer is None:
            if any(changes.values()):
                kept.changed[code] = _new(by, at, row, code, changes)
        elif any(getattr(answer, name) != value for name, value in changes.items()):
            if answer.edition != seen:
                kept.theirs[code] = answer
                continue
            answer.apply({**changes, "confirmed": False, **_who(by, at)})
            kept.changed[code] = answer
    if kept.changed:
        codes = sorted(kept.changed)
        trail.write("self_assessment.answered", by=by, at=at, **keeping.about(row), codes=codes, file=through[:200])
    return kept


def _new(by: Viewer, at: datetime, row: Return, code: str, changes: Mapping[str, Any]) -> Answer:
    return Answer.objects.create(sheet=row, code=code, **changes, **_who(by, at))


def _who(by: Viewer, at: datetime) -> dict[str, Any]:
    return {"answered_at": at, "answered_by": by.user_id, "answered_by_name": by.name[:200]}


@writes
def confirm(*, by: Viewer, at: datetime, sheet: UUID, codes: Iterable[str]) -> int:
    """Say of last year's answers that they are still true: of questions that are the same as then. Returns how many.

    One whose evidence has expired is left: it wants newer evidence, or another answer.
    """
    wanted = set(codes)
    row = keeping.to_fill(by, sheet, wanted)
    book = queries.book(by, row.pk, london_day(at))
    made = [
        Answer(
            sheet=row,
            code=each.question.code,
            confirmed=True,
            **{name: each.before[name] for name in FIELDS},  # type: ignore[literal-required, index]
            **_who(by, at),
        )
        for each in book.asked
        if each.question.code in wanted and each.state == standing.CONFIRM and not each.expired
    ]
    Answer.objects.bulk_create(made)
    if made:
        trail.write(
            "self_assessment.confirmed", by=by, at=at, **keeping.about(row), codes=sorted(each.code for each in made)
        )
    return len(made)
