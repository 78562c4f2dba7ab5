"""A partnership that is inspected and visited, made by the product's own operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.scrutiny import operations, queries
from tests.factories import partnership as bodies
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
TODAY = date(2026, 4, 2)


class Site:
    """A partnership with two agencies, a board, those who keep what was looked at, and those who may not."""

    def __init__(self) -> None:
        self.place = bodies.partnership().pk
        self.elsewhere = bodies.partnership().pk
        self.board = bodies.group("Board", partnership=self.place).pk
        around = [self.place]
        self.manager = viewers.business_manager(self.place, name="Robin Example")
        self.officer = viewers.holding("qa_officer", partnership=self.place)
        self.chair = viewers.holding("independent_chair", partnership=self.place)
        self.scrutineer = viewers.holding("scrutineer", partnership=self.place)
        self.lay = viewers.holding("lay_member", partnership=self.place)
        self.observer = viewers.holding("elected_observer", partnership=self.place)
        self.stranger = viewers.business_manager(self.elsewhere)
        self.agencies = [bodies.agency(name, partnership=self.place).pk for name in ("Constabulary", "Hospitals")]
        self.members = [viewers.holding("agency_member", agency=each, around=around) for each in self.agencies]

    def inspection(self, **fields: Any) -> UUID:
        """A joint inspection of last September, as the manager records it."""
        known: dict[str, Any] = {
            "kind": "jtai",
            "title": "Joint inspection on neglect",
            "from_on": date(2025, 9, 22),
            "to_on": date(2025, 9, 26),
            "letter_on": date(2025, 11, 14),
            "bodies": self.agencies,
            "partnership": self.place,
        }
        return operations.record_inspection(by=fields.pop("by", self.manager), at=AT, **{**known, **fields})

    def graded(self, grade: str, year: int, **fields: Any) -> UUID:
        """An inspection of a year that gave one grade overall."""
        made = self.inspection(
            kind="ofsted_services", title=f"Inspection {year}", from_on=date(year, 5, 1), to_on=date(year, 5, 9),
            letter_on=date(year, 6, 20), scale=fields.pop("scale", "ofsted_four"), **fields,
        )  # fmt: skip
        operations.judge_areas(by=self.manager, at=AT, inspection=made, areas=[("Overall", grade, "")])
        return made

    def asked(self, *points: str, strengths: str = "Clear drive", recommend: bool = True, **fields: Any) -> UUID:
        """An inspection that asked for some things."""
        made = self.inspection(**fields)
        operations.record_found(
            by=self.manager, at=AT, inspection=made, strengths=strengths, improvements="\n".join(points),
            themes=["Neglect"], recommend=recommend,
        )  # fmt: skip
        return made

    def points(self, inspection: UUID, on: date = TODAY) -> list[Any]:
        """What an inspection asked for, as the manager sees it."""
        return queries.progress(self.manager, [queries.inspection(self.manager, inspection)], on)
