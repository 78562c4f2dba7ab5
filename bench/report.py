"""The figures as a table, and as a page of docs that says by itself where they fall short."""

import os
import platform
import re
from pathlib import Path

from bench.pages import Cost
from bench.sizes import Made

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BAR_MEDIAN, BAR_SLOW, TIMES, FELT = 100, 250, 1.5, 50
EDITIONS = "Editions"
# What other programmes, and people, keep on the page.
OTHERS = (EDITIONS, "Disclosure", "Published figures", "How old the figures are")
_HEAD = f"""# Performance

Made by `python3 dev.py bench S M L --write`; with `DATABASE_URL` set, on PostgreSQL. A run replaces the sizes it measured and
leaves the others. Each page is opened by four people, after a first visit: the number of queries, the median and the 95th
percentile of the time on the server, and the size of the page.

The bar: at size M every page under {BAR_MEDIAN} ms at the median and {BAR_SLOW} ms at the 95th percentile on two cores, in
a number of queries that does not grow with the rows; at size L no page costs more than one and a half times what it costs at M.
Below {FELT} ms at L a page is not counted: there, what else the machine does weighs more than the rows.

## Where it falls short

"""
_TITLE = re.compile(r"Size ([SML]):.*\((\w+)\)")
_LINE = re.compile(r"^\| (\S+) \| (\S+) \| (\d+) \| (\d+) \| (\d+) \|", re.MULTILINE)
Pages = dict[tuple[str, str], tuple[int, int, int]]


def table(made: Made, costs: list[Cost]) -> str:
    """Return one size's figures."""
    from django.db import connection

    from goldenthread.foundation import clock

    there = ", ".join(f"{number:,} {what}" for what, number in made.counts.items())
    machine = (
        f"{platform.system()} {platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    lines = [f"## Size {made.size.code}: {made.size.words} ({connection.vendor})", ""]
    lines += [f"{there}. Measured on {clock.today():%d %B %Y}, on {machine}.", ""]
    lines += ["| Who | Page | Queries | Median ms | 95th ms | kB |", "|---|---|--:|--:|--:|--:|"]
    lines += [
        f"| {cost.who} | {cost.page} | {cost.queries} | {cost.median:.0f} | {cost.slow:.0f} | {cost.size / 1024:.0f} |"
        for cost in sorted(costs, key=lambda cost: -cost.median)
    ]
    return "\n".join(lines)


def keep(tables: list[str]) -> None:
    """Put the tables on the page in the place of older ones of the same size and database, and say where they fall short."""
    older = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:] if PAGE.exists() else []
    parts = {
        title: text.strip() for text in [*older, *(one.removeprefix("## ") for one in tables)] if (title := _of(text))
    }
    ordered = sorted(parts, key=lambda title: ("SML".index(title[0]), title[1] != "sqlite"))
    said = "\n".join(f"- {each}" for each in shortfalls({title: pages(text) for title, text in parts.items()}))
    others = [text.strip() for text in older if text.startswith(OTHERS)]
    kept = "\n\n".join(f"## {text}" for text in [*(parts[title] for title in ordered), *others])
    PAGE.write_text(f"{_HEAD}{said}\n\n{kept}\n")


def pages(text: str) -> Pages:
    """Return the queries, the median and the 95th percentile of each page of a table, by who and what."""
    return {(who, page): (int(asked), int(median), int(slow)) for who, page, asked, median, slow in _LINE.findall(text)}


def shortfalls(sizes: dict[tuple[str, str], Pages]) -> list[str]:
    """Say in sentences which pages miss the bar, from what was measured."""
    told = []
    for (code, vendor), measured in sorted(sizes.items()):
        if code == "M":
            told += [f"At M ({vendor}): {each}" for each in _over_the_bar(measured)]
        if code == "L" and ("M", vendor) in sizes:
            told += [f"At L ({vendor}): {each}" for each in _much_more(sizes["M", vendor], measured)]
    return told


def _over_the_bar(measured: Pages) -> list[str]:
    over = [
        f"{page} for the {who.replace('_', ' ')} takes {median} ms, 95th percentile {slow} ms."
        for (who, page), (_, median, slow) in measured.items()
        if median > BAR_MEDIAN or slow > BAR_SLOW
    ]
    return over or [f"all {len(measured)} pages are under the bar."]


def _much_more(middle: Pages, large: Pages) -> list[str]:
    more = [
        f"{page} for the {who.replace('_', ' ')} takes {median} ms, at M {middle[who, page][1]} ms."
        for (who, page), (_, median, _slow) in large.items()
        if (who, page) in middle and median > FELT and median > TIMES * middle[who, page][1]
    ]
    return more or ["no page costs more than one and a half times what it costs at M."]


def _of(text: str) -> tuple[str, str] | None:
    found = _TITLE.match(text)
    return (found[1], found[2]) if found else None
