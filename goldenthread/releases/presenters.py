"""Words of pages: symbols, marks on hidden cells, what the audit found, what changed between editions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.releases.models import Edition
from goldenthread.releases.rules.document import HIDDEN, SYMBOLS, Document, lines
from goldenthread.releases.rules.proving import SMALL
from goldenthread.ui.frame import Frame
from goldenthread.ui.frame import of as frame_of

WHY = {
    SMALL: ("Small", "red", "Its own number is too small to show."),
    "other": ("For others", "grey", "It would give a small number away."),
}
_KINDS = {"n": "numerator", "d": "denominator"}


def around(request: HttpRequest, partnership: str, slug: str) -> Frame:
    """Return the frame of a public page: it bears the partnership's name, which leads to its data."""
    return replace(frame_of(request), partnership=partnership, home=reverse("releases:published", args=[slug]))


def marks(edition: Edition) -> dict[str, str]:
    """Return why each hidden cell is hidden, by its address: for those who may look behind the tables."""
    return {each["cell"]: each["why"] for each in edition.proof["hidden"]}


def mark(found: Mapping[str, str], table: Document, row: Document, period: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the marks of one cell as words and tone: of its numerator and of its denominator."""
    told = []
    for kind, name in _KINDS.items():
        address = f"{kind}|{table['code']}|{period['start']}|{period['end']}|{row['cut']}"
        if address in found:
            words, tone, _ = WHY[found[address]]
            told.append((words if kind == "n" else f"{words}, {name}", tone))
    return told


def hidden_rows(edition: Edition) -> list[dict[str, Any]]:
    """Return what can be worked out of each hidden cell, named as people read it."""
    tables = {table["code"]: table for table in edition.document["tables"]}
    rows = []
    for each in edition.proof["hidden"]:
        kind, code, start, end, cut = each["cell"].split("|")[:5]
        table = tables.get(code, {"name": code, "periods": []})
        period = next((one["name"] for one in table["periods"] if (one["start"], one["end"]) == (start, end)), end)
        group = ", ".join(part.partition("=")[2] for part in cut.split(";") if part) or "All"
        what = {"d": ", denominator", "r": ", the rest", "o": ", what groups leave over"}.get(kind, "")
        reason = "These readers had it hidden before." if not tables.get(code) else WHY[each["why"]][2]
        told = {
            "name": table["name"],
            "about": f"{group}, {period}{what}",
            "tag": WHY[each["why"]][:2],
            "reason": reason,
        }
        rows.append({**told, "least": each["least"], "most": each["most"]})
    return rows


def verdict(edition: Edition) -> list[str]:
    """Return in sentences what the audit of an edition found."""
    proof = edition.proof
    small, others = proof["small"], proof["others"]
    if not proof["hidden"]:
        return ["No number is small, so nothing is hidden."]
    told = [
        f"{_many(small, 'number is', 'numbers are')} too small to show, and {_many(others, 'other is', 'others are')} hidden "
        "so that they cannot be worked out."
    ]
    if others and proof["fewest"]:
        told.append("No choice of cells that keeps the totals of all groups, where they can be kept, would hide fewer.")
    elif others:
        told.append(f"At least {proof['needed']} others are needed in any case.")
    told.append(
        "Every small number could still be as many different numbers as its symbol stands for, from everything that "
        f"was ever released to these readers. {_many(proof['witnesses'], 'other table', 'other tables')} would look the same."
    )
    return told


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that an edition shows otherwise than the one before."""

    name: str
    period: str
    group: str
    before: str
    now: str


def changes(before: Document, now: Document) -> list[Change]:
    """Return what readers of two editions see change, figures that came new left out."""
    keys = ("indicator_code", "period_start", "period_end", "breakdown", "group")
    was = {tuple(line[name] for name in keys): line for line in lines(before["tables"])}
    found = []
    for line in lines(now["tables"]):
        old = was.get(tuple(line[name] for name in keys))
        if old is not None and _shown(old) != _shown(line):
            found.append(Change(line["indicator_name"], line["period"], line["group"], _shown(old), _shown(line)))
    return found


def _shown(line: Mapping[str, str]) -> str:
    return line["value"] or line["value_symbol"]


def symbols(document: Document) -> list[tuple[str, str]]:
    """Return the symbols that stand in a document, with what they mean."""
    used = {value for line in lines(document["tables"]) for name, value in line.items() if name.endswith("_symbol")}
    return [(symbol, words) for symbol, words in SYMBOLS.items() if symbol in used]


def parts_words(cell: Mapping[str, Any]) -> str:
    """Return what stands under a percentage or rate: "6 of 14"; nothing for a plain count."""
    part, whole = cell["numerator"], cell["denominator"]
    if part is None or (part == HIDDEN and whole in (None, HIDDEN)):
        return ""
    return f"{_grouped(part)} of {_grouped(whole)}" if whole is not None else _grouped(part)


def _grouped(number: str) -> str:
    return f"{int(number):,}" if number.isdigit() else number


def number(value: str) -> str:
    """Return a shown number with commas."""
    whole, point, rest = value.partition(".")
    return f"{int(whole):,}{point}{rest}"
