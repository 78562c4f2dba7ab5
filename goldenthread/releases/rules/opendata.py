"""Open data: a CSV file and the description of it that machines read (Frictionless Data Package with a Table Schema).

Sources: https://specs.frictionlessdata.io/data-package/ and https://specs.frictionlessdata.io/table-schema/, version 1.
"""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from goldenthread.foundation.text import FORMULA
from goldenthread.releases.rules.document import SYMBOLS, Document, lines

FIELDS: dict[str, tuple[str, str]] = {
    "indicator_code": ("string", "The code of the indicator, the same in every edition."),
    "indicator_name": ("string", "What the indicator is called."),
    "period_start": ("date", "The first day the figure is about."),
    "period_end": ("date", "The last day the figure is about."),
    "period": ("string", "The period in words."),
    "area": ("string", "The area the figure is about. Empty for the whole of the partnership's area."),
    "breakdown": ("string", "What the figures are broken down by."),
    "group": ("string", "The group the figure is about."),
    "value": ("number", "The figure. Empty where it is hidden or not available."),
    "value_symbol": ("string", "Why there is no value."),
    "numerator": ("number", "For a percentage or rate, what was counted."),
    "numerator_symbol": ("string", "Why there is no numerator."),
    "denominator": ("number", "For a percentage, what it was counted over."),
    "denominator_symbol": ("string", "Why there is no denominator."),
    "unit": ("string", "What is counted or measured."),
}
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
_REQUIRED = ("indicator_code", "indicator_name", "period_start", "period_end", "period", "breakdown", "group", "unit")
_KEY = ["indicator_code", "period_start", "period_end", "breakdown", "group"]


def as_csv(document: Document) -> bytes:
    """Return the figures as CSV, UTF-8, one a line."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(FIELDS), lineterminator="\r\n")
    writer.writeheader()
    for line in lines(document["tables"]):
        writer.writerow({name: _cell(value) for name, value in line.items()})
    return written.getvalue().encode("utf-8")


def _cell(value: str) -> str:
    # a spreadsheet would run text that begins like a formula
    return f"'{value}" if value.startswith(FORMULA) else value


def as_package(document: Document, about: Mapping[str, Any]) -> bytes:
    """Return the description of the file: its fields, what their symbols mean, its definitions and its licence."""
    package = {
        "profile": "tabular-data-package",
        "name": f"release-{about['number']}",
        "title": document["title"],
        "description": f"{document['policy_words']} {about['changed']}".strip(),
        "version": str(about["number"]),
        "created": about["released"],
        "homepage": about["address"],
        "licenses": [LICENCE],
        "contributors": [{"title": document["partnership"], "role": "publisher"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "figures",
                "path": "data.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
                "schema": schema(),
            }
        ],
        "definitions": {table["code"]: table["definition"] for table in document["tables"]},
        "symbols": SYMBOLS,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def schema() -> dict[str, Any]:
    """Return the Table Schema of the file."""
    fields = []
    for name, (kind, words) in FIELDS.items():
        constraints: dict[str, Any] = {"required": True} if name in _REQUIRED else {}
        if name.endswith("_symbol"):
            constraints["enum"] = list(SYMBOLS)
        if kind == "number":
            constraints["minimum"] = 0
        field = {"name": name, "type": kind, "title": name.replace("_", " ").capitalize(), "description": words}
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    return {"fields": fields, "missingValues": [""], "primaryKey": _KEY}
