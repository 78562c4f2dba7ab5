"""Small numbers: a count of one to five people, or a share or rate built on one, stops publication; typed ones too."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goldenthread.reports.document import typed
from goldenthread.reports.document.frozen import figures
from goldenthread.reports.document.reading import read

_LARGEST = typed.LARGEST
_NAMES = {"paragraph": "paragraph", "item": "point", "heading": "heading"}


@dataclass(frozen=True, slots=True)
class SmallNumber:
    """Where one stands, and why it counts as one."""

    where: str
    label: str
    why: str

    @property
    def words(self) -> str:
        """Which one it is, in one line: what a person releases."""
        return f"{self.where}: {self.label}. {self.why}"


def find(document: dict[str, Any]) -> list[SmallNumber]:
    """Return the small numbers of a document, each with the place it stands in."""
    found: list[SmallNumber] = []
    for section in document["sections"]:
        for key in section["keys"]:
            block = document["blocks"].get(key)
            for figure in figures(block) if block else ():
                found.extend(_of(section["heading"], figure))
        found.extend(_typed(section, document["blocks"]))
    return list(dict.fromkeys(found))


def _typed(section: dict[str, Any], blocks: dict[str, Any]) -> Iterator[SmallNumber]:
    """Yield the small counts that somebody typed: in the text, in the words for young people, and in what stands between."""
    heading = section["heading"]
    plain = [node.plain() for node in read(section.get("plain", ""))]
    texts = [
        *((f"{heading}, {where}", text) for where, text in _texts(section["nodes"])),
        *((f"{heading}, for young people", text) for _, text in _texts(plain)),
        *((f"{heading}, {blocks[key]['title']}", text) for key in section["keys"] for text in _words(blocks.get(key))),
    ]
    for where, text in texts:
        for one in typed.counts(text):
            yield SmallNumber(where, f"“{one.quote}”", f"{one.why} It is typed.")


def _texts(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield every paragraph, heading and point with its place among its like."""
    counted: Counter[str] = Counter()
    for kind, node in _lines(nodes, "paragraph"):
        counted[kind] += 1
        yield f"{_NAMES[kind]} {counted[kind]}", _line(node)


def _lines(nodes: list[dict[str, Any]], within: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for node in nodes:
        if node["kind"] in ("paragraph", "heading"):
            yield (within if node["kind"] == "paragraph" else "heading"), node
        elif node["kind"] in ("list", "numbered", "item", "quote"):
            yield from _lines(node.get("children", []), "item" if node["kind"] == "item" else within)


def _line(node: dict[str, Any]) -> str:
    # a live figure is no typed number, and keeps those beside it apart
    if node["kind"] == "figure":
        return "…"
    return node.get("text", "") + "".join(_line(child) for child in node.get("children", []))


def _words(block: dict[str, Any] | None) -> Iterator[str]:
    """Yield what people typed in a table or a thread."""
    if block is None:
        return
    if block["type"] == "table":
        yield from (cell for row in block["rows"] for cell in row if isinstance(cell, str))
    elif block["type"] == "thread":
        yield block["claim"]
        yield from (step["words"] for step in block["steps"])


def _of(where: str, figure: dict[str, Any]) -> Iterator[SmallNumber]:
    for one in [figure, *_parts(figure)]:
        if one["people"] and (why := _why(one)):
            yield SmallNumber(where, f"{one['label']}, {one['period']}", why)


def _parts(figure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in figure["parts"]:
        yield part
        yield from _parts(part)


def _why(figure: dict[str, Any]) -> str:
    if _small(figure["numerator"]):
        return f"It is built on {figure['numerator']}."
    if _small(figure["denominator"]):
        return f"It is a share of {figure['denominator']}."
    if figure["numerator"] is not None and figure["denominator"] is not None:
        rest = Decimal(figure["denominator"]) - Decimal(figure["numerator"])
        return f"It tells that {rest} are not in it." if figure["unit"] == "%" and _small(rest) else ""
    return f"It counts {figure['value']}." if _counts(figure) and _small(figure["value"]) else ""


def _counts(figure: dict[str, Any]) -> bool:
    return figure["unit"] != "%" and not figure["unit"].startswith("per ")


def _small(value: Any) -> bool:
    return value is not None and 0 < Decimal(value) <= _LARGEST
