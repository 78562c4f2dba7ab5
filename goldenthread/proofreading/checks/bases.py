"""Percentages whose base stands first: "Of 52 schools, 31 (60%) answered and 21 (40%) did not"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from goldenthread.proofreading.numbers import COUNT, PERCENT, Number

_OPENS = re.compile(
    r"(?:^|[.;:]\s+|,\s+and\s+)(?:overall,?\s+|in\s+total,?\s+|in\s+\x00+,?\s+)?(?:out\s+)?of\s+"
    r"(?:the\s+|all\s+|our\s+|a\s+total\s+of\s+|those\s+|these\s+|its\s+){0,3}$",
    re.IGNORECASE,
)
_ANOTHER_BASE = re.compile(
    r"\bof\s+(?:which|whom|these|those|them|the\s+remaining|this|that)\b|\b(?:compar\w+|previous|last\s+year|against|than|from|target|"
    r"national\w*|average|remaining|rest|increase\w*|decrease\w*|rise|rose|"
    r"fall|fell|up|down|further|another)\b|\x00",
    re.IGNORECASE,
)
_PART_THEN_SHARE = re.compile(r"^(?:\s*[(]\s*|\s+or\s+|[a-z’'\- ]{1,60}[(]\s*)$", re.IGNORECASE)
_CLOSES = re.compile(r"^\s*(?:[),.;]|$|and\b|were\b|was\b|had\b|have\b|are\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A part, its whole and the percentage that is claimed."""

    part: Number
    whole: Number
    percent: Number

    @property
    def true(self) -> Decimal:
        """The percentage that follows."""
        return self.part.value / self.whole.value * 100

    @property
    def holds(self) -> bool:
        """Whether the claim is that percentage, rounded."""
        return abs(self.true - self.percent.value) <= self.percent.slack + Decimal("0.001")


def of_a_base(text: str, numbers: Sequence[Number]) -> list[Claim]:
    """Return the claims of a sentence that names its base before its parts; none where something else may be the base."""
    base = next((number for number in numbers if number.kind == COUNT and _OPENS.search(text[: number.start])), None)
    if base is None or base.value < 5:
        return []
    after = [number for number in numbers if number.start >= base.end]
    found = []
    for first, second in pairwise(after):
        claim = _claim(text, base, first, second)
        if claim is None or claim.part.value > base.value or _ANOTHER_BASE.search(text[base.end : second.end]):
            continue
        earlier = [number for number in after if number.kind == COUNT and number.end <= min(first.start, second.start)]
        if not any(Claim(claim.part, other, claim.percent).holds for other in earlier if other.value):
            found.append(claim)
    return [] if _of_one_other(found) else found


def _of_one_other(claims: Sequence[Claim]) -> bool:
    """Whether no claim holds, and all were taken of one other, unnamed base."""
    if len(claims) < 2 or any(claim.holds or not claim.percent.value for claim in claims):
        return False
    bases = [claim.part.value / claim.percent.value for claim in claims]
    return max(bases) - min(bases) <= max(bases) / 20


def _claim(text: str, base: Number, first: Number, second: Number) -> Claim | None:
    between, after = text[first.end : second.start], text[second.end :]
    if (first.kind, second.kind) == (COUNT, PERCENT) and _PART_THEN_SHARE.match(between):
        if between.strip().lower() != "or" and not _CLOSES.match(after):
            return None
        return Claim(first, base, second)
    bracketed = between.strip() in {"(", "[", "(n=", "(n ="} and after.lstrip().startswith((")", "]"))
    if (first.kind, second.kind) == (PERCENT, COUNT) and bracketed:
        return Claim(second, base, first)
    return None
