"""From figures to linked tables: which counts stand behind them, and everything that follows from one about another.

Each figure is a count, or a count over another. ``n`` is what was counted, ``d`` what it was counted over, ``r`` the rest:
whoever has "47 of 50" has the three as well. Facts are taken from the numbers themselves: where groups add up to their
whole, or quarters to their year, people will find that they do, whether we say so or not. What groups leave over of
their whole is a count of children too.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from goldenthread.evidence.disclosure import Cell, Derived, Earlier, Fact, Key, Tables, ratio, total, within
from goldenthread.evidence.rules import cuts, deriving
from goldenthread.foundation.periods import Period

Parts = Mapping[str, str]
"""Code of an indicator to the code of the one that contains it."""


@dataclass(frozen=True, slots=True)
class Count:
    """One figure. ``factor`` 0: the count itself; ``population`` is known to everybody; ``of`` are the periods of a mean."""

    code: str
    period: Period
    cut: str
    numerator: int | None
    denominator: int | None = None
    population: Decimal | None = None
    value: Decimal | None = None
    factor: int = 0
    people: bool = True
    of: tuple[Period, ...] = ()


def address(kind: str, code: str, period: Period, cut: str) -> str:
    """Return the address of a cell: "n|cpp|2017-04-01|2018-03-31|sex=Girls"."""
    return f"{kind}|{code}|{period.start.isoformat()}|{period.end.isoformat()}|{cut}"


def linked(counts: Sequence[Count], parts: Parts) -> tuple[Tables, list[Derived]]:
    """Return the cells behind figures with all facts between them, and the values that are worked out from cells."""
    cells: dict[Key, Cell] = {}
    facts: list[Fact] = []
    for each in counts:
        part, whole, rest = (address(kind, each.code, each.period, each.cut) for kind in "ndr")
        if each.numerator is not None:
            cells[part] = Cell(each.numerator, each.people, group=True)
        if each.denominator is not None:
            cells[whole] = Cell(each.denominator, each.people)
        over = _over(each)
        if each.factor == 100 and over is not None and over >= 0:
            cells[rest] = Cell(over, each.people, printed=False, group=True)
            facts.append(total(whole, [part, rest]))
    tables = related(Tables(cells, tuple(facts)), parts)
    tops = Counter(fact.terms[0][0] for fact in tables.facts if fact.exact and len(fact.terms) > 1)
    told = {key: replace(cell, margin=tops[key]) for key, cell in tables.cells.items()}
    return Tables(told, tables.facts), [made for each in counts for made in _value(each)]


def _over(each: Count) -> int | None:
    if each.numerator is None or each.denominator is None:
        return None
    return each.denominator - each.numerator


def related(tables: Tables, parts: Parts) -> Tables:
    """Return tables with every fact that follows from their numbers: also between what was released at different times.

    A figure that was restated stands beside the others of its edition in a layer of its own.
    """
    cells = dict(tables.cells)
    facts: list[Fact] = []
    for layer in dict.fromkeys([None, *(key.edition for key in tables.cells if isinstance(key, Earlier))]):
        sheets = _sheets(tables, layer)
        for (kind, code), sheet in sheets.items():
            facts += _of_groups(kind, code, sheet, cells)
            facts += _of_periods(sheet)
        facts += _contained(sheets, parts)
    return Tables(cells, tuple(dict.fromkeys([*tables.facts, *facts])))


Place = tuple[Period, str]
Sheet = dict[Place, tuple[Key, int]]
"""The cell and its number for each period and group of one indicator."""


def _sheets(tables: Tables, layer: Hashable) -> dict[tuple[str, str], Sheet]:
    found: dict[tuple[str, str], Sheet] = defaultdict(dict)
    for key, cell in tables.cells.items():
        if isinstance(key, Earlier) and key.edition != layer:
            continue
        plain = str(key.key if isinstance(key, Earlier) else key)
        if plain[:2] in ("n|", "d|"):
            kind, code, start, end, cut = plain.split("|", 4)
            place = (Period(date.fromisoformat(start), date.fromisoformat(end)), cut)
            if isinstance(key, Earlier) or place not in found[kind, code]:
                found[kind, code][place] = (key, cell.value)
    return found


def _of_groups(kind: str, code: str, sheet: Sheet, cells: dict[Key, Cell]) -> list[Fact]:
    """Return how the groups of a period add up: girls and boys to all, girls of an age to all girls."""
    facts = []
    for period in dict.fromkeys(period for period, _ in sheet):
        here = [cut for at, cut in sheet if at == period]
        by = defaultdict(list)
        for cut in here:
            by[frozenset(cuts.breakdown(cut))].append(cut)
        for whole in here:
            held = cuts.breakdown(whole)
            for names, groups in by.items():
                if names > held.keys():
                    inside = [cut for cut in groups if held.items() <= cuts.breakdown(cut).items()]
                    left = f"{address('o', code, period, whole)}|{kind}|{';'.join(sorted(names))}"
                    facts += _sum(sheet[period, whole], [sheet[period, cut] for cut in inside], left, cells)
    return facts


def _sum(whole: tuple[Key, int], inside: list[tuple[Key, int]], left: str, cells: dict[Key, Cell]) -> list[Fact]:
    top, number = whole
    over = number - sum(each for _, each in inside)
    if not inside:
        return []
    if over < 0:  # groups that overlap
        return [within(key, top) for key, each in inside if each <= number]
    if over == 0:
        return [total(top, [key for key, _ in inside])]
    rest = f"{left}|{over}"
    cells.setdefault(rest, Cell(over, cells[top].people, printed=False))
    return [total(top, [*(key for key, _ in inside), rest])]


def _of_periods(sheet: Sheet) -> list[Fact]:
    """Return how shorter periods make a longer one: their sum, or the last of them."""
    facts = []
    for (period, cut), (top, number) in sheet.items():
        others = [at for at, other in sheet if other == cut and at != period]
        pieces = [sheet[others[place], cut] for place in deriving.tiles(period, others) or ()]
        if pieces and sum(each for _, each in pieces) == number:
            facts.append(total(top, [key for key, _ in pieces]))
        elif pieces and pieces[-1][1] == number:
            facts.append(total(top, [pieces[-1][0]]))
    return facts


def _contained(sheets: Mapping[tuple[str, str], Sheet], parts: Parts) -> list[Fact]:
    facts = []
    for (kind, code), sheet in sheets.items():
        around = sheets.get(("n", parts.get(code, "")), {}) if kind == "n" else {}
        for place, (key, number) in sheet.items():
            if place in around and around[place][1] >= number:
                facts.append(within(key, around[place][0]))
    return facts


def _value(each: Count) -> list[Derived]:
    """Return the value as something worked out from cells; nothing for a plain count, which is its cell."""
    if each.value is None:
        return []
    key, part, whole = (address(kind, each.code, each.period, each.cut) for kind in "vnd")
    if each.of:
        return [Derived(key, tuple(address("n", each.code, period, each.cut) for period in each.of), ())]
    if each.numerator is None:
        return [Derived(key, (whole,), ())] if each.denominator is not None else []
    if each.factor and each.population:
        return [ratio(key, part, each.population, each.value, each.factor)]
    if each.factor and each.denominator:
        return [ratio(key, part, whole, each.value, each.factor)]
    return []
