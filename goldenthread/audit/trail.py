"""Writing to the audit trail, and checking it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.viewer import Viewer
from goldenthread.audit import registry, rules
from goldenthread.audit.models import AuditEvent, ChainHead


class UndeclaredField(ValueError):
    """An event was written with other fields than it declares."""


def write(
    event: str,
    *,
    by: Viewer,
    at: datetime,
    record: UUID | None = None,
    partnership: UUID | None = None,
    **details: Any,
) -> AuditEvent:
    """Add one row to the trail, in the caller's transaction: if the change is undone, so is its row.

    ``details`` must be exactly the fields that the event declares, as text, numbers, lists or dictionaries of those. Raises
    `UndeclaredField` otherwise and `KeyError` for an event nobody declared: the trail never stays quietly empty.
    """
    declared = registry.get(event)
    if set(details) != declared.fields:
        raise UndeclaredField(f"The audit event {event} takes {sorted(declared.fields)}, not {sorted(details)}.")
    with transaction.atomic(savepoint=False):
        head, _ = ChainHead.objects.select_for_update().get_or_create(id=1)
        row = AuditEvent(
            number=head.number + 1,
            event=event,
            at=at.astimezone(UTC),
            actor=str(by.user_id),
            actor_name=by.name[:200],
            through=by.through,
            request=by.request_id[:64],
            address=by.address[:64],
            record=str(record or ""),
            partnership=str(partnership or ""),
            details=_plain(details),
            before=head.seal,
        )
        row.seal = rules.seal(row.before, _sealed(row))
        row.save(force_insert=True)
        head.number, head.seal = row.number, row.seal
        head.save(update_fields=["number", "seal"])
    return row


Verdict = rules.Found


def verify(*, checkpoint: tuple[int, str] | None = None) -> Verdict:
    """Walk the whole trail and say whether every row is sealed to the one before and none is missing.

    ``checkpoint`` is a number and its seal, kept outside: without one, nobody can see that the newest rows *and* the note of
    the newest seal were replaced together.
    """
    rows = AuditEvent.objects.order_by("number").iterator(chunk_size=2000)
    links = (rules.Link(_sealed(row), row.before, row.seal) for row in rows)
    found = rules.walk(links, checkpoint=checkpoint)
    if found.broken_at is not None:
        return found
    head = ChainHead.objects.filter(id=1).first()
    if (head.number, head.seal) != (found.number, found.seal) if head else found.rows:
        why = "the newest rows have been taken away, or added without a seal of their own"
        return replace(found, broken_at=found.number + 1, why=why)
    return found


def _sealed(row: AuditEvent) -> Mapping[str, Any]:
    return {
        "number": row.number,
        "event": row.event,
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": row.actor,
        "actor_name": row.actor_name,
        "through": row.through,
        "request": row.request,
        "address": row.address,
        "record": row.record,
        "partnership": row.partnership,
        "details": row.details,
    }


def _plain(value: Any) -> Any:
    """Return ``value`` as JSON keeps it, so that a row reads back exactly as it was sealed."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [_plain(item) for item in items]
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)
