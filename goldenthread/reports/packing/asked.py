"""What inspectors ask for, as data: which line is answered by which part, and what is not held in this product."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "asked.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that inspectors ask for. ``elsewhere`` says where to look when nothing here answers it."""

    code: str
    title: str
    parts: tuple[str, ...]
    elsewhere: str


@dataclass(frozen=True, slots=True)
class AskedList:
    """What is asked for, where that is written, and whether a person compared it with the text."""

    title: str
    source: str
    verified: bool
    items: tuple[Asked, ...]


@cache
def lists() -> tuple[AskedList, ...]:
    """Return every list, the newest first."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        AskedList(
            row["title"],
            row["source"],
            row["verified"],
            tuple(
                Asked(each["code"], each["title"], tuple(each["parts"]), each.get("elsewhere", ""))
                for each in row["items"]
            ),
        )
        for row in rows
    )


def not_held(known: Collection[str]) -> list[Asked]:
    """Return what is asked for and answered by none of the parts there are, by their codes."""
    return [each for each in lists()[0].items if not set(each.parts) & set(known)]
