"""The page for people that lies in each export."""

from collections.abc import Mapping
from typing import Any


def readme(manifest: Mapping[str, Any]) -> str:
    """Return the README of an export, from its manifest."""
    partnership = manifest["partnership"]
    lines = [
        f"# {partnership['title']}: everything, in open formats",
        "",
        f"Made on {manifest['made_at'][:10]} by Golden Thread {manifest['product']}. You need no special program to read it.",
        "",
        "- `data/` holds one table per pair of files: the `.csv` opens in any spreadsheet, the `.json` is exact.",
        "  Text that a spreadsheet would take for a formula has an apostrophe before it in the `.csv` only.",
        "- `files/` holds every paper and file, under the name that its row gives.",
        "- `fields.csv` says of every column how private it is, how long it is kept and on which lawful basis.",
        "- `manifest.json` lists every file with its size and SHA-256, so that a missing or changed file is noticed.",
        "",
        "Handle it as the most private thing in it. Dates are ISO 8601, moments are UTC, ids are UUIDs and stay the same for ever.",
        "Rows of other partnerships appear only where a row of this one points at them.",
        "",
        "To restore it in another installation: `goldenthread import THIS-FOLDER`. Doing it twice changes nothing. A row that is",
        "there already and differs is reported and left as it is.",
        "",
        "## What is in it",
        "",
        "| Part | Table | Rows | Restored |",
        "|---|---|---:|---|",
    ]
    for part in manifest["parts"]:
        for table in part["tables"]:
            restored = "yes" if table["restored"] else "no, for reading"
            lines.append(f"| {part['title']} | {table['table']} | {table['rows']} | {restored} |")
    lines += ["", "## What stays behind", "", "Walled records, unless the account that exported may open them.", ""]
    for reason in sorted(set(manifest["left_out"].values())):
        tables = sorted(model for model, why in manifest["left_out"].items() if why == reason)
        lines.append(f"- {reason}: {', '.join(tables)}")
    return "\n".join(lines) + "\n"
