"""Other names and the glossary."""

from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.partnership.models import Alias, Term
from goldenthread.partnership.queries import scope
from goldenthread.partnership.queries.boards import boards


@reads
def aliases(viewer: Viewer, *, record: UUID | None = None, board: UUID | None = None) -> QuerySet[Alias]:
    """Return the other names of what the viewer may know of."""
    bodies = (
        scope.of_agencies(viewer, field="record")
        | scope.of_groups(viewer, field="record")
        | scope.of_partnerships(viewer, field="record")
    )
    known = Q(record__isnull=False) & bodies if bodies else Q(record__isnull=False)
    of_boards = Q(board__in=boards(viewer).order_by().values("pk"))
    of_routes = Q(route__isnull=False) & scope.of_partnerships(viewer, field="route__partnership")
    rows = Alias.objects.filter(known | of_boards | of_routes)
    rows = rows if record is None else rows.filter(record=record)
    rows = rows if board is None else rows.filter(board=board)
    return rows.select_related("record", "board", "route", "route__partnership")


@reads
def glossary(viewer: Viewer) -> QuerySet[Term]:
    """Return the words that serve all, and those of the partnerships the viewer may know of."""
    own = Q(partnership__isnull=False) & scope.of_partnerships(viewer, field="partnership")
    return Term.objects.filter(Q(partnership__isnull=True) | own).select_related("partnership")
