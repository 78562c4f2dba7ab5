"""Who reads what was released, and how small a number each audience may not see."""

from dataclasses import dataclass

from goldenthread.evidence.disclosure import Rule
from goldenthread.foundation.errors import RuleBroken

PUBLIC, BOARD, PARTNER = "public", "board", "partner"
AUDIENCES = {PUBLIC: "The public", BOARD: "Board papers", PARTNER: "Partner agencies"}
ALSO_READS = {PUBLIC: (PUBLIC,), BOARD: (BOARD, PUBLIC), PARTNER: (PARTNER, BOARD, PUBLIC)}
"""What each audience has: whoever reads board papers reads what is public too."""
_MOST = 20
ROUNDING = {1: "Not rounded", 5: "To the nearest 5", 10: "To the nearest 10"}


@dataclass(frozen=True, slots=True)
class Policy:
    """What an audience may not see: 1 to ``threshold``; counts rounded to ``rounding``; zeros of whole groups or not.

    The Department for Education hides 1 to 5 in local figures and leaves 0; it rounds national ones to 10.
    """

    threshold: int = 5
    rounding: int = 1
    whole_groups: bool = False

    @property
    def rule(self) -> Rule:
        """The policy as the search for cells takes it."""
        return Rule(self.threshold, self.whole_groups)

    @property
    def words(self) -> str:
        """The policy in a sentence for readers."""
        if self.threshold == 0:
            hidden = "No number is hidden for being small."
        else:
            group = " So are a zero and a hundred per cent of a whole group." if self.whole_groups else ""
            hidden = f"Numbers from 1 to {self.threshold} are hidden.{group}"
        rounded = f" Counts are rounded to the nearest {self.rounding}." if self.rounding > 1 else ""
        return hidden + rounded


def check(policy: Policy) -> Policy:
    """Return a policy if it can be; raises `RuleBroken`."""
    if not 0 <= policy.threshold <= _MOST:
        raise RuleBroken(f"The largest number that is hidden lies between 0 and {_MOST}.", field="threshold")
    if policy.rounding not in ROUNDING:
        raise RuleBroken("Choose how counts are rounded.", field="rounding")
    return policy


def check_audience(audience: str) -> str:
    """Return the code of an audience; raises `RuleBroken`."""
    if audience not in AUDIENCES:
        raise RuleBroken("Choose who it is for.", field="audience")
    return audience


def live_name(audience: str, number: int) -> str:
    """Return what live figures are called that an audience was shown."""
    return f"{AUDIENCES[audience]}, live figures {number}"
