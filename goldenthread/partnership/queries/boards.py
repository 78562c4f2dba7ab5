"""Other boards, how partnerships stand to them, and memoranda of understanding."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership.models import Board, BoardLink, Memorandum, MemorandumParty, on_day
from goldenthread.partnership.queries import scope


@reads
def board_links(
    viewer: Viewer, *, partnership: UUID | None = None, board: UUID | None = None, on: date | None = None
) -> QuerySet[BoardLink]:
    """Return how the partnerships the viewer may know of stand to other boards."""
    rows = BoardLink.objects.filter(scope.of_partnerships(viewer, field="partnership"))
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    rows = rows if board is None else rows.filter(board=board)
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("board", "board__kind", "partnership")


@reads
def boards(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Board]:
    """Return the other boards that a partnership the viewer may know of has to do with."""
    linked = board_links(viewer, partnership=partnership).order_by().values("board")
    parties = MemorandumParty.objects.filter(memorandum__in=memoranda(viewer).order_by().values("pk"))
    known = Q(pk__in=linked) if partnership else Q(pk__in=linked) | Q(pk__in=parties.values("board"))
    return Board.objects.filter(known).select_related("kind")


@reads
def board(viewer: Viewer, board_id: UUID) -> Board:
    """Return one board; raises `NotFound` when no partnership the viewer may know of has to do with it."""
    found = boards(viewer).filter(pk=board_id).first()
    if found is None:
        raise NotFound("There is no such board, or you are not allowed to see it.")
    return found


@reads
def memoranda(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Memorandum]:
    """Return the memoranda that a partnership the viewer may know of keeps or is a party to."""
    rows = Memorandum.objects.filter(scope.of_memoranda(viewer)).select_related("record", "partnership")
    if partnership is not None:
        joined = MemorandumParty.objects.filter(partnership=partnership).values("memorandum")
        rows = rows.filter(Q(partnership=partnership) | Q(pk__in=joined))
    parties = MemorandumParty.objects.select_related("partnership", "board", "agency")
    return rows.prefetch_related(Prefetch("parties", queryset=parties))


@reads
def memorandum(viewer: Viewer, memorandum_id: UUID) -> Memorandum:
    """Return one memorandum; raises `NotFound` when the viewer may not know of it."""
    found = memoranda(viewer).filter(pk=memorandum_id).first()
    if found is None:
        raise NotFound("There is no such memorandum, or you are not allowed to see it.")
    return found
