"""Sums in sentences and lists: "202 children (110 boys and 92 girls)", "police 12, health 9 and schools 20, a total of 41"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.parts import joined_alike, number_of_point, parts_of
from goldenthread.proofreading.model import Block, Item, Paragraph, Report
from goldenthread.proofreading.numbers import COUNT, MONEY, Number, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_BROKEN_DOWN = re.compile(r"[^()]{0,60}[(:]\s*(?P<parts>[^():.]{5,200})")
_INCOMPLETE = re.compile(
    r"\b(including|include[sd]?|such as|of wh\w+|among|at least|up to|over|around|about(?=\s+[\d£])|more than|e\.g|mainly|mostly|"
    r"largely|some|compared|previous|last year|rising|previously|target|ranging|aged?|between|per|times|hours?|days?|weeks?|most|"
    r"(?:high|larg|bigg|low|small|common|great)est|main|chief|leading|months?|(?<!early )years?|"
    r"(?:up|down|ris\w+|rose|increas\w*|decreas\w*|reduc\w*|f[ae]ll\w*|drop\w*)\s+from)\b|\bfrom\s+[\d£]",
    re.IGNORECASE,
)
# When a whole was counted says nothing about whether its parts are all.
_WHEN = re.compile(
    r"\b(?:(?:at|by)\s+(?:the\s+)?(?:end\s+of\s+(?:the\s+)?|year[\s-]?end)(?:year|period|quarter)?"
    r"|(?:in|during|over|for)\s+(?:the|this)\s+year|this\s+year)",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:were|was|are|is|had|have|has|did)\b", re.IGNORECASE)
_MADE_OF = re.compile(
    r"\b(?:made up of|comprising|consist(?:s|ed|ing) of|broken down (?:as|into)|split (?:between|into))"
    r"\s+(?P<parts>[^.;:()]{5,200})",
    re.I,
)
_IN_TOTAL = re.compile(r"\b(?:in total|in all|altogether)\b", re.IGNORECASE)
_TOTAL_OF = re.compile(r"\btotal\s+of\s+$", re.IGNORECASE)
_AFTER_COMMA = re.compile(r"^[^.;:()\d]{0,60},\s*(?:with\s+)?(?P<parts>[^.;:()]{5,250}?)[.]?$")
_FROM_EACH = re.compile(r"^[^.;:()\d]{0,60}\b(?:from|by)\s+(?P<parts>[a-z][^.;:()]{5,250}?)[.]?$", re.IGNORECASE)
_TOTAL_AFTER = re.compile(
    r"(?:,|\band\b|[–-])\s*(?:(?:making|giving|which\s+is|in\s+all|or)\s+)?(?:a\s+)?total\s+of\s+$", re.I
)
_WHERE_PARTS_BEGIN = re.compile(r"(?:\b(?:from|were|received|by)|:)\s+|^", re.IGNORECASE)
_PARTITION = re.compile(
    r"\b(?:(?:were|was|is|are|split|made up) as follows|broken down|breakdown|made up of|comprised|consisted of|split|divided|"
    r"by (?:agency|source|category|type|age|gender|ethnicity|sector|district|partner|reason))\b",
    re.IGNORECASE,
)


def check(reading: Reading) -> Iterator[Report]:
    """Yield the wholes whose named parts make something else."""
    for block in reading.document.prose():
        for sentence in sentences(block.text):
            numbers = [number for number in numbers_in(sentence) if number.kind in {COUNT, MONEY} and number.value >= 2]
            found = (_told(block.where, sentence, whole, _named_parts(sentence, whole, numbers)) for whole in numbers)
            yield from [report for report in found if report is not None][:1]
    yield from _lists(reading.document.blocks)


def _named_parts(sentence: str, whole: Number, numbers: Sequence[Number]) -> list[Decimal]:
    """Return the parts that a sentence names of a whole; none where it does not say that they are all."""
    before, rest = sentence[: whole.start], sentence[whole.end :]
    found = _BROKEN_DOWN.match(rest) or _MADE_OF.search(rest[:120])
    if found:
        said = _WHEN.sub("", rest[: found.start("parts")]) + found["parts"]
        return [] if _INCOMPLETE.search(said) or _goes_on(found["parts"]) else parts_of(found["parts"])
    if _INCOMPLETE.search(rest):
        return []
    listed = _AFTER_COMMA.match(rest)
    if listed and (_TOTAL_OF.search(before) or _IN_TOTAL.search(rest[: listed.start("parts")])):
        parts = parts_of(listed["parts"])
        return parts if len(parts) > 2 and joined_alike(listed["parts"]) else []
    named = _FROM_EACH.match(rest)
    if named and whole is numbers[0] and not numbers_in(named["parts"][:2]):
        parts = parts_of(named["parts"])
        return parts if len(parts) > 2 and len(parts) == len(numbers_in(rest, words=True)) else []
    return _parts_before(before) if _TOTAL_AFTER.search(before) else []


def _goes_on(parts: str) -> bool:
    """Whether something is said of the last parts alone: "12 to homes and 14 to schools were announced"."""
    numbers = numbers_in(parts, words=True)
    if len(numbers) < 2:
        return False
    first, last = parts[numbers[0].end : numbers[1].start], parts[numbers[-1].end :]
    return bool(_VERB.search(last)) and not _VERB.search(first)


def _parts_before(before: str) -> list[Decimal]:
    """Return the parts that end where a total is told: the longest list of at least three."""
    ended = before[: before.lower().rindex("total")]
    ended = re.sub(r"[\s,–-]*(?:\band\b)?\s*(?:(?:making|giving|which\s+is|in\s+all|or)\s+)?(?:a\s+)?$", "", ended)
    if _INCOMPLETE.search(ended):
        return []
    for start in _WHERE_PARTS_BEGIN.finditer(ended):
        parts = parts_of(ended[start.end() :])
        if len(parts) > 2 and len(parts) == len(numbers_in(ended, words=True)):
            return parts
    return []


def _told(where: str, sentence: str, whole: Number, parts: Sequence[Decimal]) -> Report | None:
    made = sum(parts, Decimal(0))
    if len(parts) < 2 or made == whole.value or not Decimal("0.5") < made / whole.value < 2:
        return None
    like = replace(whole, decimals=max(whole.decimals, *(-int(part.as_tuple().exponent) for part in parts)))
    words = " + ".join(shown(part, like) for part in parts)
    message = f"{words} is {shown(made, like)}, not {shown(whole.value, whole)}."
    return Report("sum", where, shortened(sentence, whole.printed), message, whole.printed, shown(made, like), 0.85)


def _lists(blocks: Sequence[Block]) -> Iterator[Report]:
    """Yield a whole that the points of the list below it do not make, where the list is said to be the whole."""
    for block, following in pairwise(blocks):
        if not isinstance(block, Paragraph) or not isinstance(following, Item) or not block.text.rstrip().endswith(":"):
            continue
        last = sentences(block.text)[-1:]
        wholes = [number for number in numbers_in(last[0]) if number.kind in {COUNT, MONEY}] if last else []
        if len(wholes) != 1 or not _PARTITION.search(last[0]) or _INCOMPLETE.search(last[0]):
            continue
        points = [each for each in blocks if isinstance(each, Item) and each.run == following.run]
        values = [number_of_point(each.text) if not each.depth else None for each in points]
        parts = [value for value in values if value is not None]
        report = _told(block.where, last[0], wholes[0], parts) if len(parts) == len(points) > 2 else None
        if report is not None:
            yield report
