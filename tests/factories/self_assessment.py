"""Rounds of self-assessment for tests, made by the product's own operations."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.quality import filling
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec
from goldenthread.self_assessment import operations, queries
from tests.factories import accounts, quality, viewers
from tests.factories import partnership as bodies

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
NEXT_YEAR = datetime(2027, 5, 4, 9, 0, tzinfo=UTC)
FILL_BY, SIGN_BY = date(2026, 7, 3), date(2026, 7, 17)


def standards(count: int = 2, questions: int = 2, scale: str = "zero_to_three") -> list[StandardSpec]:
    """A small bank: ``count`` standards of ``questions`` questions each."""
    return [
        StandardSpec(
            str(number),
            f"Standard {number}",
            weight=Decimal(1),
            questions=tuple(
                QuestionSpec(f"{number}.{place}", f"Is {number}.{place} so?", scale=scale, allows_not_applicable=True)
                for place in range(1, questions + 1)
            ),
        )
        for number in range(1, count + 1)
    ]


class Year:
    """A partnership with a bank, a school that is asked, and everybody who has to do with it."""

    def __init__(
        self, *, count: int = 2, questions: int = 2, purpose: str = "section_175", edition: Any = None
    ) -> None:
        self.place = bodies.partnership().pk
        self.edition = edition or quality.own(self.place, *standards(count, questions), purpose=purpose)
        self.agency = bodies.agency(
            "Alder Brook Primary School", partnership=self.place, kind="school", phase="primary"
        ).pk
        self.qa = quality.keeper(self.place)
        self.lead = self.of_school("school_lead", "Lee Lead")
        self.head = self.of_school("school_lead", "Harper Head")
        self.colleague = self.of_school("practitioner", "Casey Colleague")

    def of_school(self, role: str, name: str, agency: UUID | None = None) -> Any:
        """Somebody of the school, or of another agency, with an entry in the register."""
        where = agency or self.agency
        known = bodies.person(name, partnership=self.place, agency=where, job_title="Teacher")
        found = viewers.holding(role, agency=where, around=[self.place], name=name, person_id=known.pk)
        accounts.make_user(found)
        return found

    def start(self, at: datetime = AT, **fields: Any) -> UUID:
        """Begin a round."""
        days = (
            {"fill_by": FILL_BY, "sign_by": SIGN_BY}
            if at < NEXT_YEAR
            else {"fill_by": date(2027, 7, 2), "sign_by": date(2027, 7, 16)}
        )
        given = {"title": "Section 175 return", "year": "2026-27", "signers": ["lead", "head"], **days} | fields
        given.setdefault("asked", self.edition.pk)
        return operations.start_round(by=self.qa, at=at, partnership=self.place, **given)

    def send(self, *agencies: UUID, at: datetime = AT, **fields: Any) -> Any:
        """Begin and send a round; return the return of the school, or of the first agency named."""
        made = self.start(at, **fields)
        asked = agencies or (self.agency,)
        operations.ask(by=self.qa, at=at, round=made, agencies=asked)
        operations.send_round(by=self.qa, at=at, round=made)
        return queries.returns(self.qa).get(round=made, agency=asked[0])

    def fill(self, row: Any, by: Any = None, at: datetime = LATER, **values: str) -> Any:
        """Answer questions: ``q1_1="3"``; without any, all of them with 2."""
        book = queries.book(by or self.lead, row.pk, at.date())
        given = {name.removeprefix("q").replace("_", "."): value for name, value in values.items()}
        given = given or {each.question.code: "2" for each in book.asked}
        known = {each.question.code: each for each in book.asked}
        answers = {}
        for code, value in given.items():
            answer = known[code].answer if code in known else None
            answers[code] = (answer.edition if answer else 0, {"value": value, "words": f"We know {code}."})
        return operations.keep_answers(by=by or self.lead, at=at, sheet=row.pk, answers=answers)

    def sign(self, row: Any, at: datetime = LATER, why: str = "") -> Any:
        """Sign by lead and head."""
        operations.sign(by=self.lead, at=at, sheet=row.pk, role="lead", why=why)
        operations.sign(by=self.head, at=at, sheet=row.pk, role="head")
        return queries.sheet(self.qa, row.pk)

    def signed(self, **values: str) -> Any:
        """A return that was sent, filled and signed by all."""
        row = self.send()
        self.fill(row)
        if values:
            self.fill(row, **values)
        return self.sign(row)


def grow(edition: Any, *specs: StandardSpec) -> None:
    """Put more standards into a draft edition."""
    filling.fill(edition, specs)
