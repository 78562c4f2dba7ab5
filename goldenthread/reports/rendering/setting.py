"""Asking for pages to be set, and making words fit to be: what no font shows becomes a box, and what is too long may break."""

import base64
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goldenthread.reports.rendering.fonts import FONTS, covered

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "data" / "typst"
BOX = "\u25a1"
_LONG = re.compile(r"[^\s\u200b]{24,}")
_REFUSED = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_UNSEEN = {"Cf", "Zs", "Zl", "Zp"}
# these would turn the words after them round, for the eye alone
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PATIENCE = 180


class NotSet(RuntimeError):
    """Pages could not be set: a mistake in a template, or a want of time."""


def set_pages(
    template: str, matter: dict[str, Any], *, format: str = "pdf", ppi: int = 150, at: int | None = None
) -> list[bytes]:
    """Set ``matter`` with a template; a PDF is one, pictures are one a page. ``at``: the time written into a PDF."""
    lost: frozenset[str] = frozenset()
    for _ in range(6):
        ready, boxes = fit(matter, lost)
        asked = {
            "template": str(TEMPLATES / template),
            "root": str(TEMPLATES),
            "fonts": str(FONTS),
            "format": format,
            "ppi": ppi,
            "standards": ["ua-1"] if format == "pdf" else [],
            "timestamp": at,
            "matter": {**ready, "unset": boxes},
        }
        done = _press(asked)
        if done.returncode == 0:
            return [base64.b64decode(page) for page in json.loads(done.stdout)]
        refused = done.stderr.decode(errors="replace")
        more = _REFUSED.search(refused)
        if more is None:
            break
        lost |= frozenset(more[1].encode().decode("unicode_escape", "ignore") if "\\u" in more[1] else more[1])
    raise NotSet(refused.strip()[-2_000:])


def fit(matter: Any, lost: frozenset[str] = frozenset()) -> tuple[Any, int]:
    """Return data with every text fit to be set, and how many characters stand as a box."""
    boxes = 0

    def words(text: str, breaking: bool) -> str:
        nonlocal boxes
        shown, some = _shown(text, lost)
        boxes += some
        return _LONG.sub(_breakable, shown) if breaking else shown

    return _walked(matter, words), boxes


def _walked(value: Any, words: Callable[[str, bool], str], breaking: bool = True) -> Any:
    if isinstance(value, str):
        return words(value, breaking)
    if isinstance(value, list):
        return [_walked(each, words, breaking) for each in value]
    if isinstance(value, dict):
        return {name: _walked(each, words, name not in _WHOLE) for name, each in value.items()}
    return value


# pictures, addresses and names of places are not read as words
_WHOLE = frozenset(("svg", "narrow", "href", "anchor", "alt", "kind"))


def _shown(text: str, lost: frozenset[str]) -> tuple[str, int]:
    known = covered()
    if text.isascii() and text.isprintable():
        return text, 0
    made, boxes = [], 0
    for each in text:
        kind = unicodedata.category(each)
        if each in _TURNING or (kind == "Cc" and each not in "\n\t"):
            continue
        unseen = kind == "Cc" or kind in _UNSEEN or "\ufe00" <= each <= "\ufe0f"
        if each not in lost and (unseen or ord(each) in known):
            made.append(each)
        elif not unseen:
            made.append(BOX)
            boxes += 1
    return "".join(made), boxes


def _breakable(found: re.Match[str]) -> str:
    return "\u200b".join(found[0][place : place + 12] for place in range(0, len(found[0]), 12))


def _press(asked: dict[str, Any]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - our own program, told everything on its input
            [sys.executable, "-I", str(HERE / "press.py")],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise NotSet(f"The pages were not set within {_PATIENCE} seconds.") from slow
