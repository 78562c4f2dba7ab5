"""Open data: every figure of a document with what it means and where it came from."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

from goldenthread.foundation.text import FORMULA
from goldenthread.reports.document.frozen import figures

_COLUMNS = ("id", "label", "value", "unit", "numerator", "denominator", "period", "definition", "supplier", "status")


def data(document: dict[str, Any]) -> dict[str, Any]:
    """Return the sections and figures of a document as plain data; numbers are numbers."""
    found: dict[str, dict[str, Any]] = {}
    sections = []
    for section in document["sections"]:
        ours = {one["key"]: one for key in section["keys"] for one in figures(document["blocks"][key])}
        found |= ours
        sections.append(
            {name: section[name] for name in ("id", "heading", "required", "complete")} | {"figures": list(ours)}
        )
    head = {name: document[name] for name in ("title", "partnership", "start", "end", "period", "content_set")}
    return {
        **head,
        "edition": document.get("number"),
        "published": document.get("published"),
        "sections": sections,
        "figures": [_figure(one) for one in found.values()],
    }


def as_json(document: dict[str, Any]) -> bytes:
    """Return the data as JSON."""
    return (json.dumps(data(document), ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(document: dict[str, Any]) -> bytes:
    """Return the figures as CSV, one a line."""
    written = io.StringIO()
    writer = csv.DictWriter(written, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for one in data(document)["figures"]:
        writer.writerow({name: _cell(one[name]) for name in _COLUMNS})
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    # a spreadsheet would run text that begins like a formula
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _figure(one: dict[str, Any]) -> dict[str, Any]:
    suppliers = dict.fromkeys(part["supplier"] for part in one["parts"])
    plain = {name: one[name] for name in ("label", "unit", "period", "definition", "status")}
    return {
        "id": one["key"],
        **plain,
        "value": _number(one["value"]),
        "numerator": _number(one["numerator"]),
        "denominator": _number(one["denominator"]),
        "supplier": "; ".join(suppliers) or one["supplier"],
    }


def _number(value: str | None) -> int | float | None:
    if value is None:
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)
