"""The companion of a file of Explore Education Statistics (``….meta.csv``): which columns are figures, and what they are called."""

import csv
import io
from dataclasses import dataclass

from goldenthread.benchmarks.reading.lines import mended
from goldenthread.foundation.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Column:
    """What the companion says of a column."""

    label: str
    is_figure: bool
    unit: str = ""
    decimals: int | None = None


def read(content: bytes | None) -> dict[str, Column]:
    """Return the columns by name; nothing without a companion. Raises `RuleBroken` for a file of another shape."""
    if not content:
        return {}
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", errors="replace")
    rows = csv.DictReader(io.StringIO(words, newline=""))
    if not {"col_name", "col_type"} <= set(rows.fieldnames or ()):
        raise RuleBroken("The companion has no columns col_name and col_type.", field="meta")
    return {row["col_name"].strip(): _column(row) for row in rows if row["col_name"] and row["col_type"]}


def _column(row: dict[str, str]) -> Column:
    places = (row.get("indicator_dp") or "").strip()
    return Column(
        label=mended(row.get("label") or row["col_name"]),
        is_figure=row["col_type"].strip().lower() == "indicator",
        unit=(row.get("indicator_unit") or "").strip(),
        decimals=int(places) if places.isdigit() else None,
    )
