"""A frozen document made ready for setting: every name looked up, every figure numbered, headings in steps of one.

All formats are set from this, so they say the same. It holds nothing but text, numbers and pictures.
"""

from collections.abc import Iterable
from typing import Any

from goldenthread.reports.document import small
from goldenthread.reports.document.frozen import said
from goldenthread.reports.document.tree import Node
from goldenthread.reports.rendering import sources
from goldenthread.reports.rendering.sources import Plain

_LONGEST_ADDRESS = 2_000


def matter(document: Plain) -> Plain:
    """Return a document made ready: its front, its sections, and where its figures come from."""
    entries = sources.sources(document)
    numbers = {entry["anchor"]: entry["number"] for entry in entries}
    names = _names(document)
    return {
        "title": document["title"],
        "partnership": document["partnership"],
        "period": document["period"],
        "span": f"{sources.day(document['start'])} to {sources.day(document['end'])}",
        "edition": edition(document),
        "published": document.get("published") or "",
        "draft": _is_draft(document),
        "front": front(document),
        "sections": [
            {
                "anchor": names[place],
                "heading": section["heading"],
                "body": _Reader(document["blocks"], numbers).blocks(section["nodes"]),
            }
            for place, section in enumerate(document["sections"])
            if section["nodes"]
        ],
        "sources": entries,
        "small": _small(document),
    }


def blocks_of(known: Plain, nodes: Iterable[Node]) -> list[Plain]:
    """Return nodes made ready that stand by themselves, their figures without numbers."""
    return _Reader(known, {}).blocks([node.plain() for node in nodes])


def front(document: Plain) -> list[str]:
    """Return what the cover says below the name of the edition."""
    said = []
    if _is_draft(document):
        said.append("This is not the partnership’s report. It may be wrong, and it will change. Do not pass it on.")
    if document.get("approved_by"):
        said.append(f"Approved by {document['approved_by']}.")
    if document["content_set"]:
        said.append(f"Written to what was asked by {document['content_set']}.")
    return said


def _is_draft(document: Plain) -> bool:
    return not (document.get("published") or document.get("made"))


def edition(document: Plain) -> str:
    """Return which edition it is, in words; of a paper for a meeting, whom it is for and when it was made."""
    if document.get("made"):
        return f"{document['about']}, {sources.day(document['made'])}"
    if not document.get("published"):
        return "Draft, not published"
    return f"Edition {document['number']}, published {sources.day(document['published'])}"


def _small(document: Plain) -> str:
    """Return what a reader should know of its small numbers."""
    if not small.find(document):
        return ""
    if document.get("made"):
        return (
            "This paper has numbers of 1 to 5 people, or shares built on them. They are for those it is written for: "
            "do not pass them on, and do not publish them."
        )
    if not document.get("published"):
        return "This draft has numbers of 1 to 5 people, or shares built on them. Nobody has yet weighed whether to publish them."
    return (
        "Some of these figures are of 1 to 5 people, or built on so few. A named person weighed whether anybody could be known "
        "by them, and released each one with a reason. Please do not try to find out who they are."
    )


def _names(document: Plain) -> list[str]:
    taken: dict[str, int] = {}
    found = []
    for section in document["sections"]:
        taken[section["id"]] = taken.get(section["id"], 0) + 1
        found.append(section["id"] if taken[section["id"]] == 1 else f"{section['id']}-{taken[section['id']]}")
    return found


