"""Which columns of a file hold what: our measures by the names columns had over the years, and every other figure as it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from goldenthread.benchmarks import catalogue
from goldenthread.benchmarks.catalogue import Alternatives, Dataset, Mapped, Source
from goldenthread.benchmarks.reading.found import Described, Report
from goldenthread.benchmarks.reading.lait import described, slug
from goldenthread.benchmarks.reading.lines import Text, mended
from goldenthread.benchmarks.reading.meta import Column
from goldenthread.benchmarks.rules import cells

_ENOUGH = 0.5
_MOST_VALUES = 60
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Reads:
    """One of our measures in this file: where its parts stand, and which rows it is about (column, text)."""

    measure: Mapped
    told: Described
    value: tuple[int, ...]
    numerator: tuple[int, ...]
    denominator: tuple[int, ...]
    where: tuple[tuple[int, str], ...]

    @property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """The columns of each part."""
        return self.value, self.numerator, self.denominator


@dataclass(frozen=True, slots=True)
class Raw:
    """A column kept as it is. Each combination of breakdowns is a measure of its own."""

    place: int
    name: str
    label: str
    kind: str
    per: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How to read a file. ``breakdowns``: columns that vary; ``about``: the words that hold of the whole file."""

    reads: tuple[Reads, ...]
    raws: tuple[Raw, ...]
    breakdowns: tuple[int, ...]
    about: str


def plan(text: Text, dataset: Dataset, meta: Mapping[str, Column], report: Report) -> Plan:
    """Decide how to read a file, after one look through it. What is not a measure of ours is told in the report."""
    at = {name: place for place, name in enumerate(text.heads)}
    others = [name for name in text.heads if name not in catalogue.geography()]
    seen, numbers, filled = _look(text, [at[name] for name in others])
    figures = [name for name in others if _is_figure(meta.get(name), numbers[at[name]], filled[at[name]])]
    filters = [name for name in others if name not in figures]
    reads = [
        found
        for measure in catalogue.measures().values()
        for source in measure.sources
        if source.dataset == dataset.code and (found := _placed(measure, source, at))
    ]
    used = {text.heads[column] for each in reads for part in each.parts for column in part}
    missing = _missing(dataset, {each.measure.code for each in reads})
    report.notes += [f"No column holds “{name}”: it was renamed or left out." for name in missing]
    raws = tuple(_raw(name, at[name], meta.get(name)) for name in figures)
    report.columns = {
        name: "one of our measures" if name in used else "kept as it is" if name in figures else "a breakdown"
        for name in others
    }
    vary = tuple(at[name] for name in filters if len(seen[at[name]]) > 1)
    about = next(
        (value for name in filters if name == "category" for value in seen[at[name]] if len(seen[at[name]]) == 1), ""
    )
    return Plan(tuple(reads), raws, vary, mended(about))


def _look(text: Text, places: Sequence[int]) -> tuple[dict[int, set[str]], Counter[int], Counter[int]]:
    """Return, by column: some of its values, how many cells are figures or symbols, and how many are filled."""
    seen: dict[int, set[str]] = {place: set() for place in places}
    numbers, filled = Counter[int](), Counter[int]()
    for _, row in text.rows():
        for place in places:
            value = row[place].strip() if place < len(row) else ""
            if value:
                filled[place] += 1
                numbers[place] += cells.is_number(value) or value.lower() in cells.SYMBOLS
                if len(seen[place]) < _MOST_VALUES:
                    seen[place].add(value)
    return seen, numbers, filled


def _is_figure(told: Column | None, numbers: int, filled: int) -> bool:
    return told.is_figure if told else filled > 0 and numbers / filled >= _ENOUGH


def _placed(measure: Mapped, source: Source, at: Mapping[str, int]) -> Reads | None:
    """Return where a source stands in the file; None when it has neither the value nor both parts."""
    value, above, below = (_columns(part, at) for part in (source.value, source.numerator, source.denominator))
    if any(name not in at for name, _ in source.where):
        return None
    if not value and not (above and (below or measure.stands_on)):
        return None
    where = tuple((at[name], wanted) for name, wanted in source.where)
    return Reads(measure, described(measure), value, above, below, where)


def _columns(part: Sequence[Alternatives], at: Mapping[str, int]) -> tuple[int, ...]:
    """Return where the columns of a part stand; nothing when one of a sum is missing."""
    found = [next((at[name] for name in each if name in at), None) for each in part]
    return tuple(place for place in found if place is not None) if None not in found else ()


def _missing(dataset: Dataset, found: set[str]) -> list[str]:
    ours = catalogue.measures().values()
    return [
        each.name
        for each in ours
        if each.code not in found and any(source.dataset == dataset.code for source in each.sources)
    ]


def _raw(name: str, place: int, told: Column | None) -> Raw:
    label = told.label if told else mended(name.replace("_", " "))
    kind, per, decimals = "number", 1, 1
    if (told and told.unit == "%") or name.lower().endswith(("percent", "_pc")) or name.lower().startswith("pt_"):
        kind, per = "percent", 100
    elif name.lower().endswith("_rate"):
        kind, per = "rate", 10_000
    if told and told.decimals is not None:
        decimals = told.decimals
    return Raw(place, name, label, kind, per, decimals)


def raw_measure(dataset: Dataset, raw: Raw, about: str, values: Sequence[str]) -> Described:
    """Return the measure of a column for one combination of breakdowns."""
    code = ".".join([dataset.code, slug(raw.name), *(slug(each) for each in values if each)])
    if len(code) > _LONGEST:
        code = f"{code[: _LONGEST - 9]}-{sha256(code.encode()).hexdigest()[:8]}"
    words = ", ".join([raw.label, *(mended(each) for each in values if each)])
    name = f"{about}: {words}" if about else words[:1].upper() + words[1:]
    return Described(code, name[:300], raw.kind, per=raw.per, decimals=raw.decimals)
