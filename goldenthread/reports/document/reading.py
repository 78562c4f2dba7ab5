"""Markdown, with blocks named in double square brackets, into the neutral tree."""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from goldenthread.reports.document.tree import Node

KEY = re.compile(r"\[\[([a-z0-9_.:/-]+)\]\]", re.IGNORECASE)
DEEPEST = 12  # marks within marks; those further in are left out, their words stay
_SAFE = ("https://", "http://", "mailto:")
_BLOCKS = {"paragraph": "paragraph", "bullet_list": "list", "ordered_list": "numbered", "list_item": "item"} | {
    "blockquote": "quote"
}
_INLINE = {"strong": "strong", "em": "emphasis"}


def read(text: str) -> tuple[Node, ...]:
    """Return the blocks of a narrative. HTML and pictures are read as the words they are."""
    tokens: list[Token] = MarkdownIt("commonmark", {"html": False}).disable("image").parse(text)
    for token in tokens:
        token.children = [one for one in token.children or () if not one.nesting or one.level < DEEPEST] or None
    return tuple(_lifted(_blocks(SyntaxTreeNode(tokens).children)))


def _blocks(found: Iterable[SyntaxTreeNode]) -> Iterable[Node]:
    for one in found:
        if one.type == "heading":
            yield Node("heading", children=_line(one), level=min(max(int(one.tag[1]), 3), 4))
        elif one.type == "paragraph":
            yield Node("paragraph", children=_line(one))
        elif one.type in _BLOCKS:
            yield Node(_BLOCKS[one.type], children=tuple(_blocks(one.children)))
        elif one.type in ("code_block", "fence"):
            yield Node("paragraph", children=(Node("code", one.content.rstrip("\n")),))


def _line(one: SyntaxTreeNode) -> tuple[Node, ...]:
    return tuple(_inlines(child for inline in one.children for child in inline.children))


def _inlines(found: Iterable[SyntaxTreeNode]) -> Iterable[Node]:
    for one in found:
        if one.type == "text":
            yield from _with_keys(one.content)
        elif one.type in ("softbreak", "hardbreak"):
            yield Node("text", " ") if one.type == "softbreak" else Node("break")
        elif one.type == "code_inline":
            yield Node("code", one.content)
        elif one.type in _INLINE:
            yield Node(_INLINE[one.type], children=tuple(_inlines(one.children)))
        elif one.type == "link":
            yield _link(one)


def _link(one: SyntaxTreeNode) -> Node:
    href = str(one.attrs.get("href", ""))
    children = tuple(_inlines(one.children))
    return Node("link", children=children, href=href) if href.startswith(_SAFE) else Node("emphasis", children=children)


def _with_keys(text: str) -> Iterable[Node]:
    for place, piece in enumerate(KEY.split(text)):
        if place % 2:
            yield Node("figure", key=piece)
        elif piece:
            yield Node("text", piece)


def _lifted(blocks: Iterable[Node]) -> Iterable[Node]:
    """Make a block of every key that stands on a line of its own."""
    for block in blocks:
        only = [child for child in block.children if child.kind != "text" or child.text.strip()]
        if block.kind == "paragraph" and only and all(child.kind == "figure" for child in only):
            yield from (Node("block", key=child.key) for child in only)
        else:
            yield block
