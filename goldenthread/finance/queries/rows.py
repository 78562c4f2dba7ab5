"""Rows of the money, one by one or listed."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import DecimalField, Model, Prefetch, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.finance.models import Entry, FinancialYear, Fund, FundingQuestion, InKind, Line, PrintedTotal
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records

KIND = "finance.year"
Row = TypeVar("Row", bound=Model)
_MONEY: DecimalField[Any, Any] = DecimalField(max_digits=16, decimal_places=2)


@reads
def visible(viewer: Viewer) -> Q:
    """Return the condition on records of years that the viewer may know of."""
    reach = viewer.reach(Permission.FINANCE_VIEW)
    return Q() if reach.everywhere else Q(partnership__in=reach.around)


@reads
def years(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[FinancialYear]:
    """Return the years the viewer may know of, newest first."""
    found = FinancialYear.objects.filter(record__in=records.visible(viewer, kind=KIND))
    if partnership is not None:
        found = found.filter(partnership=partnership)
    return found.select_related("record", "partnership", "keeper")


@reads
def years_with_lines(viewer: Viewer) -> QuerySet[FinancialYear]:
    """Return the years the viewer may know of, each with ``kept``: its lines, and what has moved on them."""
    return years(viewer).prefetch_related(Prefetch("lines", queryset=lines(viewer), to_attr="kept"))


@reads
def year(viewer: Viewer, pk: UUID) -> FinancialYear:
    """Return one year; raises `NotFound`, also when the viewer may not know of it."""
    return _one(years(viewer), pk, "year of accounts")


@reads
def year_of(viewer: Viewer, partnership: UUID, period: Period) -> FinancialYear | None:
    """Return the year of a partnership with exactly this period."""
    return years(viewer, partnership=partnership).filter(start=period.start, end=period.end).first()


@reads
def lines(viewer: Viewer) -> QuerySet[Line]:
    """Return the lines the viewer may know of, each with ``actual``: what has moved on it."""
    moved = Coalesce(Sum("entries__amount"), Value(0), output_field=_MONEY)
    known = Line.objects.filter(year__in=years(viewer).order_by().values("pk"))
    return known.select_related("agency", "fund").annotate(actual=moved)


@reads
def line(viewer: Viewer, pk: UUID) -> Line:
    """Return one line; raises `NotFound`."""
    return _one(lines(viewer).select_related("agency", "fund", "year__record", "year__partnership"), pk, "line")


@reads
def entries(viewer: Viewer, of_line: UUID) -> QuerySet[Entry]:
    """Return what moved on a line, oldest first."""
    return Entry.objects.filter(line__in=lines(viewer).filter(pk=of_line).values("pk")).select_related(
        "reverses", "reversed_by"
    )


@reads
def entry(viewer: Viewer, pk: UUID) -> Entry:
    """Return one entry; raises `NotFound`."""
    known = Entry.objects.filter(line__year__in=years(viewer).order_by().values("pk")).select_related("line__year")
    return _one(known, pk, "entry")


@reads
def funds(viewer: Viewer, partnership: UUID) -> QuerySet[Fund]:
    """Return the funds of a partnership whose money the viewer may see: the general reserve first."""
    return Fund.objects.filter(partnership=partnership, partnership__in=_places(viewer))


@reads
def fund(viewer: Viewer, pk: UUID) -> Fund:
    """Return one fund; raises `NotFound`."""
    return _one(Fund.objects.filter(partnership__in=_places(viewer)).select_related("partnership"), pk, "fund")


@reads
def in_kind(viewer: Viewer, pk: UUID) -> InKind:
    """Return one contribution in kind; raises `NotFound`."""
    return _one(_hung(viewer, InKind), pk, "contribution in kind")


@reads
def printed(viewer: Viewer, pk: UUID) -> PrintedTotal:
    """Return one printed total; raises `NotFound`."""
    return _one(_hung(viewer, PrintedTotal), pk, "printed total")


@reads
def question(viewer: Viewer, pk: UUID) -> FundingQuestion:
    """Return one decision to come; raises `NotFound`."""
    return _one(_hung(viewer, FundingQuestion), pk, "decision to come")


def _hung(viewer: Viewer, model: type[Row]) -> QuerySet[Row]:
    known = years(viewer).order_by().values("pk")
    return model._default_manager.filter(year__in=known).select_related("year__record", "year__partnership")


def _places(viewer: Viewer) -> Any:
    """The partnerships whose money the viewer may see."""
    reach = viewer.reach(Permission.FINANCE_VIEW)
    known = records.visible(viewer, kind="partnership.partnership")
    return (known if reach.everywhere else known.filter(pk__in=reach.around)).order_by().values("pk")


def _one(rows: QuerySet[Row], pk: UUID, what: str) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(f"There is no such {what}, or you are not allowed to see it.")
    return found
