"""What indicators are kept for: areas that tie something to an indicator register it here, and pages filter by it.

A plan's priorities are measured by indicators. `plans` stands above `evidence`, so it registers how to find them:

    serving.register("plans", queries.served)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from goldenthread.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something indicators are kept for: a priority of a plan. ``code`` names it in an address."""

    code: str
    words: str
    indicators: frozenset[UUID]


Find = Callable[[Viewer, UUID], Sequence[Purpose]]
_finders: dict[str, Find] = {}


def register(code: str, find: Find) -> None:
    """Add a source of purposes: a query that takes the viewer and a partnership."""
    if code in _finders:
        raise ValueError(f"The purposes {code} are registered twice.")
    _finders[code] = find


def purposes(viewer: Viewer, partnership: UUID) -> list[Purpose]:
    """Return what the indicators of a partnership are kept for, of what the viewer may know."""
    return [each for find in _finders.values() for each in find(viewer, partnership)]
