"""The first rule: which numbers are too small to show, and what being protected means.

The Department for Education hides 1 to 5 in local figures of children in need and leaves 0 as it is. A zero, or a
hundred per cent, says something of every member of a group ("none of the twelve was seen alone"): whether that is
hidden too is a choice of each audience.

**Protected** means: from everything that was published, a hidden small number could be as many different numbers as
the symbol stands for (1 to 5: five of them; never fewer than two). The tables around it narrow it down no more than the symbol
does. In the words of the literature this is a sliding protection level of the threshold less one, for every
primary cell: Fischetti and Salazar 2001, section 1; A. Hundepool and others, Statistical Disclosure Control, Wiley,
2012, chapter 4. (To ask for the very numbers 1 to 5 is more than can be had: where two hidden cells make up a hidden
total, the total is 2 or more whatever else is hidden.) Numbers hidden only to protect others keep two possible values.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from goldenthread.evidence.disclosure.model import Cell, Tables


@dataclass(frozen=True, slots=True)
class Rule:
    """What an audience may not see. ``threshold`` 5 hides 1 to 5; 0 hides nothing."""

    threshold: int = 5
    whole_groups: bool = False

    def __post_init__(self) -> None:
        if self.threshold < 0:
            raise ValueError("A threshold is 0 or more.")

    @property
    def smallest(self) -> int:
        """The smallest number that the symbol can stand for, as everybody may read in the note under the table."""
        return 0 if self.whole_groups else 1

    @property
    def values(self) -> int:
        """How many values a hidden small number must be able to have."""
        return max(self.threshold + 1 - self.smallest, 2)

    def hides(self, cell: Cell) -> bool:
        """Whether a number must not be shown, nor be worked out."""
        if not cell.people or self.threshold == 0:
            return False
        if cell.value == 0:
            return self.whole_groups and cell.group
        return cell.value <= self.threshold

    def least(self, cell: Cell) -> int:
        """Return the least that anybody can take a hidden cell to be: a zero is hidden only where another rule held."""
        return self.smallest if cell.printed and cell.value else 0


def primary(tables: Tables, rule: Rule) -> frozenset[Hashable]:
    """Return the cells whose own numbers are too small to show."""
    return frozenset(key for key, cell in tables.cells.items() if rule.hides(cell))
