"""What an item hangs together with: what it serves, who shares it, strategies beside it, what it arises from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as register
from goldenthread.partnership import saving
from goldenthread.plans import keeping, queries
from goldenthread.plans.models import Alignment, Basis, Item, Joint, Service
from goldenthread.records import queries as spine


@writes
def serve(*, by: Viewer, at: datetime, item: UUID, statements: Sequence[UUID]) -> None:
    """Say which of the vision, the values and the core functions an item serves: these and no others."""
    row = keeping.item_to_change(by, item)
    known = {each.pk for each in queries.statements(by, row.plan.partnership_id).filter(pk__in=statements)}
    if set(statements) - known:
        raise NotFound("There is no such statement.")
    row.services.exclude(statement__in=known).delete()
    for each in known - set(row.services.values_list("statement", flat=True)):
        Service.objects.create(item=row, statement_id=each)
    _audit("plans.serves", row, by=by, at=at, count=len(known))


@writes
def share(*, by: Viewer, at: datetime, item: UUID, boards: Mapping[UUID, str]) -> None:
    """Say with which other boards an item is shared, and in words who owns it there: with these and no others."""
    row = keeping.item_to_change(by, item)
    row.joint_with.exclude(board__in=boards).delete()
    names = []
    for board, words in boards.items():
        known = register.board(by, board)
        names.append(known.name)
        if not row.joint_with.filter(board=known.pk).update(words=clean(words)[:300]):
            saving.insert(Joint(item=row, board=known, words=clean(words)[:300]))
    _audit("plans.shared", row, by=by, at=at, boards=names)


@writes
def align(*, by: Viewer, at: datetime, item: UUID, strategies: Mapping[UUID, str]) -> None:
    """Say with which strategies of other boards an item is aligned, and how: with these and no others."""
    row = keeping.item_to_change(by, item)
    row.alignments.exclude(strategy__in=strategies).delete()
    names = []
    for each, words in strategies.items():
        known = queries.strategy(by, each)
        names.append(known.name)
        if not row.alignments.filter(strategy=known.pk).update(words=clean(words)[:300]):
            saving.insert(Alignment(item=row, strategy=known, words=clean(words)[:300]))
    _audit("plans.aligned", row, by=by, at=at, strategies=names)


@writes
def base_on(
    *, by: Viewer, at: datetime, item: UUID, record: UUID, way: str = Basis.Way.ARISES, words: str = ""
) -> Basis:
    """Say that an item arises from a record (a finding, an inspection), or underpins an item of another plan."""
    row = keeping.item_to_change(by, item)
    known = spine.get(by, record)
    basis = saving.insert(Basis(item=row, record=known, way=way, words=clean(words)[:300]))
    _audit("plans.based", row, by=by, at=at, way=Basis.Way(way).label.lower(), reference=known.reference)
    return basis


def _audit(event: str, row: Item, *, by: Viewer, at: datetime, **details: Any) -> None:
    home = row.record.partnership_id
    trail.write(event, by=by, at=at, record=row.pk, partnership=home, text=keeping.short(row.text), **details)
