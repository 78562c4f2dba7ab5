"""Shares written in words, with their percentage beside them: "one in four (25%)", "thirty of the 48 cases (62.5%)"."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import WORDS
from goldenthread.proofreading.sentences import sentences, shortened

_ONES = {word: number for word, number in WORDS.items() if 0 < number < 20}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[:9])}))?|{'|'.join(reversed(_ONES))})"
_FRACTIONS = {
    "half": (1, 2),
    "a half": (1, 2),
    "a third": (1, 3),
    "one third": (1, 3),
    "two thirds": (2, 3),
    "two-thirds": (2, 3),
    "a quarter": (1, 4),
    "one quarter": (1, 4),
    "three quarters": (3, 4),
    "three-quarters": (3, 4),
    "a fifth": (1, 5),
    "one fifth": (1, 5),
}
_HEDGED = (
    r"(?P<about>\b(?:about|around|nearly|almost|over|just\s+over|just\s+under|more\s+than|less\s+than|fewer\s+than|under|some|roughly"
    r"|approximately|at\s+least|up\s+to)\s+)?"
)
_PERCENT = r"\s*\(\s*(?P<percent>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per\s?cent)\s*\)"
_IN = re.compile(
    rf"{_HEDGED}\b(?P<part>{_WORD}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{_WORD}|\d{{1,3}}){_PERCENT}",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"{_HEDGED}\b(?P<fraction>{'|'.join(_FRACTIONS)}){_PERCENT}", re.IGNORECASE)
_OF = re.compile(
    rf"{_HEDGED}\b(?P<part>{_WORD})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|these\s+|those\s+|all\s+)*(?P<whole>{_WORD}|\d[\d,]{{0,6}})"
    rf"\b(?P<what>[a-z’' -]{{0,40}}){_PERCENT}",
    re.IGNORECASE,
)
_ROUGH, _HEDGE = Decimal("3.5"), Decimal(9)  # points by which people round a share to words


def check(reading: Reading) -> Iterator[Report]:
    """Yield the shares in words that the percentage in the bracket after them contradicts."""
    for block in reading.document.prose():
        if "(" in block.text:
            for sentence in sentences(block.text):
                yield from _rough(block.where, sentence)
                yield from _counted(block.where, sentence)


def _rough(where: str, sentence: str) -> Iterator[Report]:
    """Yield "one in four (35%)" and "a third (25%)": words round, so only what is far off is told."""
    for found in (*_IN.finditer(sentence), *_FRACTION.finditer(sentence)):
        words = found.groupdict()
        part, whole = (
            _FRACTIONS[words["fraction"].lower()]
            if words.get("fraction")
            else (_value(found["part"]), _value(found["whole"]))
        )
        percent = Decimal(found["percent"])
        if 0 < part < whole and abs(Decimal(part) * 100 / whole - percent) > (_HEDGE if found["about"] else _ROUGH):
            said = found[0][: found[0].index("(")].strip()
            yield _told(where, sentence, said, percent, Decimal(part) * 100 / whole)


def _counted(where: str, sentence: str) -> Iterator[Report]:
    """Yield "thirty of the 48 cases (68%)"."""
    for found in _OF.finditer(sentence):
        part, whole, percent = _value(found["part"]), _value(found["whole"]), Decimal(found["percent"])
        true = Decimal(part) * 100 / whole if whole else Decimal(0)
        if found["about"] or not 1 < part <= whole or whole < 2 or abs(true - percent) <= 1:
            continue
        yield _told(where, sentence, f"{found['part']} of {found['whole']}", percent, true)


def _value(words: str) -> int:
    """Return the number that words or digits name."""
    text = words.lower().replace(",", "")
    if text.isdigit():
        return int(text)
    return sum(_TENS.get(each, 0) + _ONES.get(each, 0) for each in re.split(r"[- ]", text))


def _told(where: str, sentence: str, said: str, percent: Decimal, true: Decimal) -> Report:
    expected = f"{true.quantize(Decimal(1), rounding=ROUND_HALF_UP)}%"
    message = f"“{said}” is {expected}, not {percent}%."
    return Report("share", where, shortened(sentence, f"{percent}"), message, f"{percent}%", expected, 0.85)
