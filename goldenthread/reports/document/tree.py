"""One node of a document, and its plain form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the text.

    Blocks: heading (``level``), paragraph, list, numbered, item, quote, block (``key``: a table, chart, thread or figure).
    In a line: text, code, strong, emphasis, link (``href``), break, figure (``key``).
    """

    kind: str
    text: str = ""
    children: tuple["Node", ...] = ()
    key: str = ""
    level: int = 0
    href: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, without what is empty."""
        found: dict[str, Any] = {"kind": self.kind}
        for name in ("text", "key", "level", "href"):
            if value := getattr(self, name):
                found[name] = value
        if self.children:
            found["children"] = [child.plain() for child in self.children]
        return found


def from_plain(data: dict[str, Any]) -> Node:
    """Return the node that `Node.plain` wrote."""
    children = tuple(from_plain(child) for child in data.get("children", ()))
    return Node(
        data["kind"], data.get("text", ""), children, data.get("key", ""), data.get("level", 0), data.get("href", "")
    )


def keys(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Yield the keys used, in order, each as often as it is used."""
    for node in nodes:
        if node.key:
            yield node.key
        yield from keys(node.children)


def words(nodes: tuple[Node, ...]) -> str:
    """Return the text of nodes, as one line."""
    return " ".join(" ".join(_texts(nodes)).split())


def _texts(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if node.text:
            yield node.text
        yield from _texts(node.children)
