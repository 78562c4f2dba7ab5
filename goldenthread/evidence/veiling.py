"""Figures as an audience may see them: one place through which every figure passes on its way to somebody.

A viewer who reads for an audience (`Viewer.audience`), or who may not see the figures as they were supplied, gets books with
a *veil*: whatever is asked of such a book, a figure that the audience may not see has no number in it, and everything worked
out from figures (charts, usual ranges, shares, tables) is worked out from what is left. Whoever keeps the rules of audiences
stands above this area and provides the veils; while nobody does, nothing is shown.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.books import Book
from goldenthread.evidence.rules.veils import Judge, Nothing, veil

MEMBERS = "board"
"""The audience of those who read no figures as they were supplied: what board papers show."""
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
        left = replace(book, claims=(), veil=veil(judges[partnership], book.row.code))
        # what was printed of a figure that is shown explains it; of a hidden one it would give it away
        shown = tuple(each for each in book.claims if left.figure(each.period, each.cut).value is not None)
        return replace(left, claims=shown)

    return put_on
