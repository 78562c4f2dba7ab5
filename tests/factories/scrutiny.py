"""A partnership that is inspected and visited, made by the product's own operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.foundation.periods import year_from_april
from goldenthread.quality import operations as banks
from goldenthread.scrutiny import operations, queries
from goldenthread.scrutiny.rules.evaluating import Judged
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
TODAY = date(2026, 4, 2)


class Site:
    """A partnership with two agencies, a board, those who keep what was looked at, and those who may not."""

    def __init__(self) -> None:
        self.place = bodies.partnership().pk
        self.elsewhere = bodies.partnership().pk
        self.group = bodies.group("Board", partnership=self.place)
        self.board = self.group.pk
        around = [self.place]
        self.manager = viewers.business_manager(self.place, name="Robin Example")
        accounts.make_user(self.manager)
        self.officer = viewers.holding("qa_officer", partnership=self.place)
        self.chair = viewers.holding("independent_chair", partnership=self.place)
        self.scrutineer = viewers.holding("scrutineer", partnership=self.place)
        self.layperson = bodies.person("Lay Member", partnership=self.place)
        self.lay = viewers.holding(
            "lay_member", partnership=self.place, person_id=self.layperson.pk, name=self.layperson.name
        )
        self.observer = viewers.holding("elected_observer", partnership=self.place)
        self.stranger = viewers.business_manager(self.elsewhere)
        self.agencies = [bodies.agency(name, partnership=self.place).pk for name in ("Constabulary", "Hospitals")]
        self.people = [
            bodies.person(f"Member {number}", partnership=self.place, agency=agency)
            for number, agency in enumerate(self.agencies, start=1)
        ]
        self.members = [
            viewers.holding("agency_member", agency=agency, around=around, person_id=person.pk, name=person.name)
            for agency, person in zip(self.agencies, self.people, strict=True)
        ]
        for person, agency in zip(self.people, self.agencies, strict=True):
            bodies.member(self.group, person, agency=agency, from_on=date(2024, 4, 1))

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

    def year(self, **fields: Any) -> UUID:
        """The plan of visits of 2026-27: two by each member of the board."""
        known: dict[str, Any] = {"group": self.board, "year": year_from_april("2026-27"), "title": "Visits 2026-27"}
        known |= {"partnership": self.place}
        return operations.begin_visit_plan(by=fields.pop("by", self.manager), at=AT, **{**known, **fields})

    def planned(self, **fields: Any) -> UUID:
        """A visit of the first member to a team of the second agency."""
        known: dict[str, Any] = {"team": "Ward 4", "agency": self.agencies[1], "on": TODAY, "partnership": self.place}
        return operations.plan_visit(by=fields.pop("by", self.members[0]), at=AT, **{**known, **fields})

    def written(self, **fields: Any) -> UUID:
        """A visit that its visitor has written up, with a strength and something to change."""
        made = self.planned()
        known: dict[str, Any] = {"seen": "A calm ward.", "heard": "Supervision is late.", "on": TODAY}
        known["noted"] = [
            ("strength", "Staff know the escalation policy", ""),
            ("concern", "Supervision is late", "Supervision"),
        ]
        operations.write_up(by=fields.pop("by", self.members[0]), at=AT, visit=made, **{**known, **fields})
        return made

    def bank(self, purpose: str = "self_evaluation") -> UUID:
        """The published edition of a bank of the library."""
        edition = banks.adopt(by=self.manager, at=AT, partnership=self.place, code=purpose)
        banks.publish(by=self.manager, at=AT, edition=edition)
        return edition

    def evaluation(self, **fields: Any) -> UUID:
        """A self-evaluation of the year that has just ended: members of the board judge alone."""
        known: dict[str, Any] = {
            "purpose": "self_evaluation", "group": self.board, "start": date(2025, 4, 1), "end": date(2026, 3, 31),
            "due_on": date(2026, 4, 20), "held_on": date(2026, 4, 28), "title": "Self-evaluation 2025-26",
            "partnership": self.place,
        }  # fmt: skip
        known["tool"] = fields.pop("tool", None) or self.bank(fields.get("purpose", "self_evaluation"))
        return operations.begin_evaluation(by=fields.pop("by", self.manager), at=AT, **{**known, **fields})

    def judged(self, evaluation: UUID, *values: str, only: int | None = None) -> list[Judged]:
        """Grades for the standards of an evaluation in their order, and last over all."""
        row = queries.evaluation(self.manager, evaluation)
        places = [*(each.id for each in queries.tool(self.manager, row.tool_id).standards), None]
        return [
            Judged(standard=place, value=value, words="What we saw.")
            for place, value in zip(places, values, strict=False)
        ][:only]

    def agreed(self, *values: str, **fields: Any) -> UUID:
        """A self-evaluation that a challenge day agreed."""
        made = self.evaluation(**fields)
        operations.open_to_all(by=self.manager, at=AT, evaluation=made)
        operations.agree(by=self.manager, at=AT, evaluation=made, judged=self.judged(made, *values))
        operations.settle(by=self.manager, at=AT, evaluation=made, on=TODAY, words="The board, on its challenge day")
        return made
