"""Writes `.env.example` from the list of variables in `config/env.py`. Run through `dev.py fix` and `check`."""

import sys
from pathlib import Path

from goldenthread.config.env import VARIABLES

PATH = Path(__file__).resolve().parents[1] / ".env.example"


def wanted() -> str:
    """Return the file as it should be."""
    lines = [
        "# Every variable that Golden Thread reads. Lines that are commented out show what holds without them.",
        "",
    ]
    for variable in VARIABLES:
        lines += [
            f"# {variable.purpose[:1].upper()}{variable.purpose[1:]}.",
            f"# {variable.name}={variable.default}",
            "",
        ]
    return "\n".join(lines)


def main() -> int:
    """Write the file, or with --check say whether it is out of date."""
    if PATH.exists() and PATH.read_text() == wanted():
        return 0
    if "--check" in sys.argv:
        sys.stderr.write(".env.example is out of date: python3 dev.py fix\n")
        return 1
    PATH.write_text(wanted())
    return 0


if __name__ == "__main__":
    sys.exit(main())
