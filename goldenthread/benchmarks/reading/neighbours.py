"""Lists of statistical neighbours: ten for each authority, by model."""

from goldenthread.benchmarks.reading.found import Found, Pair, Progress, Report
from goldenthread.benchmarks.reading.lines import Text
from goldenthread.benchmarks.reading.placing import Gazetteer

HEADS = ("model", "old_la_code", "rank", "neighbour_old_la_code")
_NONE = "-"
_LONGEST_NAME, _LAST_RANK = 20, 200


def fits(text: Text) -> bool:
    """Say whether a file is such a list."""
    return set(HEADS) <= set(text.heads)


def read(text: Text, places: Gazetteer, progress: Progress) -> Found:
    """Read a list. A line whose neighbour is "-" says that the model has none for that authority."""
    report, pairs = Report(notes=text.notes), list[Pair]()
    at = {name: place for place, name in enumerate(text.heads)}
    close = at.get("closeness")
    for line, row in text.rows():
        report.lines += 1
        if len(row) < len(text.heads):
            report.fault(line, "The line has fewer cells than there are columns.")
            continue
        model, own, rank, other = (row[at[name]].strip() for name in HEADS)
        if other == _NONE:
            report.symbols[_NONE] += 1
            continue
        place, neighbour = places.find(own), places.find(other)
        wrong = _wrong(model, own, place, other, neighbour, rank)
        if wrong:
            report.fault(line, wrong)
            continue
        report.values += 1
        pairs.append(Pair(model, place, neighbour, int(rank), _tidy(row[close]) if close is not None else ""))
    progress(report.lines, text.lines, "lines read")
    return Found(report, pairs=_once(pairs, report))


def _wrong(model: str, own: str, place: str, other: str, neighbour: str, rank: str) -> str:
    if not 0 < len(model) <= _LONGEST_NAME:
        return "The line does not say which model it is of."
    if not place or not neighbour:
        return f"{own if not place else other} is the code of no place we know."
    if place == neighbour:
        return f"{own} stands in its own list."
    return "" if rank.isdecimal() and 0 < int(rank) <= _LAST_RANK else f"“{rank}” is no rank."


def _once(pairs: list[Pair], report: Report) -> list[Pair]:
    """Return the pairs without those that give a rank or a neighbour twice."""
    seen, kept = set[tuple[str, ...]](), list[Pair]()
    for pair in pairs:
        keys = {(pair.model, pair.place, f"rank {pair.rank}"), (pair.model, pair.place, pair.neighbour)}
        if keys & seen:
            report.fault(
                0, f"{pair.place} has a rank or a neighbour twice in the model {pair.model}. The first is kept."
            )
            continue
        seen |= keys
        kept.append(pair)
    return kept


def _tidy(words: str) -> str:
    return words.strip().capitalize()[:40]
