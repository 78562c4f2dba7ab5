"""Small counts of people that somebody typed: "three children", "2 of 14 families". Rather one too few than one too many.

Two priorities, three meetings, section 4, dates, ages, money and "one in four children" are no counts of people.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 5
_SPELT = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
_WORDS = {word: number for number, word in enumerate(_SPELT)}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{'|'.join(_WORDS)})"
_SMALL = r"(?:[1-5]|one|two|three|four|five)"
_MANY = (
    r"(?:children|young\s+people|families|households|people|persons|pupils|students|boys|girls|babies|infants|toddlers|teenagers"
    r"|young\s+women|young\s+men|parents|mothers|fathers|carers|siblings|sisters|brothers|adults|victims|care\s+leavers)"
)
_ONE = r"(?:child|young\s+person|family|household|pupil|student|boy|girl|baby|infant|toddler|teenager|young\s+woman|young\s+man)"
# What may stand between a number and those it counts.
_KINDS = (
    r"(?:(?:very\s+)?young(?:er)?|old(?:er)?|small|other|further|more|new|different|additional|individual|named|local|unborn|newborn"
    r"|looked[\s-]after|disabled|deaf|autistic|vulnerable|adopted|fostered|privately\s+fostered|missing|unaccompanied|homeless"
    r"|asylum[\s-]seeking|refugee|trafficked|(?:sexually\s+|criminally\s+)?exploited|seriously\s+(?:injured|harmed)|injured"
    r"|white|black|asian|british|traveller|male|female|teenage|school[\s-]aged?|primary|secondary|pregnant|single|care[\s-]experienced)"
)
_HOLDERS = (
    r"(?:homes?|centres?|services?|workers?|hubs?|teams?|boards?|panels?|groups?|forums?|conferences?|networks?|courts?|plans?"
    r"|referral|units?|policies|strategies|champions|social|practice|protection|support|days?|places|nights?)"
)
_NOT_AFTER = rf"(?!['’\w-])(?!\s+{_HOLDERS}\b)"
_NOT_BEFORE = r"(?<![\w£$€%.,:/–—-])"
_COUNTED = re.compile(
    rf"{_NOT_BEFORE}(?P<small>{_SMALL})\s+(?:of\s+(?:the|these|those|our|its)\s+)?(?:{_KINDS}\s+){{0,3}}"
    rf"(?P<who>{_MANY}|{_ONE}){_NOT_AFTER}",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"{_NOT_BEFORE}(?P<part>{_NUMBER})\s+(?P<out>out\s+)?of\s+(?:the\s+|these\s+|those\s+|our\s+)?(?P<whole>{_NUMBER})\s+"
    rf"(?:{_KINDS}\s+){{0,3}}{_MANY}{_NOT_AFTER}",
    re.IGNORECASE,
)
# What, standing before a number, makes it no count: a limit, a range, a rate, an age, the number of something.
_NO_COUNT = re.compile(
    r"(?:\b(?:than|least|most|under|over|every|each|even|per|any|aged?|ages|up\s+to|as\s+many\s+as|between|sections?|chapters?|pages?"
    r"|priority|priorities|tier|level|stage|phase|step|figure|table|number|no\.?|band|part|year|week|question|group|version|item)"
    rf"|\b{_NUMBER}\s*(?:in|to|or|and|-|–)|\b{_NUMBER}\s+out\s+of|\bof)\s+$",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\s+(?:may\b|might\b|can\b|could\b|should\b|must\b|at\s+a\s+time|too\s+many|in\s+(?:every\s+)?(?:\d|two|three|four|five|six|seven|eight|nine|ten))",
    re.I,
)


_RATES = (2, 3, 4, 5, 10)  # "one out of three children" is a rate


@dataclass(frozen=True, slots=True)
class Typed:
    """A small count as it was typed, and why it counts as one."""

    quote: str
    why: str


def counts(text: str) -> Iterator[Typed]:
    """Yield the small counts of people in a text, in their order."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Typed]] = []
    for share in _SHARE.finditer(text):
        taken.append(share.span())
        part, whole = _value(share["part"]), _value(share["whole"])
        rate = part == 1 and share["out"] and whole in _RATES
        if not rate and not _stands_off(text, share.start()) and (why := _why(part, whole)):
            found.append((share.start(), Typed(_flat(share[0]), why)))
    for one in _COUNTED.finditer(text):
        if any(start <= one.start() < end for start, end in taken) or _stands_off(text, one.start()):
            continue
        if _agrees(_value(one["small"]), one["who"]) and not _GENERAL.match(text, one.end()):
            found.append((one.start(), Typed(_flat(one[0]), f"It counts {_value(one['small'])}.")))
    yield from (each for _, each in sorted(found, key=lambda pair: pair[0]))


def _stands_off(text: str, start: int) -> bool:
    return _NO_COUNT.search(text, max(0, start - 40), start) is not None


def _agrees(number: int, who: str) -> bool:
    """One child, two children: "two parent families" counts no parents, and "one people" is no count."""
    return (re.fullmatch(_ONE, who, re.IGNORECASE) is not None) == (number == 1)


def _why(part: int, whole: int) -> str:
    if not 0 <= part <= whole:
        return ""
    if 0 < part <= LARGEST:
        return f"It is built on {part}."
    if 0 < whole <= LARGEST:
        return f"It is a share of {whole}."
    return f"It tells that {whole - part} are not in it." if 0 < whole - part <= LARGEST else ""


def _value(words: str) -> int:
    return _WORDS.get(words.lower(), -1) if words[0].isalpha() else int(words.replace(",", ""))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
