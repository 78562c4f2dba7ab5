"""What can be done from a point on a chart, and what was done: areas above register both, an indicator's page shows them.

An area that asks questions registers a step in its `registration.py`:

    steps.register(steps.NextStep("evidence_call", "Ask for evidence", address, Permission.ASSURANCE_ASK, order=10))

``address`` makes the address of the form from the point. The area also registers its marks: what was asked of an indicator, so
that it stays on the chart. A step nobody may take is not shown; nothing is shown for an area that is not there.

The operation behind the form says, in its own transaction, that the step was taken: `taken`. Whoever keeps a list of what deserves
a look registers with `hear` and counts it as looked at, without the two areas knowing of each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Reach, Viewer
from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a chart: one figure of an indicator. ``cut`` is empty for the whole (see `rules.cuts`)."""

    indicator: UUID
    partnership: UUID
    period: Period
    cut: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do from a point. ``label`` says it as a button: "Ask for evidence"."""

    code: str
    label: str
    address: Callable[[Spot], str]
    permission: Permission
    order: int = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """What was asked or done about a point: drawn on the chart, listed beneath it.

    ``words`` say it in one line; ``state`` how it stands ("asked", "answered"); ``address`` opens it.
    """

    period: Period
    cut: str
    words: str
    state: str
    on: date
    address: str


@dataclass(frozen=True, slots=True)
class Taken:
    """That a step was taken. ``record`` is what came of it: a call for evidence, an audit.

    ``spots`` are the figures it is about; ``signal`` is the id that the address of the form carried, if it was opened from one.
    """

    partnership: UUID
    record: UUID
    spots: tuple[Spot, ...] = ()
    signal: UUID | None = None


Marks = Callable[[Viewer, UUID], Sequence[Mark]]
Hear = Callable[[Viewer, datetime, Taken], None]
_steps: dict[str, NextStep] = {}
_marks: dict[str, Marks] = {}
_hearers: dict[str, Hear] = {}


def register(step: NextStep) -> None:
    """Add a step; a second one of the same code is a mistake."""
    if step.code in _steps:
        raise ValueError(f"The step {step.code} is registered twice.")
    _steps[step.code] = step


def register_marks(code: str, find: Marks) -> None:
    """Add a source of marks: a query that takes the viewer and an indicator."""
    if code in _marks:
        raise ValueError(f"The marks {code} are registered twice.")
    _marks[code] = find


def hear(code: str, told: Hear) -> None:
    """Have ``told`` called, in the same transaction, each time a step was taken."""
    if code in _hearers:
        raise ValueError(f"The hearer {code} is registered twice.")
    _hearers[code] = told


def taken(by: Viewer, at: datetime, step: Taken) -> None:
    """Say that a step was taken: called by the operation that opened the record, which has checked that ``by`` may."""
    for told in _hearers.values():
        told(by, at, step)


def offered(viewer: Viewer, partnership: UUID) -> list[NextStep]:
    """Return the steps the viewer may take in a partnership, or for one of its groups, in order."""
    known = [step for step in _steps.values() if _held_around(viewer.reach(step.permission), partnership)]
    return sorted(known, key=lambda step: (step.order, step.code))


def _held_around(reach: Reach, partnership: UUID) -> bool:
    return reach.everywhere or partnership in reach.around


def marks(viewer: Viewer, indicator: UUID) -> list[Mark]:
    """Return everything that was asked or done about an indicator and that the viewer may know of, oldest first."""
    found = [mark for find in _marks.values() for mark in find(viewer, indicator)]
    return sorted(found, key=lambda mark: (mark.on, mark.period, mark.words))
