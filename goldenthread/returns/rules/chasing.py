"""Who is reminded and chased when: from the reminder days and the ladder of a call, which are data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.returns.rules.states import CHAIR, LEAD, SUPPLIER, Facts


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder or chase. ``code`` names it for good: a step is taken once for a return."""

    code: str
    who: tuple[str, ...]
    words: str


def due(facts: Facts, reminders: Sequence[int], ladder: Sequence[Sequence[Any]], taken: Sequence[str]) -> list[Step]:
    """Return the steps that are due today and were not taken, the last one only of several that were missed.

    Nobody is reminded of a return that is signed. A night without a worker loses no step, and nobody gets two mails at once.
    """
    if facts.signed or facts.locked:
        return []
    late = facts.days_late
    if late:
        reached = [(int(days), str(who)) for days, who in ladder if int(days) <= late]
        if not reached:
            return []
        days, who = max(reached, key=lambda each: each[0])
        code = f"late:{days}:{who}"
        words = f"Not returned: {late} working {'day' if late == 1 else 'days'} late"
        return [] if code in taken else [Step(code, _up_to(who), words)]
    left = [int(each) for each in reminders if int(each) >= facts.days_left >= 0]
    if not left:
        return []
    code = f"before:{min(left)}"
    words = "Due today" if not facts.days_left else f"Due in {facts.days_left} working days"
    return [] if code in taken else [Step(code, (SUPPLIER,), words)]


def _up_to(who: str) -> tuple[str, ...]:
    """Whoever is told last does not hear it alone."""
    ladder = (SUPPLIER, LEAD, CHAIR)
    return ladder[: ladder.index(who) + 1]
