"""How a row of the trail is sealed: plain Python, so that anybody can check a trail without this product."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FIRST = "0" * 64


def seal(before: str, row: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of the seal before and the row as canonical JSON (sorted keys, no spaces, UTF-8).

    ``row`` holds ``number, event, at, actor, actor_name, through, request, address, record, partnership, details``; ``at`` is
    ISO 8601 in UTC with microseconds.
    """
    canonical = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()
