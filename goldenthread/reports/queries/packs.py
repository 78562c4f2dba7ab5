"""Evidence packs: those that were made, what would go into the next, and what is new since the last.

That a pack was made is known to all who may make packs in the partnership. What is in it is known to its maker alone: others might
see less.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnerships
from goldenthread.reports.models import Pack, PackItem
from goldenthread.reports.packing import asked, gathering
from goldenthread.reports.packing.gathering import Listed
from goldenthread.workbench import packs as registry
from goldenthread.workbench.packs import Gap

MAKE = Permission.PACK_MAKE
_NOTHING = "There is no such pack, or you are not allowed to see it."


@reads
def packs(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Pack]:
    """Return the packs of the partnerships where the viewer may make packs, the latest first.

    Each has how many items it holds (``count``), and whether the viewer made it and so may open it (``mine``).
    """
    reach = viewer.reach(MAKE)
    found = Pack.objects.all() if reach.everywhere else Pack.objects.filter(partnership__in=reach.partnerships)
    if partnership is not None:
        found = found.filter(partnership=partnership)
    mine = ExpressionWrapper(Q(asked_by=viewer.user_id), output_field=BooleanField())
    return found.select_related("partnership").annotate(count=Count("items"), mine=mine)


@reads
def pack(viewer: Viewer, pk: UUID) -> Pack:
    """Return a pack that the viewer made; raises `NotFound`."""
    row = packs(viewer).filter(pk=pk, asked_by=viewer.user_id).first()
    if row is None:
        raise NotFound(_NOTHING)
    return row


@reads
def items(viewer: Viewer, row: Pack) -> QuerySet[PackItem]:
    """Return the items of a pack that the viewer made."""
    return PackItem.objects.filter(pack__in=packs(viewer).filter(pk=row.pk, asked_by=viewer.user_id).order_by())


@reads
def before(viewer: Viewer, row: Pack) -> Pack | None:
    """Return the pack of this maker and partnership that was finished before another."""
    earlier = packs(viewer, partnership=row.partnership_id).filter(asked_by=viewer.user_id, made_at__isnull=False)
    return earlier.filter(asked_at__lt=row.asked_at).exclude(pk=row.pk).first()


@reads
def homes(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the partnerships for which the viewer may make a pack, as (id, name)."""
    reach = viewer.reach(MAKE)
    rows = partnerships.partnerships(viewer).order_by("name")
    return [(str(row.pk), row.name) for row in rows if reach.everywhere or row.pk in reach.partnerships]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is new in a pack since an earlier one, what says something else, what is gone, and how many items are the same."""

    new: tuple[PackItem, ...]
    changed: tuple[PackItem, ...]
    gone: tuple[PackItem, ...]
    same: int


@reads
def compared(viewer: Viewer, row: Pack, earlier: Pack) -> Compared:
    """Compare a pack with an earlier one of the same maker, item by item."""
    now, then = list(items(viewer, row)), {each.key: each for each in items(viewer, earlier)}
    known = {each.key for each in now}
    return Compared(
        new=tuple(each for each in now if each.key not in then),
        changed=tuple(each for each in now if each.key in then and then[each.key].seal != each.seal),
        gone=tuple(each for each in then.values() if each.key not in known),
        same=sum(each.key in then and then[each.key].seal == each.seal for each in now),
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go into a pack now: each part with its pieces and gaps, and what is asked for and not held here."""

    parts: tuple[tuple[Listed, tuple[Gap, ...]], ...]
    not_held: tuple[asked.Asked, ...]
    source: asked.AskedList

    @property
    def pieces(self) -> int:
        """How many items there would be."""
        return sum(len(each.pieces) for each, _ in self.parts)

    @property
    def gaps(self) -> list[tuple[str, Gap]]:
        """Every gap, with the title of its part."""
        return [(each.part.title, gap) for each, found in self.parts for gap in found]


@reads
def preview(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Preview:
    """Return what would go into a pack of a partnership on a day, as the viewer may see it; nothing where they make no packs."""
    viewer.require(MAKE, partnership=partnership)
    known = registry.every()
    parts = gathering.listed(viewer, partnership, period, [each.code for each in known], with_restricted=True)
    told = tuple((each, tuple(registry.gaps(viewer, each.part, partnership, period, on))) for each in parts)
    return Preview(told, tuple(asked.not_held({each.code for each in known})), asked.lists()[0])
