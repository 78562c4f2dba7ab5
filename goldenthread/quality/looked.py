"""What was looked at: areas above register their sources, the quality page shows them together.

    looked.register(looked.Source("audits", "Multi-agency audits", find))

Like signals of the evidence, nothing is stored twice: each source answers from its own rows what the viewer may know of.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at.

    ``kind`` says in words what it is ("Multi-agency audit"), ``grade`` what came of it. ``points`` is 0 for the worst and 1 for the
    best that could be found, None where nothing was graded. ``themes`` are ids of themes of the thread. ``before`` is the record
    it looked at again.
    """

    record: UUID
    kind: str
    title: str
    on: date
    address: str
    themes: tuple[UUID, ...] = ()
    agencies: tuple[UUID, ...] = ()
    grade: str = ""
    points: float | None = None
    before: UUID | None = None


Find = Callable[[Viewer, UUID, Period], Iterable[Looked]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where things that were looked at come from. ``find`` takes the viewer, a partnership and a period."""

    code: str
    label: str
    find: Find


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; a second one of the same code is a mistake."""
    if source.code in _sources:
        raise ValueError(f"The source {source.code} is registered twice.")
    _sources[source.code] = source


def sources() -> list[Source]:
    """Return every source, by its label."""
    return sorted(_sources.values(), key=lambda each: each.label)


def found(viewer: Viewer, partnership: UUID, period: Period) -> list[Looked]:
    """Return everything that was looked at in a period and that the viewer may know of, newest first."""
    seen = [each for source in _sources.values() for each in source.find(viewer, partnership, period)]
    return sorted(seen, key=lambda each: (-each.on.toordinal(), each.title))
