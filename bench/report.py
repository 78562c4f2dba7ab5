"""The figures as a table, and as a page of docs."""

import os
import platform
from pathlib import Path

from bench.pages import Cost
from bench.sizes import Made

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_HEAD = """# Performance

Made by `python3 dev.py bench {sizes} --write` on {day}, on {machine}. Each page is opened by four people,
after a first visit: the number of queries, the median and the 95th percentile of the time on the server, and the size of the page.

The bar: at size M every page under 100 ms at the median and 250 ms at the 95th percentile on two cores, in a number of
queries that does not grow with the rows; at size L no page costs more than one and a half times what it costs at M.

"""


def table(made: Made, costs: list[Cost]) -> str:
    """Return one size's figures."""
    from django.db import connection

    there = ", ".join(f"{number:,} {what}" for what, number in made.counts.items())
    lines = [f"## Size {made.size.code}: {made.size.words} ({connection.vendor})", "", f"{there}.", ""]
    lines += ["| Who | Page | Queries | Median ms | 95th ms | kB |", "|---|---|--:|--:|--:|--:|"]
    lines += [
        f"| {cost.who} | {cost.page} | {cost.queries} | {cost.median:.0f} | {cost.slow:.0f} | {cost.size / 1024:.0f} |"
        for cost in sorted(costs, key=lambda cost: -cost.median)
    ]
    return "\n".join(lines)


def keep(tables: list[str], sizes: list[str]) -> None:
    """Write the page, with the day, the machine and the size of it."""
    from goldenthread.foundation import clock

    machine = (
        f"{platform.system()} {platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    day = f"{clock.today():%d %B %Y}"
    PAGE.write_text(_HEAD.format(machine=machine, day=day, sizes=" ".join(sizes)) + "\n\n".join(tables) + "\n")
