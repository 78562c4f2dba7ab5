"""The tables as an audience gets them: plain data in which a hidden number stands nowhere."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goldenthread.evidence.rules import cuts, deriving
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.releases.rules.audiences import Policy
from goldenthread.releases.rules.linking import Count
from goldenthread.releases.rules.protecting import Kept

HIDDEN, MISSING = "c", "x"
SYMBOLS = {
    HIDDEN: "Hidden to protect children: either a small number, or a number that would give one away.",
    MISSING: "Not available: nothing was supplied. Never zero.",
}
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What a table says of its indicator. ``plain``: the value is the count itself."""

    code: str
    name: str
    unit: str
    plain: bool
    definition: Mapping[str, str]
    source: str


def document(heads: Iterable[Head], counts: Sequence[Count], kept: Kept, policy: Policy) -> list[Document]:
    """Return one table for each indicator: a line for each group, a column for each period."""
    return [_table(head, [each for each in counts if each.code == head.code], kept, policy) for head in heads]


def _table(head: Head, counts: list[Count], kept: Kept, policy: Policy) -> Document:
    periods = sorted({each.period for each in counts}, key=lambda each: (each.end, -each.days))
    known = {(each.period, each.cut): each for each in counts}
    groups = sorted({each.cut for each in counts}, key=_order)
    rows = []
    for cut in groups:
        cells = [_cell(known.get((period, cut)), head, kept, policy) for period in periods]
        rows.append({"cut": cut, "words": cuts.words(cut), "dimension": _dimension(cut), "cells": cells})
    return {
        "code": head.code,
        "name": head.name,
        "unit": head.unit,
        "plain": head.plain,
        "definition": dict(head.definition),
        "source": head.source,
        "periods": [_period(each) for each in periods],
        "rows": rows,
        "reading": _reading(head, periods, rows),
    }


def _order(cut: str) -> tuple[int, str, list[tuple[int, str]]]:
    """Order groups: the whole, then each breakdown, fewer directions first; "5 to 9" before "10 to 15"."""
    pieces = [(int(each), "") if each.isdigit() else (-1, each) for each in re.split(r"(\d+)", cuts.words(cut)) if each]
    return len(cuts.breakdown(cut)), cuts.dimensions(cut), pieces


def _dimension(cut: str) -> str:
    return " and ".join(cuts.DIMENSIONS[name] for name in cuts.breakdown(cut))


def _period(each: Period) -> dict[str, str]:
    return {"start": each.start.isoformat(), "end": each.end.isoformat(), "name": say(each)}


def _cell(each: Count | None, head: Head, kept: Kept, policy: Policy) -> Document:
    """Return what is shown of one figure. Symbols stand in fields of their own, so that a number field holds numbers."""
    if each is None or each.value is None:
        return {"value": None, "symbol": MISSING, "numerator": None, "denominator": None}
    part = each.numerator if kept.shows("n", each) else None
    whole = each.denominator if kept.shows("d", each) else None
    value: str | None = None
    if head.plain and each.numerator is not None:
        value = None if part is None else str(_rounded(part, policy))
    elif kept.shows("v", each) and kept.shows("n", each):
        value = str(each.value)
    return {
        "value": value,
        "symbol": HIDDEN if value is None else "",
        "numerator": None if head.plain else _hidden_or(part, each.numerator, policy),
        "denominator": _hidden_or(whole, each.denominator, policy),
    }


def _hidden_or(shown: int | None, true: int | None, policy: Policy) -> str | None:
    if true is None:
        return None
    return HIDDEN if shown is None else str(_rounded(shown, policy))


def _rounded(number: int, policy: Policy) -> int:
    return int(deriving.half_up(Decimal(number) / policy.rounding, 0)) * policy.rounding


def _reading(head: Head, periods: list[Period], rows: list[Document]) -> str:
    """Return the newest figure of the whole in a sentence, beside the one before where both are shown."""
    whole = next((row for row in rows if row["cut"] == cuts.WHOLE), None)
    shown = [
        (period, Decimal(cell["value"]))
        for period, cell in zip(periods, whole["cells"] if whole else [], strict=bool(whole))
        if cell["value"] is not None
    ]
    if not shown:
        return ""
    period, value = shown[-1]
    said = f"{head.name}: {_number(value)} {head.unit}, {say(period)}"
    alike = [(at, each) for at, each in shown[:-1] if at.months == period.months]
    if not alike:
        return f"{said}."
    before, was = alike[-1]
    if was == value:
        return f"{said}, as {_when(before)}."
    return f"{said}, {'up' if value > was else 'down'} from {_number(was)} {_when(before)}."


def _when(period: Period) -> str:
    return f"{'on' if period.start == period.end else 'in'} {say(period)}"


def _number(value: Decimal) -> str:
    return f"{value:,}"


def lines(tables: Iterable[Document]) -> Iterable[dict[str, str]]:
    """Yield the open data: a line for each indicator, period and group."""
    for table in tables:
        for row in table["rows"]:
            for period, cell in zip(table["periods"], row["cells"], strict=True):
                yield {
                    "indicator_code": table["code"],
                    "indicator_name": table["name"],
                    "period_start": period["start"],
                    "period_end": period["end"],
                    "period": period["name"],
                    "area": _area(row["cut"]),
                    "breakdown": row["dimension"] or "All",
                    "group": row["words"],
                    "value": cell["value"] or "",
                    "value_symbol": cell["symbol"],
                    **_parts(cell),
                    "unit": table["unit"],
                }


def _area(cut: str) -> str:
    return cuts.breakdown(cut).get("area", "")


def _parts(cell: Document) -> dict[str, str]:
    found = {}
    for name in ("numerator", "denominator"):
        number = cell[name] or ""
        found[name] = "" if number == HIDDEN else number
        found[f"{name}_symbol"] = HIDDEN if number == HIDDEN else ""
    return found
