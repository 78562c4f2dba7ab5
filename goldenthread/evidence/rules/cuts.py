"""Breakdowns: a figure for boys, for one ward. A cut is a set of (dimension, value); the empty cut is the whole."""

import re
from collections.abc import Mapping

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

WHOLE = ""
DIMENSIONS = {
    "age": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
    "area": "Area",
    "category": "Category",
    "source": "Source",
    "reason": "Reason",
    "agency": "Agency",
    "placement": "Placement",
    "setting": "Setting",
    "outcome": "Outcome",
    "course": "Course",
    "level": "Level",
}
PROTECTED = ("age", "sex", "ethnicity", "disability", "area")
_FORBIDDEN = re.compile(r"[;=]")


def cut(breakdown: Mapping[str, str] | None) -> str:
    """Return a breakdown as one text that is the same however it was written: ``category=Neglect;sex=Girls``.

    Raises `RuleBroken` for a breakdown nobody knows, or for a value that is empty or holds ``;`` or ``=``.
    """
    found: dict[str, str] = {}
    for name, value in (breakdown or {}).items():
        key, words = clean(name).lower(), " ".join(clean(str(value)).split())
        if key not in DIMENSIONS:
            known = ", ".join(DIMENSIONS)
            raise RuleBroken(f"“{name}” is not a breakdown that is known. Use one of: {known}.", field="breakdown")
        if not words or _FORBIDDEN.search(words) or len(words) > 120:
            raise RuleBroken(f"Give a short value for {DIMENSIONS[key].lower()}.", field="breakdown")
        found[key] = words
    return ";".join(f"{key}={found[key]}" for key in sorted(found))


def breakdown(text: str) -> dict[str, str]:
    """Return the breakdown that a cut stands for."""
    return dict(part.split("=", 1) for part in text.split(";") if part)


def dimensions(text: str) -> str:
    """Return the dimensions of a cut, joined: ``category;sex``."""
    return ";".join(breakdown(text))


def words(text: str) -> str:
    """Return a cut as people read it: "Neglect, girls"; the whole is "All"."""
    return ", ".join(breakdown(text).values()) or "All"


def read(text: str) -> dict[str, str]:
    """Return what somebody typed, such as ``category: Neglect; sex: Girls``; raises `RuleBroken`."""
    found: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in text.split(";"))):
        name, mark, value = part.partition(":") if ":" in part else part.partition("=")
        if not mark or not value.strip():
            raise RuleBroken("Write a breakdown as “category: Neglect; sex: Girls”.", field="breakdown")
        if name.strip().lower() in found:
            raise RuleBroken(f"“{name.strip()}” is given twice.", field="breakdown")
        found[name.strip().lower()] = value.strip()
    return found


def typed(text: str) -> str:
    """Return a cut as somebody would type it."""
    return "; ".join(f"{name}: {value}" for name, value in breakdown(text).items())
