"""A veil over figures: what of one is left for a reader who may not see all of it. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from goldenthread.evidence.rules.deriving import Parts
from goldenthread.evidence.rules.sheet import Derived

NOTE = "Hidden to protect children: a small number, or one that would give a small number away."
WAITS = "Hidden until it has been checked that nobody can be worked out from it."
_COUNTED = "The parts by "
"""How a note begins that says what parts come to: it would tell what was hidden."""


@dataclass(frozen=True, slots=True)
class Shows:
    """What of a figure may be shown, perhaps rounded; None is hidden. ``known``: it was looked at before it was hidden."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    known: bool = False


class Judge(Protocol):
    """Says what of a figure an audience may see, by the code of its indicator."""

    def shows(self, code: str, one: Derived) -> Shows:
        """Return what of a figure may be shown."""


class Nothing:
    """Shows nothing: for audiences that nobody has decided about."""

    def shows(self, code: str, one: Derived) -> Shows:
        """Return that nothing is shown."""
        return Shows()


def veil(judge: Judge, code: str) -> Callable[[Derived], Derived]:
    """Return what takes from each figure of an indicator what may not be seen of it."""

    def over(one: Derived) -> Derived:
        if one.value is None and one.parts is None:
            return one
        found = judge.shows(code, one)
        parts = None if found.numerator is None else Parts(found.numerator, found.denominator)
        if (found.value is not None or one.value is None) and _whole(one, parts):
            notes = tuple(note for note in one.notes if not note.startswith(_COUNTED))
            return replace(one, parts=parts, value=found.value, notes=notes)
        why = NOTE if found.known else WAITS
        return replace(one, how="hidden", parts=parts, value=None, pieces=(), people=None, notes=(why,))

    return over


def _whole(one: Derived, left: Parts | None) -> bool:
    """Whether nothing is taken from the parts of a figure. One that was measured, such as money, has none that are counted."""
    if one.parts is None or left is None:
        return one.parts is None or one.parts.numerator != one.parts.numerator.to_integral_value()
    return one.parts.denominator is None or left.denominator is not None
