"""Percentages in sentences: "39 of 71 (54.9%)", "66% (335) and 34% (173)", "12,896, of which 2,883, a rate of 31%"."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.bases import Claim, of_a_base
from goldenthread.proofreading.model import Heading, Item, Paragraph, Report
from goldenthread.proofreading.numbers import COUNT, PERCENT, Number, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_OF = re.compile(
    r"^\s*(?:[a-z’'\- ]{0,30}\s)?(?:out\s+of|of)\s+(?:the\s+|all\s+|a\s+total\s+of\s+|these\s+|those\s+|all\s+the\s+)*$",
    re.I,
)
_OPENS = re.compile(r"^\s*[([]\s*(?:or\s+|i\.?e\.?,?\s+|n\s*=\s*|a\s+total\s+of\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"^[^.;%\d()]{0,30}[(]\s*$")
_THIS_IS = re.compile(
    r"^(?:this|that|which)\s+(?:represent\w*|equat\w+\s+to|is|was|amount\w+\s+to)\s+(?:a\s+)?$", re.IGNORECASE
)
_OR = re.compile(r"^\s*(?:or|,|–|-)\s+$", re.IGNORECASE)
_SAYS = re.compile(
    r"^[^.;%\d]{0,60}?(?:\(|,\s|[–-]\s|=|\bor\b|\bis\b|\bwas\b|equat\w+\s+to|equals|represent\w*|giving|i\.e\.?)\s*"
    r"(?:(?:a|an)\s+)?(?:[a-z\- ]{0,30}(?:rate|percentage|proportion|share)\s+of\s+)?$",
    re.IGNORECASE,
)
_BASE_BEFORE = re.compile(r"\b(?:of\s+(?:which|whom|these|those)|of\s+the\s+total)\b", re.IGNORECASE)
_PAIR = re.compile(
    r"(\d{1,3}(?:\.\d{1,3})?)\s?%\s?(?:of\s[a-z ]{3,20})?\(\s?(\d[\d,]{0,12})\s?\)"
    r"|(\d[\d,]{0,12})\s?\(\s?(\d{1,3}(?:\.\d{1,3})?)\s?%\s?\)"
)
_BOTH = re.compile(
    r"\bboys\b.*\bgirls\b|\bgirls\b.*\bboys\b|\bmales?\b.*\bfemales?\b|\bfemales?\b.*\bmales?\b|\bmen\b.*\bwomen\b|\bwomen\b.*\bmen\b",
    re.IGNORECASE,
)
_RATE_OF = re.compile(r"(?:rate|percentage|proportion|share)\s+of\s*$|\(\s*$|\bor\s+$|equat\w+\s+to\s+$", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Report]:
    """Yield the percentages that their own numbers contradict."""
    before: Heading | Paragraph | Item | None = None
    for block in reading.document.prose():
        context = before.text if before is not None and before.text.rstrip().endswith((":", "which", "these")) else ""
        last = context
        for sentence in sentences(block.text):
            claims = [*_claims(sentence, last), *_said_after(sentence, last)]
            wrong = [claim for claim in claims if not claim.holds and claim.whole.value > 0]
            yield from (_report(block.where, sentence, claim) for claim in wrong)
            yield from _partition(block.where, sentence, last) if not wrong else ()
            last = sentence
        before = block


def _claims(sentence: str, before: str) -> Iterator[Claim]:
    numbers = numbers_in(sentence)
    seen: set[int] = set()
    for place, number in enumerate(numbers):
        if number.kind != PERCENT or number.start in seen:
            continue
        claim = _around(sentence, numbers, place) or _after_of_which(sentence, numbers, place, before)
        if claim is not None and claim.part.value <= claim.whole.value and claim.whole.value >= 2:
            seen.add(number.start)
            yield claim
    yield from (claim for claim in of_a_base(sentence, numbers) if claim.percent.start not in seen)


def _between(text: str, first: Number, second: Number) -> str:
    return text[first.end : second.start]


def _around(text: str, numbers: Sequence[Number], place: int) -> Claim | None:
    """Find "x of y (p%)", "x (p%) of y", "p% (x of y)", "p% (x) of y"."""
    percent = numbers[place]
    left, right = list(numbers[:place]), list(numbers[place + 1 :])
    said = left and _SAYS.match(_between(text, left[-1], percent))
    if len(left) > 1 and _counts(left[-2], left[-1]) and _OF.match(_between(text, left[-2], left[-1])) and said:
        return Claim(left[-2], left[-1], percent)
    if left and right and _counts(left[-1], right[0]):
        opened = _OPENS.match(_between(text, left[-1], percent)) or _OR.match(_between(text, left[-1], percent))
        closed = re.match(r"^\s*[)\]]?" + _OF.pattern[1:], _between(text, percent, right[0]), re.IGNORECASE)
        if opened and closed:
            return Claim(left[-1], right[0], percent)
    if len(right) > 1 and _counts(right[0], right[1]) and _OPENS.match(_between(text, percent, right[0])):
        middle = _between(text, right[0], right[1])
        if (
            _OF.match(middle)
            or re.match(r"^\s*[)\]]" + _OF.pattern[1:], middle, re.IGNORECASE)
            or middle.strip() == "/"
        ):
            return Claim(right[0], right[1], percent)
    return None


def _counts(first: Number, second: Number) -> bool:
    return first.kind == COUNT and second.kind == COUNT


def _after_of_which(text: str, numbers: Sequence[Number], place: int, before: str) -> Claim | None:
    """Find "y …, of which x … (p%)": the whole may stand in the sentence before, or in the line that opens a list."""
    percent = numbers[place]
    earlier = [number for number in numbers[:place] if number.kind == COUNT]
    if not earlier or not _RATE_OF.search(text[: percent.start]) or "%" in text[earlier[-1].end : percent.start]:
        return None
    part = earlier[-1]
    if percent.start - part.end > 120:
        return None
    opened = [found for found in _BASE_BEFORE.finditer(text) if found.end() <= part.start + 1]
    if opened:
        wholes = [number for number in earlier[:-1] if number.end <= opened[-1].start()]
        wholes = wholes or [number for number in numbers_in(before) if number.kind == COUNT]
    elif before.rstrip().endswith(("which:", "these:", "whom:", "those:", "which", "these")):
        wholes = [number for number in numbers_in(before) if number.kind == COUNT]
    else:
        return None
    if not wholes or any(Claim(part, whole, percent).holds for whole in wholes if whole.value):
        return None
    if _shares_a_whole(text, numbers, part, percent):
        return None
    return Claim(part, wholes[-1], percent)


def _said_after(sentence: str, before: str) -> Iterator[Claim]:
    """Yield "… 558, of which 113 …. This represents 19%": the percentage stands in the next sentence."""
    numbers = numbers_in(sentence)
    if not numbers or numbers[0].kind != PERCENT or not _THIS_IS.match(sentence[: numbers[0].start]):
        return
    opened = _BASE_BEFORE.search(before)
    counts = [number for number in numbers_in(before) if number.kind == COUNT]
    wholes = [number for number in counts if opened and number.end <= opened.start()]
    parts = [number for number in counts if opened and number.start >= opened.end()]
    if wholes and len(parts) == 1 and parts[0].value <= wholes[-1].value:
        yield Claim(parts[0], wholes[-1], numbers[0])


def _shares_a_whole(text: str, numbers: Sequence[Number], part: Number, percent: Number) -> bool:
    """Whether another "x (p%)" of the sentence rests on the same, unnamed whole: both were taken of that one."""
    share = part.value / percent.value if percent.value else Decimal(0)
    for other, claimed in pairwise(numbers):
        pair = other is not part and other.kind == COUNT and claimed.kind == PERCENT and claimed.value > 0
        if pair and _BESIDE.match(_between(text, other, claimed)):
            base = other.value / claimed.value
            if abs(base - share) < base / 20:
                return True
    return False


def _partition(where: str, sentence: str, before: str) -> Iterator[Report]:
    """Yield "66% (335) and 34% (173)" where the parts make a whole and a percentage is not its part's share of it."""
    pairs = [(_count(each[1] or each[2]), Decimal(each[0] or each[3])) for each in _PAIR.findall(sentence)]
    whole = sum((count for count, _ in pairs), Decimal(0))
    if (
        len(pairs) < 2
        or len(set(pairs)) < len(pairs)
        or not whole
        or not _make_a_whole(f"{before} {sentence}", pairs, whole)
    ):
        return
    for count, share in pairs:
        decimals = max(-int(share.as_tuple().exponent), 0)
        true = (count / whole * 100).quantize(Decimal(10) ** -decimals, rounding=ROUND_HALF_UP)
        if abs(true - share) > Decimal(10) ** -decimals:
            message = f"{count:,} of {whole:,} is {true}%."
            yield Report("share", where, shortened(sentence), message, f"{share}%", f"{true}%", 0.8)
            return


