"""Spreadsheets of accounts, and what they are checked against."""

from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.finance import filing
from goldenthread.finance.counting import details_of, key_of
from goldenthread.finance.models import Intake, Line
from goldenthread.finance.queries.choices import agencies_to_choose
from goldenthread.finance.queries.rows import funds, lines, year
from goldenthread.foundation.errors import NotFound


@reads
def intakes(viewer: Viewer, of_year: UUID | None = None) -> QuerySet[Intake]:
    """Return the spreadsheets that were read into the years whose money the viewer keeps, the newest first."""
    reach = viewer.reach(Permission.FINANCE_EDIT)
    found = Intake.objects.select_related("year__record", "year__partnership").order_by("-read_at", "pk")
    if not reach.everywhere:
        found = found.filter(year__partnership__in=reach.partnerships)
    return found if of_year is None else found.filter(year=of_year)


@reads
def intake(viewer: Viewer, pk: UUID) -> Intake:
    """Return one spreadsheet; raises `NotFound`."""
    found = intakes(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such file, or you are not allowed to see it.")
    return found


@reads
def known(viewer: Viewer, of_year: UUID) -> filing.Known:
    """Return the agencies, funds, lines and movements of a year, for reading a file."""
    held = year(viewer, of_year)
    kept = list(funds(viewer, held.partnership_id))
    rows = lines(viewer).filter(year=held.pk).prefetch_related("entries__reversed_by").order_by("-position", "-pk")
    return filing.Known(
        year=held.period,
        agencies={name.lower(): pk for pk, name in agencies_to_choose(viewer, held.partnership_id)},
        funds={each.name.lower(): str(each.pk) for each in kept},
        general=next(str(each.pk) for each in kept if each.general),
        there={key_of(row): _there(row) for row in rows},
    )


@reads
def lines_to_fill(viewer: Viewer, of_year: UUID) -> list[Line]:
    """Return the lines of a year in their order."""
    return list(lines(viewer).filter(year=of_year).order_by("position", "pk"))


def _there(row: Line) -> filing.There:
    moved: set[filing.Moved] = set()
    back: set[filing.Moved] = set()
    for each in row.entries.all():
        if each.reverses_id is None:
            (back if hasattr(each, "reversed_by") else moved).add((each.on, each.amount, each.words))
    return filing.There(details_of(row), frozenset(moved), frozenset(back))
