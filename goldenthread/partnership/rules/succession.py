"""Bodies that stand below one another must not go round in a circle."""

from collections.abc import Callable
from uuid import UUID


def goes_round(child: UUID, parent: UUID | None, parent_of: Callable[[UUID], UUID | None]) -> bool:
    """Say whether putting ``child`` below ``parent`` would make a circle."""
    seen: set[UUID] = set()
    above = parent
    while above is not None and above not in seen:
        if above == child:
            return True
        seen.add(above)
        above = parent_of(above)
    return False
