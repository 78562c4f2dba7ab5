"""Which published figures stand beside ours."""

from dataclasses import dataclass
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import queries as published
from goldenthread.benchmarks.comparing import Comparison, Fit
from goldenthread.evidence.books import Figure
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.judging import others
from goldenthread.evidence.judging.others import Ours
from goldenthread.evidence.rules.deriving import Parts
from goldenthread.evidence.rules.sheet import say
from goldenthread.partnership import queries as partnerships


@dataclass(frozen=True, slots=True)
class Beside:
    """Ours beside others, read. ``mine`` is our own figure; None where the published one of ours stands in for it."""

    ours: Ours
    mine: Figure | None
    comparison: Comparison
    head: str
    shown: str
    place: str


@reads
def authority(viewer: Viewer, partnership: UUID) -> str:
    """Return the code of the one council area a partnership covers today; "" where it covers several or none.

    Published figures are of single authorities: a partnership of several has none that is its own.
    """
    areas = {each.area.code for each in partnerships.coverage(viewer, partnership) if each.until_on is None}
    return areas.pop() if len(areas) == 1 else ""


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
