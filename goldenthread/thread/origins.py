"""What stands between a figure and a finding: an area that asks questions tells the thread which figure each is about.

    origins.register("assurance", {"evidence.indicator"}, {"assurance.call"}, queries.origins)

The thread then walks from the figure by the question to what was found, and back. ``find`` returns pairs of records, (evidence,
what was asked about it), whichever of the two each of the given records is; whether the viewer may know of them, the thread asks.
"""

from collections.abc import Callable, Collection, Iterable, Set
from dataclasses import dataclass
from uuid import UUID

from goldenthread.access.viewer import Viewer

Pairs = Iterable[tuple[UUID, UUID]]
Find = Callable[[Viewer, Collection[UUID]], Pairs]


@dataclass(frozen=True, slots=True)
class Origin:
    """A source of such pairs: the kinds of record that are evidence, and those that ask about it. No other is looked up."""

    evidence: Set[str]
    questions: Set[str]
    find: Find


_ORIGINS: dict[str, Origin] = {}


def register(code: str, evidence: Set[str], questions: Set[str], find: Find) -> None:
    """Add a source; called from an area's `registration.py`. Raises `ValueError` if its code is taken."""
    if code in _ORIGINS:
        raise ValueError(f"The origins {code} are registered twice.")
    _ORIGINS[code] = Origin(evidence, questions, find)


def is_question(kind: str) -> bool:
    """Whether records of a kind are asked about evidence."""
    return any(kind in each.questions for each in _ORIGINS.values())


def concern(kind: str) -> bool:
    """Whether records of a kind may stand on either side of a pair."""
    return is_question(kind) or any(kind in each.evidence for each in _ORIGINS.values())


def pairs(viewer: Viewer, ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return (evidence, what was asked about it) for some records."""
    return {pair for each in _ORIGINS.values() for pair in each.find(viewer, ids)} if ids else set()
