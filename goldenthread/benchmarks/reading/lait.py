"""The panel of the Local Authority Interactive Tool: one value a line, for each measure, year and place."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from goldenthread.benchmarks import catalogue
from goldenthread.benchmarks.reading.found import Described, Found, Progress, Report, Sheets
from goldenthread.benchmarks.reading.lines import Text, mended
from goldenthread.benchmarks.reading.placing import Gazetteer
from goldenthread.benchmarks.rules import cells, years
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period

HEADS = ("measure_short", "years", "area", "value", "la_number")
_EVERY = 20_000
_POLARITY = {"High": "high", "Low": "low"}
_KINDS = (("%", "percent", 100), ("Rate per 10,000", "rate", 10_000), ("Rate per 100,000", "rate", 100_000))
_DOUBLE = 16


@dataclass(frozen=True, slots=True)
class _Topic:
    measure: Described
    when: str


def fits(text: Text) -> bool:
    """Say whether a file is such a panel."""
    return set(HEADS) <= set(text.heads)


def read(text: Text, meta: bytes | None, places: Gazetteer, progress: Progress) -> Found:
    """Read the panel. ``meta`` is its list of measures (measures.csv), which says what each is and what its year means."""
    if not meta:
        raise RuleBroken("Bring in measures.csv beside the panel: it says what each measure is.", field="meta")
    topics, report = _topics(meta), Report(notes=text.notes)
    sheets, periods = Sheets(report), dict[tuple[str, str], Period | None]()
    at = [text.heads.index(each) for each in HEADS]
    for line, row in text.rows():
        report.lines += 1
        if report.lines % _EVERY == 0:
            progress(report.lines, text.lines, "lines read")
        if len(row) < len(text.heads):
            report.fault(line, "The line has fewer cells than there are columns.")
            continue
        short, year, area, value, number = (row[each] for each in at)
        topic = topics.get(short)
        period = _period(periods, topic, short, year) if topic else None
        place = places.find(number)
        if topic is None or period is None or not place:
            _say_why(report, line, topic, short, year, place, f"{area} ({number})")
            continue
        sheets.put(topic.measure, period, place, _figure(value, report, line), line)
    return Found(report, sheets.all())


def _figure(value: str, report: Report, line: int) -> str:
    """Return a value as it is kept. The tool prints doubles with all their digits (81.099999999999994): the same number, short."""
    if cells.is_number(value):
        return repr(float(value)) if len(value) > _DOUBLE else value
    text = cells.amount(value).text
    if cells.amount(value).symbol:
        report.symbol(text, line)
    return text


def _period(known: dict[tuple[str, str], Period | None], topic: _Topic, short: str, year: str) -> Period | None:
    key = (short, year)
    if key not in known:
        try:
            known[key] = years.period(year, topic.when)
        except RuleBroken:
            known[key] = None
    return known[key]


def _say_why(report: Report, line: int, topic: _Topic | None, short: str, year: str, place: str, area: str) -> None:
    if topic is None:
        report.fault(line, f"The measure {short} is not in measures.csv.")
    elif not place:
        report.places[area] += 1
        report.fault(line, f"{area} is no place we know.")
    else:
        report.fault(line, f"“{year}” names no year (measure {short}).")


def _topics(meta: bytes) -> dict[str, _Topic]:
    """Return what each measure is, by its short name. Raises `RuleBroken` for a list of another shape."""
    try:
        words = meta.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = meta.decode("cp1252", errors="replace")
    rows = csv.DictReader(io.StringIO(words, newline=""))
    missing = {"Measure_short", "Measure", "Polarity", "Year_Type"} - set(rows.fieldnames or ())
    if missing:
        raise RuleBroken(f"The list of measures has no column {', '.join(sorted(missing))}.", field="meta")
    kinds = catalogue.years("lait")
    return {row["Measure_short"]: _topic(row, kinds) for row in rows if None not in row.values()}


def _topic(row: Mapping[str, str], kinds: Mapping[str, str]) -> _Topic:
    short, when = row["Measure_short"], kinds.get(row["Year_Type"].strip(), "")
    ours = catalogue.of_lait().get(short)
    if ours:
        return _Topic(described(ours), ours.when or when)
    unit = mended(row.get("y_axis_name") or "")
    kind, per = _kind(unit)
    places = (row.get("dps") or "").strip()
    decimals = int(places) if places.isdigit() else 1
    measure = Described(
        code=f"lait.{slug(short)}",
        name=mended(row["Measure"])[:300],
        kind=kind,
        topic=mended(row.get("Topic") or "")[:80],
        unit=unit[:120],
        per=per,
        polarity=_POLARITY.get(row["Polarity"].strip(), ""),
        decimals=decimals,
    )
    return _Topic(measure, when)


def _kind(unit: str) -> tuple[str, int]:
    for begins, kind, per in _KINDS:
        if unit.startswith(begins):
            return kind, per
    if unit.startswith("Rate per 1000"):
        return "rate", 1_000
    return ("count", 1) if unit.startswith("Number") else ("number", 1)


def described(ours: catalogue.Mapped) -> Described:
    """Return one of our measures as a file would describe it."""
    return Described(
        ours.code,
        ours.name,
        ours.kind,
        unit=ours.unit,
        per=ours.per,
        polarity=ours.polarity,
        decimals=ours.decimals,
        stands_on=ours.stands_on,
    )


def slug(text: str) -> str:
    """Return words as part of a code: small letters and figures with hyphens between; signs that tell codes apart as words."""
    words = text.lower().replace("%", " pct ").replace("<", " under ").replace("+", " plus ")
    short = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    return short or sha256(text.encode()).hexdigest()[:8]
