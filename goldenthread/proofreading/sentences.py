"""Sentences and clauses of a text, with where they begin."""

import re
from functools import lru_cache

_LONGEST = 3000
_SHORT = r"(?:e\.g|i\.e|etc|no|dr|mr|mrs|ms|st|vs|approx|s|ss|para|p|pp|fig|inc|ltd)"
_ABBREVIATED = re.compile(rf"\b{_SHORT}\.$", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[A-Z0-9“\"‘(])|\n{2,}|(?<=[;:])\n")


def sentences(text: str) -> list[str]:
    """Split a text into sentences; abbreviations such as "e.g." end none. What is longer than any sentence is left out."""
    return list(_sentences(text))


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    start = 0
    for found in _END.finditer(text):
        before = text[start : found.start()]
        if _ABBREVIATED.search(before[-12:]):
            continue
        parts.append(before.strip())
        start = found.end()
    parts.append(text[start:].strip())
    return tuple(part for part in parts if part and len(part) <= _LONGEST)


def shortened(text: str, around: str = "", most: int = 220) -> str:
    """Return a quotation that fits a line: the text, or the part of it around some words."""
    flat = re.sub(r"\s+", " ", text).strip()
    if len(flat) <= most:
        return flat
    place = flat.find(around) if around else 0
    start = max(0, place - most // 2)
    cut = flat[start : start + most]
    return f"{'…' if start else ''}{cut.strip()}{'…' if start + most < len(flat) else ''}"
