"""Sums in sentences: "202 children (110 boys and 92 girls)"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import COUNT, MONEY, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_BROKEN_DOWN = re.compile(r"[^()]{0,60}[(:]\s*(?P<parts>[^():.]{5,200})")
_SPLIT = re.compile(r"\s*(?:[,;]|\band\b|&|\bplus\b)\s*", re.IGNORECASE)
_INCOMPLETE = re.compile(
    r"\b(including|include[sd]?|such as|of wh\w+|among|at least|up to|over|around|about|more than|e\.g|mainly|mostly|largely|some|"
    r"compared|previous|last year|from|rising|previously|target|ranging|aged?|between|per|times|hours?|days?|weeks?|"
    r"months?|years?)\b",
    re.IGNORECASE,
)
_MADE_OF = re.compile(
    r"\b(?:made up of|comprising|consist(?:s|ed|ing) of|broken down (?:as|into)|split (?:between|into))"
    r"\s+(?P<parts>[^.;:()]{5,200})",
    re.I,
)


def check(reading: Reading) -> Iterator[Report]:
    """Yield the wholes whose named parts make something else."""
    for block in reading.document.prose():
        for sentence in sentences(block.text):
            for whole in numbers_in(sentence):
                if whole.kind not in {COUNT, MONEY} or whole.value < 2:
                    continue
                rest = sentence[whole.end :]
                found = _BROKEN_DOWN.match(rest) or _MADE_OF.search(rest[:120])
                parts = _parts(found["parts"]) if found and not _INCOMPLETE.search(rest[: found.end()]) else []
                made = sum(parts, Decimal(0))
                if len(parts) >= 2 and made != whole.value and Decimal("0.5") < made / whole.value < 2:
                    yield Report(
                        "sum", block.where, shortened(sentence, whole.printed),
                        f"{' + '.join(shown(part) for part in parts)} is {shown(made)}, not {shown(whole.value)}.",
                        whole.printed, shown(made, whole), 0.85,
                    )  # fmt: skip
                    break


def _parts(text: str) -> list[Decimal]:
    """Return the numbers of a list in which every point is a number with its words; empty when one is not."""
    found = []
    for part in _SPLIT.split(text.strip()):
        words = part.strip()
        if not words:
            continue
        numbers = numbers_in(words, words=True)
        if len(numbers) != 1 or numbers[0].kind not in {COUNT, MONEY} or len(words.split()) > 8:
            return []
        if numbers[0].start > 2 and not words[: numbers[0].start].rstrip().endswith((":", "-", "–", "=")):
            return []
        found.append(numbers[0].value)
    return found
