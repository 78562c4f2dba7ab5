"""Writing what a draft edition holds, many questions at once."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality import library
from goldenthread.quality.models import Edition, Question, Scale, ScaleValue, Standard
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec


def fill(edition: Edition, standards: Iterable[StandardSpec]) -> int:
    """Write standards and questions into a new draft. Returns how many questions there are."""
    given = list(standards)
    scales = scales_of(edition.bank.partnership_id, _wanted(one for each in given for one in each.questions))
    made = add_standards(edition, given)
    questions = [
        row
        for standard, each in zip(made, given, strict=True)
        for row in _questions(edition, standard, each.questions, scales)
    ]
    Question.objects.bulk_create(questions, batch_size=200)
    return len(questions)


def add_standards(edition: Edition, standards: Iterable[StandardSpec], after: int = 0) -> list[Standard]:
    """Write standards, without their questions, behind those whose last ``order`` is ``after``."""
    return Standard.objects.bulk_create(
        Standard(
            of_edition=edition,
            code=each.code,
            title=clean(each.title)[:200],
            guidance=clean(each.guidance),
            weight=each.weight,
            order=place,
        )
        for place, each in enumerate(standards, start=after + 1)
    )


def add_questions(edition: Edition, standard: Standard, questions: Iterable[QuestionSpec], after: int = 0) -> None:
    """Write questions into a standard, behind those whose last ``order`` is ``after``."""
    given = list(questions)
    scales = scales_of(edition.bank.partnership_id, _wanted(given))
    Question.objects.bulk_create(_questions(edition, standard, given, scales, after), batch_size=200)


def _wanted(questions: Iterable[QuestionSpec]) -> set[str]:
    return {each.scale for each in questions if each.scale}


def _questions(
    edition: Edition, standard: Standard, given: Iterable[QuestionSpec], scales: Mapping[str, Scale], after: int = 0
) -> list[Question]:
    return [
        Question(
            standard=standard,
            of_edition=edition,
            code=each.code,
            text=clean(each.text),
            guidance=clean(each.guidance),
            evidence_wanted=clean(each.evidence_wanted),
            kind=each.kind,
            scale=scales[each.scale] if each.scale else None,
            required=each.required,
            weight=each.weight,
            allows_not_applicable=each.allows_not_applicable,
            order=place,
        )
        for place, each in enumerate(given, start=after + 1)
    ]


def scales_of(partnership: UUID, codes: Iterable[str]) -> dict[str, Scale]:
    """Return scales of a partnership by code; those of the library that it does not have yet are taken over.

    Raises `RuleBroken` for a code that nobody knows.
    """
    wanted = set(codes)
    found = {each.code: each for each in Scale.objects.filter(partnership=partnership, code__in=wanted)}
    for code in sorted(wanted - set(found)):
        if code not in library.scales():
            raise RuleBroken(f"There is no scale “{code}”.")
        found[code] = _take(partnership, library.scales()[code])
    return found


def _take(partnership: UUID, given: library.ScaleSpec) -> Scale:
    row = Scale.objects.create(
        partnership_id=partnership,
        code=given.code,
        name=given.name,
        kind=given.kind,
        step=given.step,
        better=given.better,
        allows_not_applicable=given.allows_not_applicable,
    )
    ScaleValue.objects.bulk_create(
        ScaleValue(
            scale=row,
            code=each.code,
            label=each.label,
            points=each.points,
            descriptor=each.descriptor,
            colour=each.colour,
            order=place,
        )
        for place, each in enumerate(given.values, start=1)
    )
    return row
