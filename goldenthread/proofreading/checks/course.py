"""A change claimed in a sentence against the table that gives both of its figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.grid import grid_of
from goldenthread.proofreading.checks.naming import moment, stems_of
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import COUNT, PERCENT, Number, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_CLAIM = re.compile(
    r"\b(?:increas\w*|rise|rose|risen|growth|reduc\w*|decreas\w*|fall|fell|drop\w*)\s+(?:of|by)\s+(?:a\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Course:
    """What was counted at two moments that follow each other in a table."""

    stems: frozenset[str]
    before: Number
    after: Number
    when: str
    where: str


def check(reading: Reading) -> Iterator[Report]:
    """Yield sentences whose rise or fall is not the one between the two moments of a table about the same thing."""
    courses = list(_courses(reading))
    for block in reading.document.prose() if courses else ():
        for sentence in sentences(block.text):
            claims = [
                number
                for number in numbers_in(sentence)
                if number.kind == PERCENT and _CLAIM.search(sentence[: number.start])
            ]
            if len(claims) == 1:
                yield from _against(block.where, sentence, claims[0], courses, reading.abbreviations)


def _courses(reading: Reading) -> Iterator[Course]:
    for table in reading.document.tables():
        grid = grid_of(table)
        for column in grid.columns if grid else ():
            stems = stems_of(column.head, reading.abbreviations)
            if grid is None or not column.adds or len(stems) < 2:
                continue
            dated = [(row, moment(f"at {grid.labels[row]}", None)) for row in grid.rows()]
            for (first, _), (second, when) in pairwise([each for each in dated if each[1]]):
                before, after = column.values[first], column.values[second]
                if before and after and before.kind == COUNT and before.value > 0:
                    yield Course(stems, before, after, when, grid.place(second, column))


def _against(
    where: str, sentence: str, claim: Number, courses: list[Course], abbreviations: dict[str, str]
) -> Iterator[Report]:
    named, when = stems_of(sentence, abbreviations), moment(sentence, None)
    about = [course for course in courses if course.when == when and course.stems <= named]
    if not about or any(abs(_percent(course) - claim.value) <= claim.slack + Decimal("0.5") for course in about):
        return
    course = max(about, key=lambda each: len(each.stems))
    true = _percent(course).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    yield Report(
        "change", where, shortened(sentence, claim.printed),
        f"From {course.before.printed} to {course.after.printed} ({course.where}) is {shown(true)}%, not {claim.value}%.",
        f"{claim.value}%", f"{shown(true)}%", 0.7,
    )  # fmt: skip


def _percent(course: Course) -> Decimal:
    return abs(course.after.value - course.before.value) / course.before.value * 100
