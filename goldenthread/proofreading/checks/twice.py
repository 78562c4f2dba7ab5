"""One figure given twice, differently: the same thing, counted at the same moment, with two numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.changes import Move, moves_in
from goldenthread.proofreading.checks.grid import Grid, grid_of
from goldenthread.proofreading.checks.naming import moment, moment_of_column, stems_of
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import COUNT, MONTHS, Number, numbers_in
from goldenthread.proofreading.sentences import sentences, shortened

_STOP = re.compile(
    r"[.;:()–]|,(?!\d)|\b(?:was|were|are|is|have|has|had|which|who|that|and|but|compared|from|by|at|during|as|with|across|when|while|"
    r"this|these|in|of whom|of which|representing|an increase|a decrease|a reduction|per)\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\bnumbers?\s+of\s+(?P<what>[^.;:()]{5,140})\s(?:was|is|were|stood\s+at|rose\s+to|fell\s+to|to|at|of)\s+$",
    re.IGNORECASE,
)


_RESTRICTS = re.compile(
    r"(?:who|that|with|from|by|whose|where|when|while|across|has|have|had|were|was|are|is|in\s+(?!the\s+year|total|\d))\b",
    re.IGNORECASE,
)
_A_PART = re.compile(
    r"\b(?:of\s+(?:which|whom|these|those|them)|including|further|another|additional|only|just|nearly|almost|over|about|around)\W+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_AT = re.compile(
    rf"\b(?:as\s+)?(?:at|on)\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})|end\s+of.*|year[\s-]end).*$",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(r"%|\brates?\b|\bper\b|average|percentage|proportion|£|\bscore", re.IGNORECASE)


_STOOD = re.compile(
    r"\b(?:were|are|was|is)\s+(?=(?:on|subject\s+(?:of|to))\s|the\s+subject\s|in_(?:care|need))", re.IGNORECASE
)
_DONE_BY = re.compile(
    r"(?:^|,\s|\b(?:19|20)\d\d[-–/]\d\d,?\s)(?P<what>[^.;:(),]{5,120})\s(?:was|were)\s+(?P<how>\w+(?:ed|en))\s+by\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A count of something at a moment or over a year."""

    number: Number
    stems: frozenset[str]
    when: str
    where: str
    text: str
    whole: bool = False  # "the number of referrals was": one word names the thing


Row = tuple[frozenset[str], list[Number], str]


def check(reading: Reading) -> Iterator[Report]:
    """Yield pairs of statements about the same thing and moment that give two numbers."""
    yield from _against_rows(reading)
    made = [*_in_prose(reading), *_in_tables(reading)]
    seen: set[tuple[str, frozenset[str]]] = set()
    for place, one in enumerate(made):
        for other in made[place + 1 :]:
            key = (one.when, one.stems)
            if key in seen or one.where == other.where or not _same_thing(one, other):
                continue
            if one.number.value == other.number.value or one.number.kind != other.number.kind:
                continue
            seen.add(key)
            yield Report(
                "twice", other.where, shortened(other.text, other.number.printed),
                f"{other.number.printed} here, {one.number.printed} before "
                f"({one.where}: “{shortened(one.text, one.number.printed, 100)}”).",
                other.number.printed, one.number.printed, 0.7 if one.stems == other.stems else 0.55,
            )  # fmt: skip


def _against_rows(reading: Reading) -> Iterator[Report]:
    """Yield "from 16,380 to 17,011" where a row about it has one of the two, and beside it another figure."""
    rows = [
        (stems, [value for column in grid.columns if (value := column.values[row]) is not None], grid.place(row))
        for table in reading.document.tables()
        if (grid := grid_of(table)) is not None and table.sure
        for row in grid.rows()
        if (stems := stems_of(_AT.sub("", grid.labels[row]), reading.abbreviations))
        and not _NO_COUNT.search(grid.labels[row])
    ]
    for block in reading.document.prose() if rows else ():
        for sentence in sentences(block.text):
            moves = list(moves_in(sentence, numbers_in(sentence)))
            if len(moves) == 1 and moves[0].before.kind == COUNT:
                yield from _against(block.where, sentence, moves[0], rows, stems_of(sentence, reading.abbreviations))


