"""What one agency is asked for a period, over all partnerships that ask: one page, one line per indicator, a column for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.returns.models import Return
from goldenthread.returns.queries import rows
from goldenthread.returns.queries.sheets import Row, Sheet, sheets
from goldenthread.returns.rules import states


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator with a row for each partnership that asks for it."""

    rows: tuple[tuple[Sheet, Row], ...]

    @property
    def first(self) -> Row:
        """The row its name and definition are taken from."""
        return self.rows[0][1]


@dataclass(frozen=True, slots=True)
class Workspace:
    """All returns of an agency for a period that the viewer may know of."""

    agency: UUID
    name: str
    period: Period
    sheets: tuple[Sheet, ...]

    @property
    def items(self) -> list[Item]:
        """The indicators, in the order of the first return that asks for each."""
        found: dict[str, list[tuple[Sheet, Row]]] = {}
        for sheet in self.sheets:
            for row in sheet.rows:
                found.setdefault(row.asked.code, []).append((sheet, row))
        return [Item(tuple(each)) for each in found.values()]

    @property
    def open(self) -> list[Sheet]:
        """The returns that can be typed into."""
        return [each for each in self.sheets if each.answer.locked_at is None]

    @property
    def filled(self) -> int:
        """How many lines have a figure or a reason."""
        return sum(each.filled for each in self.sheets)

    @property
    def asked(self) -> int:
        """How many lines there are."""
        return sum(len(each.rows) for each in self.sheets)

    @property
    def unready(self) -> list[Row]:
        """The lines that stand between the open returns and their sign-off."""
        return [row for each in self.open for row in each.unready]


@reads
def workspace(viewer: Viewer, agency: UUID, period: Period) -> Workspace:
    """Return what an agency is asked for a period; raises `NotFound` unless the viewer works for the agency."""
    found: Sequence[Return] = []
    if agency in viewer.reach(Permission.RETURN_VIEW).agencies or agency in viewer.agencies:
        asked = rows.answers(viewer).filter(agency=agency, call__start=period.start, call__end=period.end)
        found = list(asked.order_by("call__partnership__title", "call__due_on"))
    if not found:
        raise NotFound("There is no such return, or you are not allowed to see it.")
    return Workspace(agency, found[0].agency.title, period, tuple(sheets(viewer, found)))


@reads
def listed(viewer: Viewer) -> QuerySet[Return]:
    """Return the returns the viewer may know of, with how many lines each has and how many are answered."""
    given = Q(lines__entered_at__isnull=False)
    return rows.answers(viewer).annotate(asked=Count("lines"), filled=Count("lines", filter=given))


@reads
def mine(viewer: Viewer) -> QuerySet[Return]:
    """Return what the viewer's own agencies are asked."""
    return listed(viewer).filter(agency__in=viewer.reach(Permission.RETURN_VIEW).agencies | viewer.agencies)


@reads
def outstanding(viewer: Viewer, rows: QuerySet[Return]) -> QuerySet[Return]:
    """Return those of some returns on which the agency has something to do: to sign, or to answer."""
    return rows.filter(Q(version=0) | Q(verdict__in=[states.QUERIED, states.RETURNED]))
