"""A partnership with figures small and large, and the two people that a release takes."""

from typing import Any
from uuid import UUID

from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.partnership import queries as partnerships
from goldenthread.releases import operations
from tests.factories import viewers
from tests.factories.evidence import AT, Home

YEAR, BEFORE = year_from_april("2017-18"), year_from_april("2016-17")
PLANS = {"Neglect": 40, "Emotional": 30, "Physical": 3, "Sexual": 17}


def protect(home: Home, *audiences: str) -> None:
    """Have the figures of a partnership protected as they are now, for its board and the public unless told."""
    for audience in audiences or ("board", "public"):
        operations.protect(by=home.by, at=AT, partnership=home.place, audience=audience)


class Desk:
    """Plans by category with one small number; two who prepare and decide."""

    def __init__(self, plans: dict[str, int] = PLANS, code: str = "cpp") -> None:
        self.home, self.code = Home(code), code
        self.place = self.home.place
        self.prepares = self.home.by
        self.decides = viewers.holding("independent_chair", partnership=self.place, name="Chair Example")
        self.lay = viewers.holding("lay_member", partnership=self.place)
        self.supply(YEAR, plans)

    def supply(self, period: Period, plans: dict[str, int], **fields: Any) -> None:
        """Supply the whole and its categories."""
        self.home.supply(self.code, period, sum(plans.values()), **fields)
        for name, number in plans.items():
            self.home.supply(self.code, period, number, breakdown={"category": name}, **fields)

    def prepare(self, **fields: Any) -> UUID:
        """Prepare an edition for the public."""
        given = {
            **{"title": "Plans 2017-18", "audience": "public", "indicators": [self.code]},
            **{"periods": [YEAR], "breakdowns": ["category"]},
        }
        return operations.prepare(by=self.prepares, at=AT, partnership=self.place, **(given | fields))

    def release(self, **fields: Any) -> UUID:
        """Prepare an edition, and release it as the second person."""
        made = self.prepare(**fields)
        operations.set_out(by=self.decides, at=AT, edition=made, why="Looked at.")
        return made

    @property
    def slug(self) -> str:
        """The name of the partnership in addresses."""
        return str(partnerships.partnership(self.prepares, self.place).slug)
