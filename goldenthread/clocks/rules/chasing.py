"""Reminding and chasing, for every area that asks something of agencies: when a step is due, and what a form says of it.

The days and the ladder are data of whatever is asked: reminders are working days before the day, a ladder is ``[days late, who]``.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.foundation.errors import RuleBroken

LONGEST = 60
"""Working days before or after: nobody is reminded earlier, or chased later."""
_STEP = re.compile(r"(\d{1,2})\s*:\s*(\w+)$")


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder or chase. ``code`` names it for good: a step is taken once for a return."""

    code: str
    who: tuple[str, ...]
    words: str


def due(
    left: int,
    late: int,
    reminders: Sequence[int],
    ladder: Sequence[Sequence[Any]],
    taken: Collection[str],
    order: Sequence[str],
) -> list[Step]:
    """Return the steps that are due today and were not taken, the last one only of several that were missed.

    ``left`` and ``late`` are working days; ``order`` names who can be told, whoever is told first standing first: whoever is told
    last does not hear it alone. A night without a worker loses no step, and nobody gets two mails at once.
    """
    if late:
        reached = [(int(days), str(who)) for days, who in ladder if int(days) <= late]
        if not reached:
            return []
        days, who = max(reached, key=lambda each: each[0])
        words = f"Not returned: {late} working {'day' if late == 1 else 'days'} late"
        told = tuple(order[: list(order).index(who) + 1])
        return _unless_taken(Step(f"late:{days}:{who}", told, words), taken)
    near = [int(each) for each in reminders if int(each) >= left >= 0]
    if not near:
        return []
    words = "Due today" if not left else f"Due in {left} working {'day' if left == 1 else 'days'}"
    return _unless_taken(Step(f"before:{min(near)}", (order[0],), words), taken)


def _unless_taken(step: Step, taken: Collection[str]) -> list[Step]:
    return [] if step.code in taken else [step]


def days(given: Sequence[int]) -> list[int]:
    """Return reminder days in order; raises `RuleBroken`."""
    found = sorted({int(each) for each in given}, reverse=True)
    if any(not 0 < each <= LONGEST for each in found):
        raise RuleBroken(f"Remind between 1 and {LONGEST} working days before.", field="reminders")
    return found


def steps(ladder: Sequence[Sequence[Any]], known: Collection[str]) -> list[list[Any]]:
    """Return the steps of a ladder in order; raises `RuleBroken`."""
    found: list[list[Any]] = sorted([int(days), str(who)] for days, who in ladder)
    if any(who not in known or not 0 < days <= LONGEST for days, who in found):
        raise RuleBroken(f"Say after how many working days, from 1 to {LONGEST}, who is told.", field="ladder")
    return found


def read_days(text: str) -> list[int] | None:
    """Read numbers with commas between; None when it is not that."""
    found = [each.strip() for each in text.split(",") if each.strip()]
    return [int(each) for each in found] if all(each.isdigit() and len(each) <= 2 for each in found) else None


def read_steps(text: str, known: Collection[str]) -> tuple[list[list[Any]], str]:
    """Read lines such as ``3: lead``. Returns the steps, and the first line that is none."""
    found: list[list[Any]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        step = _STEP.match(line)
        if not step or step[2] not in known:
            return found, line[:40]
        found.append([int(step[1]), step[2]])
    return found, ""


def written(ladder: Sequence[Sequence[Any]]) -> str:
    """Return a ladder as its form shows it."""
    return "\n".join(f"{days}: {who}" for days, who in ladder)
