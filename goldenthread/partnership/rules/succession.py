"""Bodies that stand below one another, or come one after another, must not go round in a circle."""

from collections.abc import Callable, Iterable
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


def came_before(first: UUID, last: UUID, earlier_than: Callable[[UUID], Iterable[UUID]]) -> bool:
    """Say whether ``first`` came before ``last``, directly or through others. A merger has several before it."""
    seen: set[UUID] = set()
    waiting = [last]
    while waiting:
        for each in earlier_than(waiting.pop()):
            if each == first:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False
