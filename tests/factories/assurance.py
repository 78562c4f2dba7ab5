"""Calls for evidence and what follows from them for tests, made by the product's own operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.assurance import operations, rules
from goldenthread.evidence.steps import Spot
from goldenthread.foundation.periods import Period
from tests.factories import evidence, viewers
from tests.factories import partnership as bodies

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
DUE = date(2026, 4, 30)
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
PARTS = {
    "what": "The count is right.",
    "why": "A new form counted twice.",
    "so_what": "No child waited longer.",
    "next": "We mend the form by May.",
}


class Site(evidence.Home):
    """A partnership with a scrutiny group, two agencies, everybody who asks, answers, judges and decides, and one figure."""

    def __init__(self) -> None:
        super().__init__("cpp")
        self.indicator = self.ids["cpp"]
        self.group = bodies.group("Scrutiny group", partnership=self.place).pk
        self.executive = bodies.group("Executive", partnership=self.place).pk
        self.police = bodies.agency("Exampleshire Constabulary", partnership=self.place).pk
        self.health = bodies.agency("Exampleshire Hospitals", partnership=self.place).pk
        self.officer = bodies.person("Alex Example", partnership=self.place, agency=self.police, job_title="Inspector")
        around = [self.place]
        self.chair = viewers.holding("group_chair", group=self.group, around=around)
        self.scrutineer = viewers.holding("scrutineer", partnership=self.place)
        self.member = viewers.holding("agency_member", agency=self.police, around=around)
        self.other = viewers.holding("agency_member", agency=self.health, around=around)
        self.lead = viewers.holding("lead_partner", agency=self.police, around=around)
        self.supply("cpp", YEAR, 320)

    @property
    def spot(self) -> Spot:
        """The one figure there is, as a point on a chart."""
        return Spot(self.indicator, self.place, YEAR)

    def ask(self, **fields: Any) -> UUID:
        """Ask the police about the figure in the name of the group; return the call's id."""
        known: dict[str, Any] = {"kind": rules.CALL, "agencies": [self.police], "title": "Children on plans"}
        known |= {"question": "Why did it rise?", "due": DUE, "group": self.group, "points": [self.spot]}
        by = fields.pop("by", self.by)
        return operations.ask(by=by, at=AT, partnership=self.place, **{**known, **fields})[0]

    def answer(self, call: UUID, **parts: str) -> None:
        """Write all parts and send them, signed by the inspector."""
        self.write(call, **parts)
        operations.send(by=self.member, at=AT, enquiry=call, signed_by=self.officer.pk)

    def write(self, call: UUID, **parts: str) -> None:
        """Write all parts."""
        for part, text in (parts or PARTS).items():
            operations.write_part(by=self.member, at=AT, enquiry=call, part=part, text=text)

    def accept(self, call: UUID, **fields: Any) -> None:
        """Accept the answer as the chair of the group."""
        operations.accept(by=self.chair, at=AT, enquiry=call, **fields)

    def report(self, **fields: Any) -> UUID:
        """Report the figure to the Executive in the name of the group; return the exception's id."""
        known: dict[str, Any] = {"title": "Children on plans", "risk": "It rises.", "asks": "An audit.", "due": DUE}
        known |= {"executive": self.executive, "group": self.group, "points": [self.spot]}
        by = fields.pop("by", self.by)
        return operations.report_exception(by=by, at=AT, partnership=self.place, **{**known, **fields})
