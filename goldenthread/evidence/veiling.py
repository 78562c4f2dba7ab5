"""Figures as an audience may see them: one place through which every figure passes on its way to somebody.

A viewer who reads for an audience (`Viewer.audience`), or who may not see the figures as they were supplied, gets books with
a *veil*: whatever is asked of such a book, a figure that the audience may not see has no number in it, and everything worked
out from figures (charts, usual ranges, shares, tables) is worked out from what is left. Whoever keeps the rules of audiences
stands above this area and provides the veils; while nobody does, nothing is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.books import Book
from goldenthread.evidence.rules.deriving import Parts
from goldenthread.evidence.rules.sheet import Derived

MEMBERS = "board"
"""The audience of those who read no figures as they were supplied: what board papers show."""
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


Provider = Callable[[Viewer, UUID, str], Judge]
_PROVIDERS: list[Provider] = []


def provide(provider: Provider) -> None:
    """Register who judges: ``provider(viewer, partnership, audience)``. There is one."""
    if _PROVIDERS:
        raise ValueError("Somebody says already what audiences may see.")
    _PROVIDERS.append(provider)


def audience_of(viewer: Viewer, partnership: UUID) -> str:
    """Return for which audience a viewer reads the figures of a partnership: "" is as they were supplied."""
    if viewer.audience:
        return viewer.audience
    reach = viewer.reach(Permission.EVIDENCE_VIEW)
    return "" if reach.everywhere or partnership in reach.around else MEMBERS


def veiled(viewer: Viewer) -> Callable[[Book], Book]:
    """Return what makes of a book the one that the viewer may read; each partnership is asked about once."""
    judges: dict[UUID, Judge] = {}

    def put_on(book: Book) -> Book:
        partnership = book.row.partnership_id
        audience = audience_of(viewer, partnership)
        if not audience:
            return book
        if partnership not in judges:
            judges[partnership] = _PROVIDERS[0](viewer, partnership, audience) if _PROVIDERS else Nothing()
        return replace(book, claims=(), veil=_veil(judges[partnership], book.row.code))

    return put_on


def _veil(judge: Judge, code: str) -> Callable[[Derived], Derived]:
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
