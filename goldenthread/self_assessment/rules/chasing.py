"""Who is reminded and chased when: two days, to fill a return and to sign it, and a ladder that is data of the round."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.clocks.rules import chasing
from goldenthread.clocks.rules.chasing import Step as Step

FILLER, SIGNER, GROUP = "filler", "signer", "group"
LADDER = {
    FILLER: "those who answer for the agency",
    SIGNER: "those who sign for the agency",
    GROUP: "the chair of the group that receives the returns",
}


@dataclass(frozen=True, slots=True)
class Days:
    """Where a return stands between its two days. ``between`` counts working days from one day to another."""

    fill_by: date
    sign_by: date
    frozen: bool
    on: date
    between: Callable[[date, date], int]

    @property
    def stage(self) -> str:
        """What is owed: ``fill`` until somebody signed or the last day is past, then ``sign``."""
        return "sign" if self.frozen or self.on > self.sign_by else "fill"

    @property
    def left(self) -> int:
        """Working days to the day that counts; below nought when it is past."""
        day = self.sign_by if self.stage == "sign" else self.fill_by
        return self.between(self.on, day)


def due(days: Days, reminders: Sequence[int], ladder: Sequence[Sequence[Any]], taken: Collection[str]) -> list[Step]:
    """Return the steps that are due today and were not taken.

    Before the last day only the agency hears of it: the group is told when signatures are late. Those who sign are reminded of
    signing, those who answer of answering.
    """
    order = tuple(LADDER)
    if days.stage == "sign" and days.frozen:
        order = (SIGNER, GROUP)
    rungs = [each for each in ladder if each[1] in order and (days.stage == "sign" or each[1] != GROUP)]
    begun = f"{days.stage}:"
    own = [each.removeprefix(begun) for each in taken if each.startswith(begun)]
    found = chasing.due(days.left, max(0, -days.left), reminders, rungs, own, order)
    return [Step(begun + each.code, each.who, f"{_OWED[days.stage]}. {each.words}") for each in found]


_OWED = {"fill": "The return is to be filled", "sign": "The return is to be signed"}
