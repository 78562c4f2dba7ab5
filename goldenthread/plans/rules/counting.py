"""How far the actions under an item are: counted, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass

RUNNING = frozenset({"planned", "under_way", "held_up"})
ENDED = frozenset({"withdrawn", "superseded", "merged"})


@dataclass(frozen=True, slots=True)
class Counted:
    """How many actions there are, without those that were withdrawn or went into others.

    ``closed``: somebody has said what difference they made. ``complete``: done, and nobody has said so yet.
    """

    total: int = 0
    closed: int = 0
    complete: int = 0
    running: int = 0
    overdue: int = 0
    shortfall: int = 0

    @property
    def percent(self) -> int:
        """The share that is closed with its impact judged, rounded down: 100 only when all are."""
        return self.closed * 100 // self.total if self.total else 0

    @property
    def words(self) -> str:
        """Say it as a person would."""
        if not self.total:
            return "No actions"
        said = f"{self.closed} of {self.total} closed with impact"
        more = [
            f"{number} {words}"
            for number, words in ((self.complete, "done, impact not judged"), (self.overdue, "overdue"))
            if number
        ]
        return ", ".join([said, *more])


def counted(actions: Iterable[tuple[str, bool]]) -> Counted:
    """Count actions, each a status and whether its date has passed."""
    rows = [(status, late) for status, late in actions if status not in ENDED]
    statuses = [status for status, _ in rows]
    return Counted(
        total=len(rows),
        closed=statuses.count("closed"),
        complete=statuses.count("complete"),
        running=sum(status in RUNNING for status in statuses),
        overdue=sum(late and status in RUNNING for status, late in rows),
        shortfall=statuses.count("shortfall"),
    )