def _make_a_whole(sentence: str, pairs: Sequence[tuple[Decimal, Decimal]], whole: Decimal) -> bool:
    """Whether parts are all there are: they make 100%, their sum stands here or a sentence before, or they are boys and girls."""
    if len(pairs) == 2 and sum(share for _, share in pairs) == 100:
        return True
    right = sum(abs(count / whole * 100 - share) <= 1 for count, share in pairs)
    if right < len(pairs) - 1:
        return False
    told = [number.value for number in numbers_in(sentence) if number.kind == COUNT]
    return whole in told or len(pairs) > 3 or (len(pairs) == 2 and bool(_BOTH.search(sentence)))


def _count(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _report(where: str, sentence: str, claim: Claim) -> Report:
    decimals = max(claim.percent.decimals, 1 if claim.whole.value >= 50 else 0)
    true = claim.true.quantize(Decimal(10) ** -decimals, rounding=ROUND_HALF_UP)
    off = abs(claim.true - claim.percent.value)
    return Report(
        kind="share",
        where=where,
        quote=shortened(sentence, claim.percent.printed),
        message=f"{shown(claim.part.value)} of {shown(claim.whole.value)} is {true}%, not {claim.percent.value}%.",
        found=f"{claim.percent.value}%",
        expected=f"{true}%",
        sure=0.95 if off > 1 else 0.6,
    )
