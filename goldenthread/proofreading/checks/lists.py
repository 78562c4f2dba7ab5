"""Lists that announce how many points follow."""

import re
from collections.abc import Iterator

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Item, Paragraph, Report
from goldenthread.proofreading.numbers import COUNT, numbers_in
from goldenthread.proofreading.sentences import sentences, shortened

_INCOMPLETE = re.compile(
    r"\b(include|including|such as|for example|e\.g|among|some of|of which|these were|other)\b", re.IGNORECASE
)
_THINGS = (
    "priorities|areas|objectives|themes|recommendations|aims|outcomes|actions|principles|values|functions|workstreams|work streams|"
    "strands|components|goals|audits|groups|sub-groups|subgroups|questions|steps|stages|reasons|reviews|categories|partners|elements|"
    "points|ways|standards|findings|sessions|courses|challenges|risks"
)


def check(reading: Reading) -> Iterator[Report]:
    """Yield the lists whose length is not the one announced in the sentence before them."""
    blocks = reading.document.blocks
    for place, block in enumerate(blocks[:-1]):
        following = blocks[place + 1]
        if not isinstance(block, Paragraph) or not isinstance(following, Item) or not block.text.rstrip().endswith(":"):
            continue
        last = sentences(block.text)[-1]
        announced = _announced(last)
        points = [
            each
            for each in blocks[place + 1 :]
            if isinstance(each, Item) and each.run == following.run and each.depth == following.depth
        ]
        if announced and len(points) > 1 and announced != len(points) and abs(announced - len(points)) <= 3:
            yield Report(
                "count", block.where, shortened(last), f"{announced} are announced, and {len(points)} points follow.",
                str(announced),
                str(len(points)), 0.75,
            )  # fmt: skip


def _announced(sentence: str) -> int:
    """Return how many things a sentence announces; 0 when it announces none, or only some."""
    if _INCOMPLETE.search(sentence):
        return 0
    found = [number for number in numbers_in(sentence, words=True) if number.kind == COUNT and not number.decimals]
    named = [
        number
        for number in found
        if re.match(rf"^\s+(?:[\w-]+\s+){{0,3}}(?:{_THINGS})\b", sentence[number.end :], re.IGNORECASE)
    ]
    return int(named[0].value) if len(named) == 1 and 2 <= named[0].value <= 30 else 0
