"""Other boards and memoranda of understanding."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.text import clean
from goldenthread.partnership import diary, queries, saving
from goldenthread.partnership.models import Board, BoardLink, Memorandum, MemorandumParty, Partnership
from goldenthread.records import operations as records


def _home(by: Viewer, partnership: UUID) -> Partnership:
    row = queries.partnership(by, partnership)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)
    return row


@writes
def add_board(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    kind: str,
    relation: str,
    short_name: str = "",
    led_by: str = "",
    we_send: str = "",
    we_receive: str = "",
    every_months: Decimal | int | None = None,
    as_said: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Board:
    """Add another board, and how the partnership stands to it."""
    home = _home(by, partnership)
    row = saving.insert(
        Board(
            name=saving.words(name, "name", missing="Give the board's name."),
            short_name=clean(short_name),
            kind=saving.kind_of("board", kind),
            led_by=clean(led_by),
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write("partnership.board_added", by=by, at=at, partnership=home.pk, name=row.name)
    _link(by, at, home, row, relation, we_send, we_receive, every_months, as_said, from_on)
    return row


def _link(
    by: Viewer,
    at: datetime,
    home: Partnership,
    board: Board,
    relation: str,
    we_send: str,
    we_receive: str,
    every_months: Decimal | int | None,
    as_said: str,
    from_on: date | None,
) -> BoardLink:
    row = saving.insert(
        BoardLink(
            partnership=home,
            board=board,
            relation=saving.words(relation, "relation", missing="Say how the partnership stands to the board."),
            we_send=clean(we_send),
            we_receive=clean(we_receive),
            every_months=every_months,
            as_said=clean(as_said),
            from_on=from_on,
        )
    )
    trail.write(
        "partnership.board_linked",
        by=by,
        at=at,
        record=home.pk,
        partnership=home.pk,
        name=board.name,
        partnership_name=home.name,
        relation=row.relation,
    )
    return row


@writes
def link_board(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    board: UUID,
    relation: str,
    we_send: str = "",
    we_receive: str = "",
    every_months: Decimal | int | None = None,
    as_said: str = "",
    from_on: date | None = None,
) -> BoardLink:
    """Record how another partnership stands to a board that is listed already."""
    home = _home(by, partnership)
    other = queries.board(by, board)
    return _link(by, at, home, other, relation, we_send, we_receive, every_months, as_said, from_on)


@writes
def change_board_link(*, by: Viewer, at: datetime, link: UUID, seen: int, **changes: Any) -> BoardLink:
    """Change or end how a partnership stands to a board."""
    held = saving.found(BoardLink.objects.select_related("board").filter(pk=link).first(), "There is no such link.")
    home = _home(by, held.partnership_id)
    values = saving.only(changes, "relation", "we_send", "we_receive", "every_months", "as_said", "from_on", "until_on")
    row, changed = saving.change(BoardLink, held.pk, seen=seen, changes=values)
    if changed:
        trail.write(
            "partnership.board_link_changed",
            by=by,
            at=at,
            record=home.pk,
            partnership=home.pk,
            name=held.board.name,
            changes=changed,
        )
    return row


@writes
def add_memorandum(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    title: str,
    about: str = "",
    signed_on: date | None = None,
    review_on: date | None = None,
    partnerships: tuple[UUID, ...] = (),
    boards: tuple[UUID, ...] = (),
    agencies: tuple[UUID, ...] = (),
    illustrative: bool = False,
    id: UUID | None = None,
) -> Memorandum:
    """Add a memorandum of understanding kept by ``partnership``, which is a party; name the other parties."""
    home = _home(by, partnership)
    row = Memorandum(
        partnership=home,
        title=saving.words(title, "title", missing="Give the memorandum a title."),
        about=clean(about),
        signed_on=signed_on,
        review_on=review_on,
    )
    saving.check(row)
    row.record = records.open_record(
        by=by,
        at=at,
        kind="partnership.memorandum",
        title=row.title,
        opened_on=signed_on or london_day(at),
        partnership=home.pk,
        illustrative=illustrative,
        id=id,
    )
    saving.insert(row)
    row.review_deadline = _review_in_diary(by, at, row, None)
    row.save(update_fields=["review_deadline"])
    bodies: list[dict[str, Any]] = [{"partnership": home}]
    bodies += [{"partnership": queries.partnership(by, each)} for each in partnerships if each != home.pk]
    bodies += [{"board": queries.board(by, each)} for each in boards]
    bodies += [{"agency": queries.agency(by, each)} for each in agencies]
    for body in bodies:
        saving.insert(MemorandumParty(memorandum=row, **body))
    names = [body.name for each in bodies for body in each.values()]
    trail.write(
        "partnership.memorandum_added",
        by=by,
        at=at,
        record=row.pk,
        partnership=home.pk,
        title=row.title,
        parties=names,
        review_on=review_on,
    )
    return row


def _review_in_diary(by: Viewer, at: datetime, row: Memorandum, stored: UUID | None) -> UUID | None:
    return diary.keep(
        by,
        at,
        record=row.pk,
        stored=stored,
        due=None if row.ended_on else row.review_on,
        title=f"Review: {row.title}"[:250],
        why="Agreed by the parties",
    )


@writes
def change_memorandum(*, by: Viewer, at: datetime, memorandum: UUID, seen: int, **changes: Any) -> Memorandum:
    """Change a memorandum's words or dates."""
    held = queries.memorandum(by, memorandum)
    home = held.partnership
    by.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    values = saving.only(changes, "title", "about", "signed_on", "review_on", "ended_on")
    row, changed = saving.change(Memorandum, held.pk, seen=seen, changes=values)
    if changed:
        records.retitle(by=by, at=at, record=row.pk, title=row.title)
        stored = _review_in_diary(by, at, row, row.review_deadline)
        Memorandum.objects.filter(pk=row.pk).update(review_deadline=stored)
        trail.write(
            "partnership.memorandum_changed",
            by=by,
            at=at,
            record=row.pk,
            partnership=home.pk,
            title=row.title,
            changes=changed,
        )
    return row
