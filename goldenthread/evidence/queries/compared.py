"""Which published figures stand beside ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import queries as published
from goldenthread.benchmarks.comparing import Comparison, Fit
from goldenthread.benchmarks.rules import ranking
from goldenthread.evidence.books import Figure
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.judging import others
from goldenthread.evidence.judging.others import Ours
from goldenthread.evidence.models import Benchmark
from goldenthread.evidence.queries import rows
from goldenthread.evidence.rules.deriving import Parts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnerships

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """Ours beside others, read. ``mine`` is our own figure; None where the published one of ours stands in for it."""

    ours: Ours
    mine: Figure | None
    comparison: Comparison
    head: str
    shown: str
    place: str


@dataclass(frozen=True, slots=True)
class Together:
    """The council areas of a partnership as one: all events over all people, where every area publishes its parts.

    ``value`` is None where one does not; ``without`` names those.
    """

    comparison: Comparison
    value: Decimal | None
    parts: Parts | None
    areas: tuple[str, ...]
    without: tuple[str, ...]


@reads
def authorities(viewer: Viewer, partnership: UUID) -> list[str]:
    """Return the codes of the council areas a partnership covers today."""
    return sorted({each.area.code for each in partnerships.coverage(viewer, partnership) if each.until_on is None})


@reads
def authority(viewer: Viewer, partnership: UUID) -> str:
    """Return the code of the one council area a partnership covers today; "" where it covers several or none.

    Published figures are of single authorities: a partnership of several has none that is its own.
    """
    areas = authorities(viewer, partnership)
    return areas[0] if len(areas) == 1 else ""


@reads
def beside_others(viewer: Viewer, made: Judgement) -> Beside | None:
    """Return our newest comparable figure beside the published ones; None where nobody publishes the indicator.

    Plain counts are not compared: a larger place has more of everything. Where nothing so old is published, the newest published
    figure of ours stands beside those of the others; so too where ours is of another length of time.
    """
    row = made.book.row
    place = authority(viewer, row.partnership_id)
    if not place:
        return None
    mine = _yearly(made)
    found = published.comparison(viewer, row.code, place, period=mine.period) if mine else None
    if found is None:
        mine, found = None, published.comparison(viewer, row.code, place)
    if found is None or found.measure.kind == "count":
        return None
    mine = mine if found.fit is not Fit.LENGTH else None
    ours = _ours(mine, found)
    if ours is None or not others.against(ours, found):
        return None
    head, shown = others.reading(ours, found)
    when = "" if mine else f" All of this is as published for {say(found.period)}."
    return Beside(ours, mine, found, head, f"{shown}{when}", place)


@reads
def each_beside_others(viewer: Viewer, made: Judgement) -> list[Beside]:
    """Return the published figure of each council area of a partnership of several, beside its own neighbours.

    All of one period: the newest published that does not end after ours, else the newest there is.
    """
    row = made.book.row
    places = authorities(viewer, row.partnership_id)
    if len(places) < _SEVERAL:
        return []
    mine = _yearly(made)
    asked = mine.period if mine else None
    found = [published.comparison(viewer, row.code, place, period=asked) for place in places]
    if asked is not None and not any(found):
        found = [published.comparison(viewer, row.code, place) for place in places]
    told = [(place, each, _ours(None, each)) for place, each in zip(places, found, strict=True) if each is not None]
    return [
        Beside(ours, None, each, *others.reading(ours, each), place)
        for place, each, ours in told
        if ours is not None and each.measure.kind != "count" and others.against(ours, each)
    ]


@reads
def together(viewer: Viewer, partnership: UUID, found: Sequence[Beside]) -> Together | None:
    """Return the council areas as one, out of what `each_beside_others` found; None where fewer than two publish a figure."""
    if len(found) < _SEVERAL:
        return None
    names = {
        each.area.code: each.area.name for each in partnerships.coverage(viewer, partnership) if each.until_on is None
    }
    first = found[0].comparison
    parts = {each.place: each.ours.parts for each in found if each.comparison.period == first.period}
    without = tuple(name for code, name in sorted(names.items()) if not (one := parts.get(code)) or not one.denominator)
    if without:
        return Together(first, None, None, tuple(names[code] for code in sorted(names)), without)
    known = [each for each in parts.values() if each is not None]
    whole = ranking.pooled(
        [(each.numerator, each.denominator) for each in known if each.denominator],
        first.measure.per,
        first.measure.decimals,
    )
    sums = Parts(whole.numerator, whole.denominator)
    return Together(first, whole.value, sums, tuple(names[code] for code in sorted(names)), ())


@reads
def typed(viewer: Viewer, indicator: UUID) -> list[Benchmark]:
    """Return the values of others that were typed by hand, but those that an imported release has for the same place and days."""
    row = rows.indicator(viewer, indicator)
    kept = list(rows.benchmarks(viewer, indicator))
    held = {period: imported(viewer, row.code, period) for period in {each.period for each in kept}}
    return [each for each in kept if each.place.casefold() not in held[each.period]]


@reads
def imported(viewer: Viewer, code: str, period: Period) -> dict[str, str]:
    """Return the places with an imported figure of an indicator for exactly these days: names in small letters to releases."""
    table = published.table(viewer, code, period=period)
    if table is None or table.period != period:
        return {}
    known = [each for each in table.cells.values() if each.value is not None]
    return {
        name.casefold(): table.release.words for each in known for name in (each.place.name, each.place.ons) if name
    }


def _yearly(made: Judgement) -> Figure | None:
    """Our newest figure that compares with a year's: of a day, or of a whole year."""
    newest = made.newest
    if newest is not None and newest.period.days > 1 and made.grain != "year" and "year" in made.grains:
        newest = judgement(made.book, "year", until=newest.period.end).newest or newest
    return newest


def _ours(mine: Figure | None, found: Comparison) -> Ours | None:
    if mine is not None and mine.value is not None:
        return Ours(mine.value, mine.derived.parts, f"our own figures, {mine.when}")
    cell = found.own
    if cell.value is None:
        return None
    parts = Parts(cell.numerator, cell.denominator) if cell.numerator is not None else None
    return Ours(cell.value, parts, f"the published figure of ours, {say(found.period)}")
