"""Who is reminded and chased when: from the reminder days and the ladder of a call, which are data."""

from collections.abc import Sequence
from typing import Any

from goldenthread.clocks.rules import chasing
from goldenthread.clocks.rules.chasing import Step as Step
from goldenthread.returns.rules.states import LADDER, Facts


def due(facts: Facts, reminders: Sequence[int], ladder: Sequence[Sequence[Any]], taken: Sequence[str]) -> list[Step]:
    """Return the steps that are due today and were not taken. Nobody is reminded of a return that is signed, or locked."""
    if facts.signed or facts.locked:
        return []
    return chasing.due(facts.days_left, facts.days_late, reminders, ladder, taken, tuple(LADDER))
