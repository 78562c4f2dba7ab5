"""`python -m bench.editions`: sets a report of 100 pages with 40 charts in every format, and says what each cost. No database."""

import argparse
import os
import platform
import re
import resource
import time
from datetime import date
from decimal import Decimal
from typing import Any

_TIMES, _SECTIONS, _CHARTS, _ROWS = 5, 20, 2, 14
_WORDS = (
    "Partners met each month and looked at what children and families had told them. They agreed what each agency would do by "
    "when, and came back to what had not been done. Practitioners said that this helped them to see neglect sooner, and that "
    "they still waited too long for an answer from other services. "
)


def main() -> int:
    """Measure every format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/performance.md")
    given = parser.parse_args()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "goldenthread.config.settings", "GOLDENTHREAD_MODE": "demonstration"}
    import django

    django.setup()
    found = _table()
    print(found)
    if given.write:
        _keep(found)
    return 0


def document() -> dict[str, Any]:
    """Return a report as an edition holds it."""
    from goldenthread.reports.document import frozen, tree
    from goldenthread.reports.document.reading import read

    blocks = {key: frozen.freeze(block) for place in range(_SECTIONS) for key, block in _blocks(place).items()}
    sections = []
    for place in range(_SECTIONS):
        ours = [key for key in blocks if key.startswith(f"bench.{place}_")]
        text = "\n\n".join(
            f"### Part {each + 1}\n\n" + "\n\n".join([_WORDS * 3] * 4) + f"\n\n[[{key}]]"
            for each, key in enumerate(ours)
        )
        nodes = read(text)
        about = {"id": f"part-{place}", "heading": f"Chapter {place + 1}", "required": True, "complete": True}
        sections.append(
            about | {"plain": _WORDS, "keys": list(tree.keys(nodes)), "nodes": [one.plain() for one in nodes]}
        )
    return {
        "title": "Yearly report 2017-18",
        "partnership": "West Partnership",
        "slug": "west",
        "start": "2017-04-01",
        "end": "2018-03-31",
        "period": "2017-18",
        "content_set": "Working Together 2015",
        "approved_by": "",
        "sections": sections,
        "blocks": blocks,
        "number": 1,
        "published": "2018-09-03",
    }


def _blocks(place: int) -> dict[str, Any]:
    from goldenthread.foundation.periods import Period
    from goldenthread.ui import charts
    from goldenthread.workbench import materials as m

    year = Period(date(2017, 4, 1), date(2018, 3, 31))
    periods = [f"{y}-{(y + 1) % 100:02}" for y in range(2009, 2018)]

    def figure(key: str, value: int) -> m.Figure:
        return m.Figure(
            key, f"Measure {key}", Decimal(value), "children", year, "Children counted", "The council", "signed off"
        )

    found: dict[str, Any] = {}
    for each in range(_CHARTS):
        key = f"bench.{place}_chart{each}"
        drawn = charts.line(
            "It rose", periods, [charts.Series(name, range(20 + place, 29 + place)) for name in ("Here", "There")]
        )
        found[key] = m.ChartBlock(
            key, f"It rose, {place}.{each}", drawn, "The council", (figure(f"{key}.last", 28 + place),)
        )
    key = f"bench.{place}_table"
    head = (m.Column("What"), m.Column("Words"), m.Column("Children", number=True))
    rows = tuple((f"Row {row}", _WORDS[:60], figure(f"{key}.{row}", 10 + row)) for row in range(_ROWS))
    found[key] = m.TableBlock(key, f"Table {place}", head, rows, "The council")
    return found


def _table() -> str:
    import pypdfium2

    from goldenthread.reports.rendering import FORMATS

    whole = document()
    pages = len(pypdfium2.PdfDocument(FORMATS["pdf"](whole)))
    lines = [
        f"Editions: a report of {pages} pages with {_SECTIONS * _CHARTS} charts",
        "",
        f"{machine()}. Best of {_TIMES}; Typst's own process is counted. Made by `python -m bench.editions --write`.",
        "",
        "| format | seconds | seconds of the processor | size in KB |",
        "|---|---:|---:|---:|",
    ]
    total = [0.0, 0.0, 0]
    for format, render in FORMATS.items():
        costs = [_cost(render, whole) for _ in range(_TIMES)]
        wall, cpu, size = min(one[0] for one in costs), min(one[1] for one in costs), costs[0][2]
        total = [total[0] + wall, total[1] + cpu, total[2] + size]
        lines.append(f"| {format} | {wall:.2f} | {cpu:.2f} | {size / 1000:,.0f} |")
    return "\n".join([*lines, f"| all, as at publication | {total[0]:.2f} | {total[1]:.2f} | {total[2] / 1000:,.0f} |"])


def machine() -> str:
    """Say what it was measured on."""
    return f"{platform.system()} {platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}"


def _cost(render: Any, whole: dict[str, Any]) -> tuple[float, float, int]:
    began, used = time.perf_counter(), _processor()
    size = len(render(whole))
    return time.perf_counter() - began, _processor() - used, size


def _processor() -> float:
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in told)


def _keep(found: str) -> None:
    from bench.report import EDITIONS, PAGE

    before = re.split(r"^(?=## )", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kept = [text for text in before if not text.startswith(f"## {EDITIONS}")]
    PAGE.write_text("".join(kept).rstrip() + f"\n\n## {found}\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
