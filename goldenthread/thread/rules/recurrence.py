"""Themes that come back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.thread.rules.words import CONCERN


@dataclass(frozen=True, slots=True)
class Sighting:
    """One finding on a theme: where it came from, and when."""

    finding: UUID
    source: UUID
    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a theme was seen, in how many sources, from when until when.

    ``back_on`` is the day it was first seen again as a concern after an action on it had been closed.
    """

    findings: int
    concerns: int
    sources: int
    first: date | None
    last: date | None
    back_on: date | None

    @property
    def recurs(self) -> bool:
        """Whether more than one source has shown it as a concern, or it came back after an action was closed."""
        return self.back_on is not None or (self.concerns > 1 and self.sources > 1)


def seen(sightings: Iterable[Sighting], closed: Mapping[UUID, date]) -> Seen:
    """Sum up the sightings of one theme; ``closed`` says when an action that a finding led to was closed."""
    ordered = sorted(sightings, key=lambda each: each.on)
    concerns = [each for each in ordered if each.kind == CONCERN]
    ended = sorted(closed[each.finding] for each in ordered if each.finding in closed)
    back = next((each.on for each in concerns if ended and each.on > ended[0]), None)
    return Seen(
        findings=len(ordered),
        concerns=len(concerns),
        sources=len({each.source for each in ordered}),
        first=ordered[0].on if ordered else None,
        last=ordered[-1].on if ordered else None,
        back_on=back,
    )