def _against(where: str, sentence: str, move: Move, rows: Sequence[Row], named: frozenset[str]) -> Iterator[Report]:
    about = [(values, place) for stems, values, place in rows if stems <= named]
    told = {move.before.value, move.after.value}
    if any(told <= {value.value for value in values} for values, _ in about):
        return
    for values, place in about:
        for first, second in pairwise(values):
            same_after, same_before = second.value == move.after.value, first.value == move.before.value
            if same_after == same_before or min(told) < 10:
                continue
            said, true = (move.before, first) if same_after else (move.after, second)
            if true.kind == COUNT and true.value and Decimal("0.8") < said.value / true.value < Decimal("1.25"):
                same = move.after if same_after else move.before
                message = f"{said.printed} here, {true.printed} in {place}, beside the same {same.printed}."
                yield Report(
                    "twice", where, shortened(sentence, said.printed), message, said.printed, true.printed, 0.75
                )
                return


def _same_thing(one: Statement, other: Statement) -> bool:
    if one.when != other.when:
        return False
    both, either = one.stems & other.stems, one.stems | other.stems
    near = 0.6 < float(one.number.value / other.number.value) < 1.7 if other.number.value else False
    if near and one.whole and other.whole and one.stems == other.stems:
        return True
    return near and len(both) >= 2 and len(both) >= 0.75 * len(either)


def _in_prose(reading: Reading) -> Iterator[Statement]:
    for block in reading.document.prose():
        for sentence in sentences(block.text):
            for number in numbers_in(sentence):
                if number.kind != COUNT or number.value < 10 or number.decimals:
                    continue
                stems = stems_of(_named(sentence, number), reading.abbreviations)
                when = moment(sentence, number)
                whole = bool(_NUMBER_OF.search(sentence[: number.start]))
                if len(stems) >= 2 - whole and when and not _only_some(sentence, number):
                    yield Statement(number, stems, when, block.where, sentence, whole)


def _in_tables(reading: Reading) -> Iterator[Statement]:
    """Yield cells whose row is a moment and whose column says what is counted."""
    for table in reading.document.tables():
        grid = grid_of(table)
        if grid is None:
            continue
        yield from _across(grid, reading)
        for row in grid.rows():
            when = moment(f"at {grid.labels[row]}", None)
            for column in grid.columns:
                value = column.values[row]
                stems = stems_of(column.head, reading.abbreviations)
                if when and value is not None and value.kind == COUNT and column.adds and len(stems) >= 2:
                    yield Statement(value, stems, when, grid.place(row, column), grid.quote(row))


def _across(grid: Grid, reading: Reading) -> Iterator[Statement]:
    """Yield cells whose column is a moment and whose row says what is counted."""
    corner = f"{grid.table.at(0, 0)} {grid.table.title}"
    if sum(bool(moment_of_column(column.head, f"{corner} at 31 March")) for column in grid.columns) < 2:
        return
    for row in grid.rows():
        label = grid.labels[row]
        stems = stems_of(_whole_words(_AT.sub("", label)), reading.abbreviations)
        if len(stems) < 2 or _NO_COUNT.search(label):
            continue
        for column in grid.columns:
            value, when = column.values[row], moment_of_column(column.head, f"{corner} {label}")
            if when and value is not None and value.kind == COUNT and not value.decimals and value.value >= 10:
                yield Statement(value, stems, when, grid.place(row, column), grid.quote(row))


def _only_some(sentence: str, number: Number) -> bool:
    """Whether words after what is counted restrict it ("children in care who are placed outside the area")."""
    if _NUMBER_OF.search(sentence[: number.start]):
        return False
    if _A_PART.search(sentence[: number.start]):
        return True
    after = _whole_words(sentence)[number.end : number.end + 90]
    stopped = _STOP.search(after)
    return bool(stopped and _RESTRICTS.match(after[stopped.start() :]))


def _whole_words(text: str) -> str:
    """Return the text with "in care" as one word, and without the verb of "children were on a plan", at the same length."""
    text = re.sub(r"\bin (need|care)\b", r"in_\1", text, flags=re.IGNORECASE)
    return _STOOD.sub(lambda found: " " * len(found[0]), text)


def _named(sentence: str, number: Number) -> str:
    """Return the words for what a number counts: those after it, or those of "the number of … was"."""
    sentence = _whole_words(sentence)
    before = _NUMBER_OF.search(sentence[: number.start])
    if before:
        return _STOP.split(before["what"])[0]
    after = _STOP.split(sentence[number.end : number.end + 90])[0]
    done = _DONE_BY.search(sentence[: number.start])
    return f"{done['what']} {done['how']} {after}" if done else after
