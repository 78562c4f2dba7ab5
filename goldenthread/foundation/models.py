"""What every table of ours has."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models, router, transaction

from goldenthread.foundation.errors import EditConflict
from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.privacy import PrivacyRules


class BaseModel(models.Model):
    """A row with an identifier of its own.

    Each concrete model says in an inner class ``Privacy`` how private each of its fields is and how long rows are kept
    (see `foundation.privacy`); a law fails when a field is forgotten.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    Privacy: ClassVar[type[PrivacyRules]]

    class Meta:
        abstract = True

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Return the constraints that validation still has to ask about, one question each.

        All check constraints of the table are asked in one question first. When the row keeps them all, as nearly every row
        does, they are left out; when not, each is asked, to find whose sentence to say.
        """
        told = super().get_constraints()
        if not self._keeps_checks():
            return told
        return [
            (table, [each for each in found if not isinstance(each, models.CheckConstraint)]) for table, found in told
        ]

    def _keeps_checks(self) -> bool:
        checks = _checks(type(self))
        if not checks:
            return True
        values: dict[str, Any] = self._get_field_expression_map(self._meta)  # type: ignore[attr-defined]  # its stubs forget it
        against = {name: values[name] for name in checks.referenced_base_fields}
        return checks.check(against, router.db_for_write(type(self)))


@cache
def _checks(table: type[models.Model]) -> models.Q:
    """Return what all check constraints of a table ask, as one condition."""
    checks = [each for each in table._meta.constraints if isinstance(each, models.CheckConstraint)]
    return models.Q(*(each.condition for each in checks))


class EditableModel(BaseModel):
    """A row that people edit in forms. ``edition`` counts its saves, so that nobody overwrites what they have not seen."""

    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def for_edit(cls, pk: Any, *, seen: int) -> Self:
        """Return the row, locked until the transaction ends.

        Raises `EditConflict` if it was saved since edition ``seen``.
        """
        row = cls._default_manager.select_for_update().get(pk=pk)
        if row.edition != seen:
            raise EditConflict(theirs=row, seen=seen)
        return row

    def apply(self, changes: Mapping[str, Any]) -> dict[str, list[str]]:
        """Set ``changes``, count one edition and save, inside the caller's transaction.

        Returns ``{field: [before, after]}`` as text, for the audit trail, of the fields that really changed.
        """
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("apply() belongs inside an operation, which holds the transaction.")
        changed: dict[str, list[str]] = {}
        for name, value in changes.items():
            before = getattr(self, name)
            if before != value:
                changed[name] = [_as_text(before), _as_text(value)]
                setattr(self, name, value)
        if changed:
            self.edition += 1
            self.save(update_fields=[*changed, "edition"])
        return changed


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)
