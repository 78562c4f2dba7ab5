"""`python -m bench.disclosure`: hides small numbers in tables of several sizes, proves it, says what it cost. No database."""

import argparse
import random
import re
import time
from itertools import product
from pathlib import Path

from bench.editions import machine
from goldenthread.evidence.disclosure import Axis, Rule, Tables, audit, crossed, hide

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
TITLE = "Disclosure: small numbers hidden, and proved to stay hidden"
_ALL = "all"
_TABLES = (
    ("40 x 12, many small", (40, 12), 12),
    ("40 x 12", (40, 12), 30),
    ("40 x 12, few small", (40, 12), 60),
    ("8 x 4 x 4, three directions", (8, 4, 4), 30),
)


def main() -> int:
    """Measure every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/performance.md")
    given = parser.parse_args()
    hide(drawn((3, 3), 9), Rule())  # reads scipy in
    lines = [TITLE, "", f"{machine()}. Made by `python -m bench.disclosure --write`.", ""]
    lines += ["| table | cells with totals | small | hidden for them | proved fewest | hiding s | proof s |"]
    lines += ["|---|---:|---:|---:|---|---:|---:|", *(_line(*each) for each in _TABLES)]
    found = "\n".join(lines)
    print(found)
    if given.write:
        before = re.split(r"^(?=## )", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
        kept = [text for text in before if not text.startswith(f"## {TITLE}")]
        PAGE.write_text("".join(kept).rstrip() + f"\n\n## {found}\n", encoding="utf-8")
    return 0


def drawn(sizes: tuple[int, ...], mean: float, seed: int = 1) -> Tables:
    """Return a table with totals in every direction; counts fall off as children's counts do."""
    chance = random.Random(seed)
    members = [[f"{direction}-{place}" for place in range(size)] for direction, size in enumerate(sizes)]
    values = {key: int(chance.expovariate(1 / mean)) for key in product(*members)}
    for direction, inner in enumerate(members):
        lines: dict[tuple[str, ...], int] = {}
        for key, value in values.items():
            line = (*key[:direction], _ALL, *key[direction + 1 :])
            lines[line] = lines.get(line, 0) + value
        values |= lines
        inner.append(_ALL)
    return crossed([Axis(tuple(each), _ALL) for each in members], values)


def _line(name: str, sizes: tuple[int, ...], mean: float) -> str:
    tables = drawn(sizes, mean)
    began = time.perf_counter()
    plan = hide(tables, Rule())
    hiding = time.perf_counter() - began
    began = time.perf_counter()
    proof = audit(tables, plan.hidden, Rule())
    proving = time.perf_counter() - began
    assert proof.clean
    said = "yes" if plan.fewest else f"no: at least {plan.needed}"
    counts = f"{len(tables.cells)} | {len(plan.primary)} | {len(plan.secondary)}"
    return f"| {name} | {counts} | {said} | {hiding:.1f} | {proving:.1f} |"


if __name__ == "__main__":
    raise SystemExit(main())
