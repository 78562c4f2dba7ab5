"""Other names of bodies and routes, and the glossary."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries, saving
from goldenthread.partnership.models import Agency, Alias, Group, Partnership, Route, Term
from goldenthread.partnership.queries import scope
from goldenthread.records import queries as records


@writes
def add_alias(
    *,
    by: Viewer,
    at: datetime,
    name: str,
    record: UUID | None = None,
    board: UUID | None = None,
    route: UUID | None = None,
    kind: str = "also",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Alias:
    """Record another name of an agency, group or partnership (its ``record``), of a board or of a route."""
    called = _named_thing(by, record, board, route)
    row = saving.insert(
        Alias(
            record_id=record,
            board_id=board,
            route_id=route,
            name=saving.words(name, "name", missing="Give the other name."),
            kind=kind,
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write("partnership.alias_added", by=by, at=at, record=record, name=called, alias=row.name)
    return row


def _named_thing(by: Viewer, record: UUID | None, board: UUID | None, route: UUID | None) -> str:
    """The name of what gets another name, if this viewer may change it."""
    if [record, board, route].count(None) != 2:
        raise RuleBroken("Say of which one thing it is another name.")
    if record is not None:
        return _record(by, record)
    if board is not None:
        body = queries.board(by, board)
        if not by.may_somewhere(Permission.PARTNERSHIP_EDIT):
            by.require(Permission.PARTNERSHIP_EDIT)
        return body.name
    held = saving.found(Route.objects.filter(pk__in=[route]).first(), "There is no such route.")
    by.require(Permission.PARTNERSHIP_EDIT, partnership=queries.partnership(by, held.partnership_id).pk)
    return held.name


def _record(by: Viewer, record: UUID) -> str:
    spine = records.get(by, record)
    refused = NotAllowed("Your roles do not let you give this another name.")
    if Agency.objects.filter(pk=spine.pk).exists():
        allowed = scope.may_change_agency(by, spine.pk)
    elif Group.objects.filter(pk=spine.pk).exists():
        allowed = scope.may_change_group(by, spine.pk)
    elif Partnership.objects.filter(pk=spine.pk).exists():
        allowed = by.may(Permission.PARTNERSHIP_EDIT, partnership=spine.pk)
    else:
        raise NotFound("Only agencies, groups and partnerships have other names.")
    if not allowed:
        raise refused
    return spine.title


@writes
def change_alias(*, by: Viewer, at: datetime, alias: UUID, seen: int, **changes: Any) -> Alias:
    """Change another name, or the days between which it was used."""
    held = saving.found(Alias.objects.filter(pk=alias).first(), "There is no such name.")
    called = _named_thing(by, held.record_id, held.board_id, held.route_id)
    values = saving.only(changes, "name", "kind", "from_on", "until_on")
    row, changed = saving.change(Alias, held.pk, seen=seen, changes=values)
    if changed:
        trail.write("partnership.alias_changed", by=by, at=at, record=held.record_id, name=called, changes=changed)
    return row


@writes
def add_term(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    code: str,
    meaning: str,
    explained: str = "",
    replaced_by: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Term:
    """Add a word to a partnership's own glossary."""
    home = queries.partnership(by, partnership)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    row = saving.insert(
        Term(
            partnership=home,
            code=saving.words(code, "code", missing="Give the word or abbreviation."),
            meaning=saving.words(meaning, "meaning", missing="Say what it stands for."),
            explained=clean(explained),
            replaced_by=clean(replaced_by),
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write("partnership.term_added", by=by, at=at, record=home.pk, partnership=home.pk, code=row.code)
    return row


@writes
def change_term(*, by: Viewer, at: datetime, term: UUID, seen: int, **changes: Any) -> Term:
    """Change a word of a partnership's own glossary. Those that came with the product stay as they are."""
    held = saving.found(Term.objects.filter(pk=term, partnership__isnull=False).first(), "There is no such word.")
    home = saving.found(held.partnership, "There is no such word.")
    queries.partnership(by, home.pk)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    values = saving.only(changes, "code", "meaning", "explained", "replaced_by", "from_on", "until_on")
    row, changed = saving.change(Term, held.pk, seen=seen, changes=values)
    if changed:
        trail.write(
            "partnership.term_changed",
            by=by,
            at=at,
            record=home.pk,
            partnership=home.pk,
            code=row.code,
            changes=changed,
        )
    return row
