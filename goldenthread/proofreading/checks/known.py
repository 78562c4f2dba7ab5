"""Figures that are typed although they are stored."""

import re
from collections.abc import Iterator

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Known, Report
from goldenthread.proofreading.numbers import Number, numbers_in
from goldenthread.proofreading.sentences import sentences, shortened


def check(reading: Reading) -> Iterator[Report]:
    """Yield typed numbers that a stored figure holds, where the sentence names what it counts."""
    if not reading.known:
        return
    for block in reading.document.prose():
        for sentence in sentences(block.text):
            for number in numbers_in(sentence):
                known = next((each for each in reading.known if _is(each, number, sentence)), None)
                if known is not None:
                    yield Report(
                        "typed_figure", block.where, shortened(sentence, number.printed),
                        f"{number.printed} is stored as “{known.words}”. Put [[{known.key}]] in its place.", number.printed,
                        f"[[{known.key}]]", 0.8,
                    )  # fmt: skip


def _is(known: Known, number: Number, sentence: str) -> bool:
    if abs(known.value - number.value) > number.slack or number.value < 3:
        return False
    stems = {word[:6].lower() for word in re.findall(r"[A-Za-z]{4,}", known.words)}
    there = {word[:6].lower() for word in re.findall(r"[A-Za-z]{4,}", sentence)}
    return bool(stems) and len(stems & there) >= min(2, len(stems))
