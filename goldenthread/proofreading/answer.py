"""`goldenthread proofread FILE`: answers from a file alone, without settings and without a database."""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.foundation.periods import Period, words
from goldenthread.proofreading.kinds import KINDS
from goldenthread.proofreading.model import Proof, Report
from goldenthread.proofreading.proof import proofread
from goldenthread.proofreading.reading import CannotRead, read


def main(arguments: Sequence[str]) -> int:
    """Read a file and print what does not add up. Returns 0 whatever was found, 2 when the file cannot be read."""
    options = _options().parse_args(arguments)
    try:
        period = _period(options.period) if options.period else None
        proof = proofread(read(Path(options.file)), period)
    except (CannotRead, GoldenThreadError) as wrong:
        sys.stderr.write(f"{wrong.sentence}\n")
        return 2
    if options.json:
        sys.stdout.write(
            json.dumps([report.as_json() for report in proof.reports], ensure_ascii=False, indent=2) + "\n"
        )
    else:
        sys.stdout.write(_listing(proof))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldenthread proofread",
        description="Read a report (.docx, .pdf, .html, .md, .txt) and say where its figures and words do not add up.",
    )
    parser.add_argument("file", help="the report to read")
    parser.add_argument(
        "--period", help="what it is about, as 2017-04-01:2018-03-31; found in the text where it can be"
    )
    parser.add_argument("--json", action="store_true", help="print a list of reports as JSON and nothing else")
    return parser


def _period(text: str) -> Period:
    try:
        first, last = text.split(":")
        return Period(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
    except ValueError as wrong:
        raise CannotRead(f"“{text}” is no period. Write its first and last day as 2017-04-01:2018-03-31.") from wrong


def _listing(proof: Proof) -> str:
    lines = []
    if proof.period:
        lines.append(f"Read as a report about {words(proof.period.start)} to {words(proof.period.end)}.")
    else:
        lines.append("It does not say which period it is about; give it with --period to have dates checked.")
    by_kind: dict[str, list[Report]] = defaultdict(list)
    for report in proof.reports:
        by_kind[report.kind].append(report)
    for code, kind in KINDS.items():
        if by_kind[code]:
            lines += ["", f"{kind.title} ({len(by_kind[code])})", f"  {kind.mend}"]
            for report in by_kind[code]:
                lines += [f"  - {report.where}: {report.message}", f"      “{report.quote}”"]
    if not proof.reports:
        lines.append("Nothing was found that does not add up.")
    if proof.left_out:
        more = ", ".join(f"{number} of “{KINDS[kind].title.lower()}”" for kind, number in proof.left_out)
        lines += ["", f"Left out, for there were too many: {more}."]
    return "\n".join(lines) + "\n"
