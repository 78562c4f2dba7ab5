"""Blocks of the areas as plain data that can be kept for ever: no address into the product and no id stays."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.foundation.periods import words
from goldenthread.workbench.materials import Block, Cell, ChartBlock, Figure, TableBlock, ThreadBlock

Plain = dict[str, Any]


def freeze(block: Block) -> Plain:
    """Return a block as plain data."""
    if isinstance(block, Figure):
        return figure(block)
    if isinstance(block, TableBlock):
        return _table(block)
    return _chart(block) if isinstance(block, ChartBlock) else _thread(block)


def figure(one: Figure) -> Plain:
    """Return a figure with all that is known of it, and its parts."""
    return {
        "type": "figure",
        "key": one.key,
        "label": one.label,
        "value": _number(one.value),
        "shown": shown(one),
        "unit": one.unit,
        "decimals": one.decimals,
        "numerator": _number(one.numerator),
        "denominator": _number(one.denominator),
        "start": one.period.start.isoformat(),
        "end": one.period.end.isoformat(),
        "period": one.period.name,
        "definition": one.definition,
        "supplier": one.supplier,
        "status": one.status,
        "signed_off": one.signed_off,
        "people": one.people,
        "notes": list(one.notes),
        "parts": [figure(part) for part in one.parts],
    }


def shown(one: Figure) -> str:
    """Return a figure as a sentence shows it: 1,234, 22.4%, £245,675, 38.1 per 10,000."""
    if one.value is None:
        return "hidden" if one.hidden else "not known"
    words = f"{abs(one.value):,.{one.decimals}f}"
    sign = "−" if one.value < 0 else ""
    if one.unit == "£":
        return f"{sign}£{words}"
    if one.unit == "%":
        return f"{sign}{words}%"
    return f"{sign}{words} {one.unit}" if one.unit.startswith("per ") else f"{sign}{words}"


def figures(block: Plain) -> Iterator[Plain]:
    """Yield every figure of a frozen block, parts left out."""
    if block["type"] == "figure":
        yield block
    elif block["type"] == "table":
        yield from (cell for row in block["rows"] for cell in row if isinstance(cell, dict))
    elif block["type"] == "chart":
        yield from block["figures"]
    else:
        yield from (one for step in block["steps"] for one in step["figures"])


def with_parts(block: Plain) -> Iterator[Plain]:
    """Yield every figure of a frozen block, each followed by its parts."""
    waiting = list(figures(block))[::-1]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(one["parts"][::-1])


def said(step: Plain) -> str:
    """Return what a step of a thread says in figures, in one line: "54.9% (2016-17), 22.4% (2017-18)"."""
    return ", ".join(f"{one['shown']} ({when(one)})" for one in step["figures"])


def when(one: Plain) -> str:
    """Return the period of a frozen figure, or its day where it is one day."""
    return words(date.fromisoformat(one["start"])) if one["start"] == one["end"] else str(one["period"])


def _number(value: Decimal | None) -> str | None:
    if value is None:
        return None
    words = format(value, "f")
    return words.rstrip("0").rstrip(".") if "." in words else words


def _cell(cell: Cell) -> str | Plain:
    return figure(cell) if isinstance(cell, Figure) else cell


def _table(block: TableBlock) -> Plain:
    return {
        "type": "table",
        "key": block.key,
        "title": block.title,
        "head": [{"label": column.label, "number": column.number} for column in block.head],
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
        "totals": sorted(block.totals),
        "source": block.source,
        "notes": list(block.notes),
    }


def _chart(block: ChartBlock) -> Plain:
    return {
        "type": "chart",
        "key": block.key,
        "title": block.title,
        "svg": str(block.chart.svg_wide),
        "svg_narrow": str(block.chart.svg_narrow),
        "legend": [[str(shape), words] for shape, words in block.chart.key],
        "description": block.chart.description,
        "table": {"head": list(block.chart.table.head), "rows": [list(row) for row in block.chart.table.rows]},
        "source": block.source,
        "figures": [figure(one) for one in block.figures],
    }


def _thread(block: ThreadBlock) -> Plain:
    steps = [
        {
            "kind": step.kind,
            "words": step.words,
            "reference": step.reference,
            "state": step.state,
            "who": step.who,
            "on": step.on.isoformat() if step.on else "",
            "figures": [figure(one) for one in step.figures],
        }
        for step in block.steps
    ]
    return {
        "type": "thread",
        "key": block.key,
        "title": block.title,
        "claim": block.claim,
        "steps": steps,
        "illustrative": block.illustrative,
    }
