"""How operations save rows: with the sentence of the constraint that a wrong value breaks."""

import copy
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.text import clean
from goldenthread.partnership.models import Kind

Row = TypeVar("Row", bound=models.Model)
Editable = TypeVar("Editable", bound=EditableModel)


def insert(row: Row) -> Row:
    """Check and add a row; raises `RuleBroken` with the sentence of the rule that it breaks."""
    check(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBroken("Somebody has just saved the same thing. Look at theirs first.") from error
    return row


def check(row: models.Model) -> None:
    """Raise `RuleBroken` when a field or a constraint of the table refuses the row."""
    keys = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude=keys)
        row.validate_unique(exclude={"id"} | ({row._meta.pk.name} if row._meta.pk.is_relation else set()))
        row.validate_constraints()
    except ValidationError as error:
        raise _rule_broken(error) from error


def _rule_broken(error: ValidationError) -> RuleBroken:
    for field, messages in error.message_dict.items():
        name = None if field == NON_FIELD_ERRORS else field
        sentence = str(messages[0])
        return RuleBroken(f"{_label(name)}{sentence}" if name else sentence, field=name)
    return RuleBroken("This cannot be saved as it is.")


def _label(field: str | None) -> str:
    return f"{(field or '').replace('_', ' ').capitalize()}: "


def change(
    table: type[Editable], pk: UUID, *, seen: int, changes: Mapping[str, Any]
) -> tuple[Editable, dict[str, Any]]:
    """Lock, check and change a row that was read in edition ``seen``.

    Returns the row and what really changed. Raises `EditConflict` when somebody saved it meanwhile, `RuleBroken` when the new
    values break a rule.
    """
    row = table.for_edit(pk, seen=seen)
    tidy = {name: clean(value) if isinstance(value, str) else value for name, value in changes.items()}
    trial = copy.copy(row)
    for name, value in tidy.items():
        setattr(trial, name, value)
    check(trial)
    try:
        with transaction.atomic():
            return row, row.apply(tidy)
    except IntegrityError as error:
        raise RuleBroken("Somebody has just saved the same thing. Look at theirs first.") from error


def only(changes: Mapping[str, Any], *allowed: str) -> dict[str, Any]:
    """Return ``changes``; raises `TypeError` for a field that may not be changed this way."""
    wrong = set(changes) - set(allowed)
    if wrong:
        raise TypeError(f"These cannot be changed here: {', '.join(sorted(wrong))}.")
    return dict(changes)


def kind_of(of: str, code: str) -> Kind:
    """Return a kind by its code; raises `RuleBroken` when there is none."""
    kind = Kind.objects.filter(of=of, code=code).first()
    if kind is None:
        raise RuleBroken(f"There is no kind of {of} with the code {code!r}.", field="kind")
    return kind


def words(text: str, field: str, *, missing: str) -> str:
    """Return ``text`` cleaned; raises `RuleBroken` with ``missing`` when nothing is left."""
    cleaned = clean(text)
    if not cleaned:
        raise RuleBroken(missing, field=field)
    return cleaned


def found(row: Row | None, sentence: str) -> Row:
    """Return a row that a query found; raises `NotFound` when it did not."""
    if row is None:
        raise NotFound(sentence)
    return row
