"""How a row of the trail is sealed: plain Python, so that anybody can check a trail without this product."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "0" * 64


def seal(before: str, row: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of the seal before and the row as canonical JSON (sorted keys, no spaces, UTF-8).

    ``row`` holds ``number, event, at, actor, actor_name, through, request, address, record, partnership, details``; ``at`` is
    ISO 8601 in UTC with microseconds.
    """
    canonical = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One row as it is stored: what was sealed, and the two seals that join it to its neighbours."""

    row: Mapping[str, Any]
    before: str
    seal: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk along the chain found: the last sound row and its seal; where it breaks first, and why."""

    rows: int
    number: int
    seal: str
    broken_at: int | None = None
    why: str = ""


def walk(links: Iterable[Link], *, checkpoint: tuple[int, str] | None = None) -> Found:
    """Follow the chain from its beginning and stop at the first row that does not fit."""
    before, number = FIRST, 0
    for link in links:
        why = _what_is_wrong(link, number + 1, before)
        if not why and checkpoint is not None and checkpoint[0] == number + 1 and checkpoint[1] != link.seal:
            why = "it is not the row that the checkpoint saw"
        if why:
            return Found(number, number, before, number + 1, why)
        before, number = link.seal, number + 1
    if checkpoint is not None and checkpoint[0] > number:
        return Found(number, number, before, number + 1, "rows that the checkpoint saw have been taken away")
    return Found(number, number, before)


def _what_is_wrong(link: Link, expected: int, before: str) -> str:
    if link.row["number"] != expected:
        return "the row is missing"
    if link.before != before:
        return "it is not joined to the row before"
    if seal(before, link.row) != link.seal:
        return "its words have been changed"
    return ""
