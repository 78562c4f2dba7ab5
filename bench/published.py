"""Published files against our own rules and against the clock: ``python -m bench.published FOLDER``.

Brings every file of a folder in, tells how long it took and how much memory, and works every published rate and
percentage out again from the published parts.
"""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import django

_TELLS = "Enter a folder of published files."


def main(folder: Path) -> str:
    """Bring a folder in and return what was measured, as lines of Markdown."""
    from django.core.management import call_command

    from goldenthread.accounts.setting_up import make_ready
    from goldenthread.benchmarks import operations, queries, tasks
    from goldenthread.foundation import clock

    call_command("migrate", verbosity=0)
    by, told, steps = make_ready(), Counter[str](), 0

    def progress(done: int, of: int, words: str) -> None:
        nonlocal steps
        steps += 1

    lines = ["| File | Lines | Figures | Seconds |", "|---|--:|--:|--:|"]
    for path in _files(folder):
        started = time.perf_counter()
        meta = path.with_name("measures.csv") if path.name.startswith("lait") else None
        ref = operations.receive_file(
            by=by,
            at=clock.now(),
            name=path.name,
            content=path.read_bytes(),
            meta=meta.read_bytes() if meta else None,
            background=False,
        )
        tasks.bring_in(by, clock.now(), ref.id, progress, faults_seen=True)
        seconds, row = time.perf_counter() - started, queries.file(by, ref.id)
        told["files"], told["lines"], told["values"] = (
            told["files"] + 1,
            told["lines"] + row.lines,
            told["values"] + row.values,
        )
        told["hundredths"] += round(seconds * 100)
        if row.lines > 100_000:
            lines.append(f"| {row.name} | {row.lines:,} | {row.values:,} | {seconds:.1f} |")
    seconds = told["hundredths"] / 100
    lines.append(f"| All {told['files']} files | {told['lines']:,} | {told['values']:,} | {seconds:.1f} |")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines += ["", f"Memory at its highest: {memory:.0f} MB, with all of Django. Progress was told {steps} times.", ""]
    return "\n".join([*lines, *_again()])


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.csv*")):
        if path.name != "measures.csv" and not path.name.endswith(".meta.csv"):
            yield path


def _again() -> Iterator[str]:
    """Work every published figure with parts out again, and count those that come out the same."""
    for kind, words in (("rate", "rates"), ("percent", "percentages")):
        same, differ = _recomputed(kind)
        total = sum(same.values()) + sum(differ.values())
        yield f"- {words.capitalize()} of our measures, worked out from their parts: {sum(same.values()):,} of {total:,} the same."
        if kind == "rate":
            from goldenthread.benchmarks.rules.cells import derived

            raw = [derived(count, below, 10_000, 1) == rate for rate, count, below in _raw_rates()]
            yield f"- Rates of columns kept as they are: {sum(raw):,} of {len(raw):,} the same."
        if differ:
            yield f"  Different: {', '.join(f'{number:,} of {code}' for code, number in differ.most_common(6))}."


def _raw_rates() -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Yield every rate per 10,000 that is kept as it is, with its count and its population: (rate, count, people)."""
    from goldenthread.benchmarks import catalogue
    from goldenthread.benchmarks.models import Sheet
    from goldenthread.benchmarks.rules import cells

    people = {
        (release, end.year + 1): kept
        for release, end, kept in Sheet.objects.filter(measure__code=catalogue.POPULATION).values_list(
            "file__release", "end", "cells"
        )
    }
    rows = Sheet.objects.filter(measure__kind="rate", measure__code__endswith="-rate", measure__code__contains=".")
    for rate in rows.exclude(measure__code__startswith="lait.").select_related("file", "measure"):
        count = Sheet.objects.filter(
            file=rate.file_id, measure__code=rate.measure.code.removesuffix("-rate"), end=rate.end
        ).first()
        below = people.get((rate.file.release_id, rate.end.year), {})
        for place, text in rate.cells.items() if count else ():
            known = [cells.figures(each.get(place, "")).value.number for each in ({place: text}, count.cells, below)]
            if place.isdigit() and int(place) < 970 and None not in known:
                yield tuple(known)


def _recomputed(kind: str) -> tuple[Counter[str], Counter[str]]:
    from goldenthread.accounts.setting_up import make_ready
    from goldenthread.benchmarks import queries, tables
    from goldenthread.benchmarks.models import Measure
    from goldenthread.benchmarks.rules import cells

    same, differ = Counter[str](), Counter[str]()
    places = queries.places(make_ready())
    for code in Measure.objects.filter(kind=kind).exclude(code__contains=".").values_list("code", flat=True):
        shelf = tables.shelf([code])
        wanted = [each for each in shelf.entries.get(code, ()) if each.parts]
        for book in tables.opened(shelf, wanted, places).values():
            for cell in book.authorities:
                if cell.value is None or cell.derived or cell.numerator is None or not cell.denominator:
                    continue
                ours = cells.derived(cell.numerator, cell.denominator, book.measure.per, book.measure.decimals)
                (same if ours == cells.rounded(Decimal(cell.value), book.measure.decimals) else differ)[code] += 1
    return same, differ


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(_TELLS)
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    os.environ.setdefault("GOLDENTHREAD_MODE", "demonstration")
    with tempfile.TemporaryDirectory() as place:
        os.environ["GOLDENTHREAD_DATA"] = place
        django.setup()
        print(main(Path(sys.argv[1])))
