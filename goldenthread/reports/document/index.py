"""What stands where in a frozen document: every figure and thread under a name fit for an address, and each place it is used."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

from goldenthread.foundation.periods import words
from goldenthread.reports.document.frozen import said

Plain = dict[str, Any]
_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)

_NAMED = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a section, and the anchor in it. ``within`` is the title of the table or chart, if any."""

    section: str
    heading: str
    anchor: str
    within: str = ""


@dataclass(slots=True)
class Found:
    """A figure or thread of the document. ``part_of``: the names of the figures it is a part of."""

    name: str
    block: Plain
    places: list[Place] = field(default_factory=list)
    part_of: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


class Index:
    """A document with the name, the address and the places of everything in it that can be opened.

    ``address(kind, name)`` says where a figure or a thread is opened. ``sections`` are those of the document, with every block
    put into the node that names it. Names hold no id of a record: where a key has one, the name is the place in the whole.
    """

    def __init__(self, document: Plain, address: Callable[[str, str], str]) -> None:
        self.figures: dict[str, Found] = {}
        self.threads: dict[str, Found] = {}
        self._address = address
        self._known: dict[str, str] = {}
        self._blocks: Plain = document["blocks"]
        self._anchors = 0
        self._charts: Counter[str] = Counter()
        for block in self._blocks.values():
            if block["type"] == "figure":
                self._register(block, block["key"])
        self.sections = [self._section(one) for one in document["sections"]]

    def parts(self, name: str) -> list[Found]:
        """Return the parts of a figure, in their order."""
        return [self.figures[each] for each in self.figures[name].parts]

    def nodes(self, nodes: list[Plain], section: Plain) -> list[Plain]:
        """Return nodes with what they name put into them."""
        return list(_side_by_side(self._node(node, section) for node in nodes))

    def _section(self, section: Plain) -> Plain:
        return {**section, "nodes": self.nodes(section["nodes"], section)}

    def _node(self, node: Plain, section: Plain) -> Plain:
        made = dict(node)
        if "children" in node:
            made["children"] = self.nodes(node["children"], section)
        if node["kind"] in ("figure", "block") and node["key"] in self._blocks:
            made["block"] = self._placed(self._blocks[node["key"]], section)
        return made

    def _placed(self, block: Plain, section: Plain) -> Plain:
        self._anchors += 1
        anchor = f"at-{self._anchors}"
        place = Place(section["id"], section["heading"], anchor)
        if block["type"] == "figure":
            return self._shown(block, place, block["key"])
        if block["type"] == "thread":
            return self._thread(block, place)
        inside = Place(section["id"], section["heading"], anchor, block["title"])
        if block["type"] == "chart":
            shown = [self._shown(one, inside, f"{block['key']}.{n}") for n, one in enumerate(block["figures"], 1)]
            return {**block, **self._drawn(block), "at": anchor, "figures": shown}
        rows = [
            [self._cell(cell, inside, f"{block['key']}.{across}.{down}") for down, cell in enumerate(row, 1)]
            for across, row in enumerate(block["rows"], 1)
        ]
        return {**block, "at": anchor, "rows": rows}

    def _drawn(self, block: Plain) -> Plain:
        """Return the drawings of a chart, with ids of their own where it stands on the page a second time."""
        self._charts[block["key"]] += 1
        time = self._charts[block["key"]]
        return {name: _numbered(block[name], time) for name in ("svg", "svg_narrow")} if time > 1 else {}

    def _cell(self, cell: Any, inside: Place, otherwise: str) -> Any:
        if not isinstance(cell, dict):
            return cell
        self._anchors += 1
        return self._shown(cell, Place(inside.section, inside.heading, f"at-{self._anchors}", inside.within), otherwise)

    def _shown(self, figure: Plain, place: Place, otherwise: str) -> Plain:
        found = self.figures[self._register(figure, otherwise)]
        found.places.append(place)
        return {**figure, "name": found.name, "at": place.anchor, "address": self._address("figure", found.name)}

    def _thread(self, block: Plain, place: Place) -> Plain:
        name = _fit(block["key"], "thread")
        found = self.threads.setdefault(name, Found(name, self._with_steps(block, name, place)))
        found.places.append(place)
        return {**found.block, "name": name, "at": place.anchor, "address": self._address("thread", name)}

    def _with_steps(self, block: Plain, name: str, place: Place) -> Plain:
        inside = replace(place, within=block["title"])
        steps = [
            {
                **step,
                "number": number,
                "meta": _meta(step),
                "address": self._address("step", f"{name}/{number}"),
                "figures": [
                    self._shown(one, inside, f"{name}.{number}.{n}") for n, one in enumerate(step["figures"], 1)
                ],
            }
            for number, step in enumerate(block["steps"], 1)
        ]
        return {**block, "steps": steps}

    def _register(self, figure: Plain, otherwise: str, whole: str = "") -> str:
        exactly = json.dumps(figure, sort_keys=True)
        name = self._known.get(exactly)
        if name is None:
            name = self._free(_fit(figure["key"], otherwise))
            self._known[exactly] = name
            self.figures[name] = found = Found(name, figure)
            found.parts = [
                self._register(part, f"{name}.{number}", name) for number, part in enumerate(figure["parts"], 1)
            ]
        if whole and whole not in self.figures[name].part_of:
            self.figures[name].part_of.append(whole)
        return name

    def _free(self, wanted: str) -> str:
        taken = (f"{wanted}-{number}" if number > 1 else wanted for number in count(1))
        return next(name for name in taken if name not in self.figures)


def _side_by_side(nodes: Iterable[Plain]) -> Iterable[Plain]:
    """Put figures that follow each other on lines of their own into one node, to be set in a row."""
    row: list[Plain] = []
    for node in nodes:
        if node["kind"] == "block" and node.get("block", {}).get("type") == "figure":
            row.append(node)
            continue
        if row:
            yield {"kind": "figures", "children": row}
            row = []
        yield node
    if row:
        yield {"kind": "figures", "children": row}


def _meta(step: Plain) -> str:
    day = words(date.fromisoformat(step["on"])) if step["on"] else ""
    return ", ".join(each for each in (step["who"], day, step["state"], said(step)) if each)


def _numbered(drawing: str, time: int) -> str:
    names = sorted(set(_NAMED.findall(drawing)), key=len, reverse=True)
    if not names:
        return drawing
    return re.sub(rf"\b({'|'.join(map(re.escape, names))})(?![\w-])", rf"\1-{time}", drawing)


def _fit(key: str, otherwise: str) -> str:
    """Return a key as one piece of an address; ``otherwise`` where it tells the id of a record."""
    return _ID.sub("", otherwise if _ID.search(key) else key).replace("/", "~") or "figure"