class _Reader:
    """Reads the nodes of one section."""

    def __init__(self, blocks: Plain, numbers: dict[str, int]) -> None:
        self.known, self.numbers, self.depth = blocks, numbers, 1

    def blocks(self, nodes: list[Plain]) -> list[Plain]:
        return [made for node in nodes if (made := self._block(node))]

    def _block(self, node: Plain) -> Plain | None:
        kind = node["kind"]
        if kind == "block":
            return self._placed(node["key"])
        if kind == "heading":
            line = self._line(node.get("children", []))
            if not line:
                return None
            self.depth = min(node["level"] - 1, self.depth + 1)
            return {"kind": "heading", "level": self.depth, "line": line}
        if kind == "paragraph":
            return {"kind": "paragraph", "line": self._line(node.get("children", []))}
        return {"kind": kind, "body": self.blocks(node.get("children", []))}

    def _line(self, nodes: list[Plain]) -> list[Plain]:
        return [self._word(node) for node in nodes]

    def _word(self, node: Plain) -> Plain:
        kind = node["kind"]
        if kind == "figure":
            return self._figure(node["key"])
        if kind in ("text", "code"):
            return {"kind": kind, "text": node.get("text", "")}
        line = self._line(node.get("children", []))
        if kind == "link" and len(node["href"]) <= _LONGEST_ADDRESS:
            return {"kind": "link", "href": node["href"], "line": line}
        return {"kind": "emphasis" if kind == "link" else kind, "line": line}

    def _figure(self, key: str) -> Plain:
        block = self.known.get(key)
        if block is None:
            return {"kind": "missing", "key": key}
        if block["type"] != "figure":
            return {"kind": "text", "text": block["title"] or key}
        name = sources.anchor(block)
        return {
            "kind": "figure",
            "text": block["shown"],
            "label": block["label"],
            "anchor": name,
            "number": self.numbers.get(name, 0),
        }

    def _placed(self, key: str) -> Plain:
        block = self.known.get(key)
        if block is None:
            return {"kind": "nothing", "key": key}
        if block["type"] == "figure":
            return {"kind": "keyfigure", **self._figure(key)} | {"kind": "keyfigure"}
        if block["type"] == "table":
            return self._table(block)
        return self._chart(block) if block["type"] == "chart" else _thread(block) | self._link(block)

    def _table(self, block: Plain) -> Plain:
        head = [{"text": column["label"], "number": column["number"]} for column in block["head"]]
        rows = [
            {"total": place in block["totals"], "cells": [self._cell(cell) for cell in row]}
            for place, row in enumerate(block["rows"])
        ]
        return {
            "kind": "table",
            "title": block["title"],
            "head": head,
            "rows": rows,
            "source": block["source"],
            "notes": block["notes"],
            **self._link(block),
        }

    def _cell(self, cell: Any) -> Plain:
        if not isinstance(cell, dict):
            return {"text": str(cell), "anchor": ""}
        name = sources.anchor(cell)
        return {"text": cell["shown"], "anchor": name if name in self.numbers else ""}

    def _chart(self, block: Plain) -> Plain:
        head, rows = block["table"]["head"], block["table"]["rows"]
        return {
            "kind": "chart",
            "title": block["title"],
            "svg": block["svg"],
            "narrow": block["svg_narrow"],
            "alt": " ".join(part for part in (_sentence(block["title"]), block["description"]) if part),
            "legend": [{"svg": shape, "words": words} for shape, words in block.get("legend", [])],
            "table": {
                "kind": "table",
                "title": "",
                "head": [
                    {"text": words, "number": place > 0 and _mostly_numbers(row[place] for row in rows)}
                    for place, words in enumerate(head)
                ],
                "rows": [
                    {"total": False, "cells": [{"text": str(cell), "anchor": ""} for cell in row]} for row in rows
                ],
            },
            "source": block["source"],
            "notes": [],
            **self._link(block),
        }

    def _link(self, block: Plain) -> Plain:
        name = sources.anchor(block)
        return {"anchor": name if name in self.numbers else "", "number": self.numbers.get(name, 0)}


def _mostly_numbers(cells: Iterable[Any]) -> bool:
    """Say whether the cells under a head are numbers, though one or two may say in words why there is none."""
    told = [any(letter.isalpha() for letter in str(cell)) for cell in cells]
    return sum(told) * 2 <= len(told)


def _thread(block: Plain) -> Plain:
    steps = [
        {
            "name": step["kind"].capitalize(),
            "words": step["words"],
            "said": said(step),
            "about": [
                part
                for part in (step["reference"], step["state"], step["who"], step["on"] and sources.day(step["on"]))
                if part
            ],
        }
        for step in block["steps"]
    ]
    return {
        "kind": "thread",
        "title": block["title"],
        "claim": block["claim"],
        "steps": steps,
        "illustrative": block["illustrative"],
        "source": "",
        "notes": [],
    }


def _sentence(words: str) -> str:
    return words if not words or words[-1] in ".?!" else f"{words}."
