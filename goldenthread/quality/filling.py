"""Writing what a draft edition holds, many questions at once."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality import library
from goldenthread.quality.models import Edition, Question, Scale, ScaleValue, Standard
from goldenthread.quality.rules.drafting import StandardSpec


def fill(edition: Edition, standards: Iterable[StandardSpec]) -> int:
    """Write standards and questions into a new draft. Returns how many questions there are."""
    given = list(standards)
    wanted = {question.scale for each in given for question in each.questions if question.scale}
    scales = scales_of(edition.bank.partnership_id, wanted)
    made: list[Standard] = []
    questions: list[Question] = []
    for place, each in enumerate(given, start=1):
        row = Standard(
            of_edition=edition,
            code=each.code,
            title=clean(each.title)[:200],
            guidance=clean(each.guidance),
            weight=each.weight,
            order=place,
        )
        made.append(row)
        questions += _questions(edition, row, each, scales)
    Standard.objects.bulk_create(made)
    Question.objects.bulk_create(questions, batch_size=200)
    return len(questions)


def _questions(
    edition: Edition, standard: Standard, given: StandardSpec, scales: Mapping[str, Scale]
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
        for place, each in enumerate(given.questions, start=1)
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
