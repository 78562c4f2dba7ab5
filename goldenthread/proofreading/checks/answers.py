"""Answers that leave nothing out: "45% agreed, 30% disagreed and 15% did not know" must make 100%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.grid import Column, Grid, grid_of
from goldenthread.proofreading.model import Item, Report
from goldenthread.proofreading.numbers import PERCENT, Number, cell_number, masked, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_PAIRS = (
    (r"\bagree(?:d|s|ing)?\b", r"\bdisagree(?:d|s|ing)?\b"),
    (r"\byes\b", r"\bno\b"),
    (r"\bsatisfied\b", r"\b(?:dissatisfied|unsatisfied|not\s+satisfied)\b"),
    (r"\b(?:good|outstanding)\b", r"\b(?:poor|inadequate)\b"),
    (r"\bsafe\b", r"\bunsafe\b"),
)
_LEFT_OVER = re.compile(
    r"\b(?:(?:did|do|does)\s?(?:not|n[’']t)\s+know|don[’']?t\s+know|unsure|not\s+sure|undecided|neither|neutral|no\s+opinion|"
    r"(?:did|do)\s?(?:not|n[’']t)\s+(?:answer|say)|prefer(?:red)?\s+not\s+to\s+say|no\s+answer|not\s+answered|not\s+stated|"
    r"requires?\s+improvement)\b",
    re.IGNORECASE,
)
_DID_NOT = re.compile(r"^\s+(?:did|were|was|had|have|could|would|do|are)\s+not\s*[.]?$", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:,|\band)\s+(?:(?:all\s+|the\s+)?others?\s+[\d.]+\s?(?:%|per\s?cent)|[\d.]+\s?(?:%|per\s?cent)\s+(?:(?:from|by|were|for)\s+)?others?)\s*[.]?$",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\b(?:strongly|very|completely|definitely|outstanding|inadequate)\b", re.IGNORECASE)
_REST = re.compile(r"\b(?:the\s+)?(?:remaining|rest|remainder)\b", re.IGNORECASE)
_NOT_ONE_WHOLE = re.compile(
    r"\b(?:more than one|multiple|several|compar\w+|previous|last\s+year|target|average|up\s+from|down\s+from|increas\w*|"
    r"decreas\w*|ris\w+|rose|fell|fall\w*|both|boys|girls|parents\s+and|staff\s+and|whereas|while|respectively|each|points?)\b|\x00",
    re.IGNORECASE,
)


def check(reading: Reading) -> Iterator[Report]:
    """Yield the answers of one question, with those who gave none, that do not make 100%."""
    for block in reading.document.prose():
        for sentence in sentences(block.text):
            numbers = numbers_in(sentence)
            shares = [number for number in numbers if number.kind == PERCENT]
            if len(shares) == len(numbers) and _nothing_left_out(sentence, shares):
                yield from _against_a_hundred(block.where, sentence, shares)
    yield from _lists(reading)
    for table in reading.document.tables():
        grid = grid_of(table)
        for column in grid.columns if grid is not None else ():
            if grid is not None and column.shares:
                yield from _table(grid, column)


def _nothing_left_out(sentence: str, shares: Sequence[Number]) -> bool:
    if len(shares) < 3:
        return _did_and_did_not(sentence, shares)
    return _one_question(_segments(sentence, shares)) or _with_others(sentence, shares)


def _one_question(answers: Sequence[str]) -> bool:
    """Whether these are the answers to one question: two that exclude each other, and what is left over, each once."""
    whole = "; ".join(answers)
    if _NOT_ONE_WHOLE.search(masked(whole)) or _REST.search(whole):
        return False
    named = [pair for pair in _PAIRS if any(re.search(word, whole, re.IGNORECASE) for word in pair)]
    return len(named) == 1 and _complete([_answer(text, *named[0]) for text in answers])


def _answer(text: str, yes: str, no: str) -> tuple[str, bool]:
    """Return which answer a text is, and whether it is the strong form of it; an empty one where it is none of them."""
    strong = bool(_STRONG.search(text))
    if _LEFT_OVER.search(text):
        return "left over", strong
    if re.search(no, text, re.IGNORECASE):
        return "no", strong
    return ("yes" if re.search(yes, text, re.IGNORECASE) else ""), strong


def _complete(answers: Sequence[tuple[str, bool]]) -> bool:
    named = set(answers)
    if len(named) < len(answers) or {name for name, _ in named} != {"yes", "no", "left over"}:
        return False
    return (("yes", True) in named) == (("no", True) in named) and {("yes", False), ("no", False)} <= named


def _did_and_did_not(sentence: str, shares: Sequence[Number]) -> bool:
    """Whether a sentence tells of those who did, and ends with those who did not."""
    ended = len(shares) == 2 and _DID_NOT.match(sentence[shares[1].end :])
    return bool(ended) and not _NOT_ONE_WHOLE.search(masked(sentence)) and len(sentence) < 160


def _with_others(sentence: str, shares: Sequence[Number]) -> bool:
    """Whether a sentence shares out the whole of something, and ends with what the others have."""
    if len(shares) < 3 or _NOT_ONE_WHOLE.search(masked(sentence)):
        return False
    ended = _OTHERS.search(sentence[shares[-2].end :])
    return bool(ended) and bool(
        re.search(r"\bof\s+(?:all|the\s+(?:total|whole))\b", sentence[: shares[1].start], re.IGNORECASE)
    )


def _segments(sentence: str, shares: Sequence[Number]) -> list[str]:
    """Return the answer after each share, where they stand one after the other in one list; else nothing."""
    ends = [share.start for share in shares[1:]] + [len(sentence)]
    found = [sentence[share.end : end] for share, end in zip(shares, ends, strict=True)]
    found[-1] = re.split(r"[;:(–]", found[-1])[0]
    listed = all(re.search(r"[,;]|\band\b", each) for each in found[:-1]) and all(len(each) < 70 for each in found)
    return found if listed else []


def _against_a_hundred(where: str, quote: str, shares: Sequence[Number]) -> Iterator[Report]:
    made = sum((share.value for share in shares), Decimal(0))
    slack = sum((share.slack for share in shares), Decimal(0))
    if abs(made - 100) > slack and 60 <= made <= 150:
        words = " + ".join(f"{shown(share.value)}%" for share in shares)
        yield Report(
            "sum", where, shortened(quote), f"{words} is {shown(made)}%, and these answers leave none out.", f"{shown(made)}%",
            "100%", 0.75,
        )  # fmt: skip


def _lists(reading: Reading) -> Iterator[Report]:
    """Yield lists whose points are the answers, each with its share."""
    runs: dict[int, list[Item]] = {}
    for block in reading.document.prose():
        if isinstance(block, Item):
            runs.setdefault(block.run, []).append(block)
    for points in runs.values():
        shares = [[number for number in numbers_in(point.text) if number.kind == PERCENT] for point in points]
        answers = [point.text for point in points]
        short = 3 <= len(points) <= 8 and all(len(each) < 60 for each in answers)
        if short and all(len(each) == 1 for each in shares) and _one_question(answers):
            yield from _against_a_hundred(points[0].where, "; ".join(answers), [each[0] for each in shares])


def _table(grid: Grid, column: Column) -> Iterator[Report]:
    """Yield a column whose rows are the answers: a total row has a check of its own."""
    rows = [row for row in grid.rows() if column.values[row] is not None]
    if not 3 <= len(rows) <= 8 or len(rows) != len(list(grid.rows())) or any(grid.is_total(row) for row in rows):
        return
    labels = "; ".join(grid.labels[row] for row in rows)
    shares = [value for row in rows if (value := cell_number(grid.text(column, row))) is not None]
    if _one_question([grid.labels[row] for row in rows]):
        place = f"{grid.table.where}, column “{shortened(column.head, most=40)}”"
        yield from _against_a_hundred(place, labels, shares)
