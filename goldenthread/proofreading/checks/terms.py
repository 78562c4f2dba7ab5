"""Words that readers take in two ways."""

import re
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.sentences import shortened

_WORDS = {
    "annual": ("twice a year", "every two years"),
    "monthly": ("twice a month", "every two months"),
    "weekly": ("twice a week", "every two weeks"),
    "yearly": ("twice a year", "every two years"),
    "quarterly": ("twice a quarter", "every two quarters"),
}
_TERM = re.compile(rf"\bbi[-\s]?(?P<unit>{'|'.join(_WORDS)})(?:ly)?\b", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Report]:
    """Yield each such word once, with how often it stands in the document."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for text, where in reading.document.words():
        for each in _TERM.finditer(text):
            found[each["unit"].lower()].append((text, where, each[0]))
    for unit, places in found.items():
        text, where, printed = places[0]
        often, rarely = _WORDS[unit]
        more = f" It stands in {len(places)} places." if len(places) > 1 else ""
        yield Report(
            "two_meanings", where, shortened(text, printed), f"“{printed}” can mean {often} or {rarely}.{more}", printed,
            f"“{often}” or “{rarely}”", 0.85,
        )  # fmt: skip
