"""The catalogue of data checks: each area registers what can be wrong with its rows, why it matters and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from uuid import UUID

from goldenthread.access.viewer import Viewer


class Severity(IntEnum):
    """How much it matters: the order of the page."""

    STOP = 1
    LOOK = 2
    NOTE = 3

    @property
    def words(self) -> str:
        """The severity as people read it."""
        return {1: "Put right now", 2: "Look into it", 3: "For information"}[self.value]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong.

    ``key`` tells it from all others of the same check, so that tomorrow's run knows it again. ``record`` is the spine record
    it is about: who may not know of that record is not shown the row. Rows with neither record nor partnership are about the
    installation as a whole.
    """

    key: str
    subject: str
    detail: str = ""
    record: UUID | None = None
    partnership: UUID | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class DataCheck:
    """A check: ``find(viewer, on)`` returns what is wrong on a day. ``why`` and ``mend`` are sentences for the page.

    It looks as the account that runs it, by night the operator, who reads no figure and no money. ``eyes`` is the role with
    which it looks at each partnership as well, one after another: what is found twice under one key is kept once.
    """

    code: str
    title: str
    severity: Severity
    why: str
    mend: str
    find: Callable[[Viewer, date], Iterable[Found]]
    eyes: str = ""


_CHECKS: dict[str, DataCheck] = {}


def register(check: DataCheck) -> DataCheck:
    """Add a check; called from an area's `registration.py`. Raises `ValueError` if its code is taken."""
    if check.code in _CHECKS:
        raise ValueError(f"Two areas register the data check {check.code}.")
    _CHECKS[check.code] = check
    return check


def get(code: str) -> DataCheck | None:
    """Return the check registered as ``code``, or None: results of a check that has since gone are still shown."""
    return _CHECKS.get(code)


def every() -> list[DataCheck]:
    """Return all checks, the gravest first."""
    return sorted(_CHECKS.values(), key=lambda check: (check.severity, check.title))
