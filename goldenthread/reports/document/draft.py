"""A compiled report as the text that the proof-reader reads: live figures and tables in their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goldenthread.proofreading import Document, Heading, Item, from_markdown
from goldenthread.reports.document.reading import KEY

_LISTS = 1000  # more than one section has: lists of two sections are never one


@dataclass(frozen=True, slots=True)
class Part:
    """A section as Markdown. ``whole`` has its figures in place; ``typed`` holds only what its authors typed."""

    heading: str
    whole: str
    typed: str


def part(heading: str, text: str, blocks: dict[str, Any]) -> Part:
    """Return a section for the proof-reader. ``blocks`` are frozen, by key."""
    whole = KEY.sub(lambda found: _words(blocks.get(found[1])), text)
    return Part(heading, whole, KEY.sub(" ", text))


def whole(parts: Sequence[Part], title: str) -> Document:
    """Return the report as it will be read, each place beginning with its section."""
    return _document([(each.heading, each.whole) for each in parts], title)


def typed(parts: Sequence[Part], title: str) -> Document:
    """Return what the authors typed, without what stands in it by its name."""
    return _document([(each.heading, each.typed) for each in parts], title)


def _document(texts: Sequence[tuple[str, str]], title: str) -> Document:
    blocks: list[Any] = []
    for place, (heading, text) in enumerate(texts):
        blocks.append(Heading(heading, f"{heading}, heading", 2))
        for block in from_markdown(text).blocks:
            moved = replace(block, where=f"{heading}, {block.where}")
            blocks.append(replace(moved, run=moved.run + place * _LISTS) if isinstance(moved, Item) else moved)
    return Document(title, tuple(blocks))


def _words(block: dict[str, Any] | None) -> str:
    """Return a block as Markdown: a figure as it is shown, a table as a table; a chart and a thread say no sums."""
    if block is None:
        return " "
    if block["type"] == "figure":
        return str(block["shown"])
    return "\n\n" + "\n".join(_table(block)) + "\n\n" if block["type"] == "table" else " "


def _table(block: dict[str, Any]) -> Iterator[str]:
    yield _row([column["label"] for column in block["head"]])
    yield _row(["---"] * len(block["head"]))
    for row in block["rows"]:
        yield _row([cell if isinstance(cell, str) else cell["shown"] for cell in row])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(re.sub(r"\s+", " ", cell).replace("|", "/") for cell in cells) + " |"
