"""Calls and returns for tests, made by the product's own operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.foundation.periods import Period
from goldenthread.returns import operations, queries
from goldenthread.returns.models import Return
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.evidence import Home, quarter

AT = datetime(2018, 7, 9, 9, 0, tzinfo=UTC)
LATER = datetime(2018, 7, 16, 9, 0, tzinfo=UTC)
DUE = date(2018, 7, 20)
Q1 = quarter(2018, 1)
FOUR = {
    "what": "It rose.",
    "why": "A new way of recording.",
    "so_what": "More are seen.",
    "what_next": "We look again.",
}


class Round:
    """A partnership that calls for data, an agency that is asked, and everybody who has to do with it."""

    def __init__(self, *codes: str, home: Home | None = None, supplier: UUID | None = None, **call: Any) -> None:
        self.home = home or Home()
        self.place = self.home.place
        self.agency = supplier or self.home.supplier
        for code in codes:
            if code not in self.home.ids:
                self.home.ids[code] = self.home.choose(code)
        self.codes = codes
        self.qa = viewers.holding("qa_officer", partnership=self.place, name="Quinn Example")
        self.filler = self.of_agency("data_supplier", name="Fran Example")
        self.senior = self.of_agency("agency_member", name="Sam Senior", person_id=self.somebody("Sam Senior").pk)
        self.call = self.begin(**call)

    def somebody(self, name: str) -> Any:
        """A person who works for the agency."""
        return bodies.person(name, partnership=self.place, agency=self.agency, job_title="Head of safeguarding")

    def of_agency(self, role: str, **fields: Any) -> Any:
        """Somebody with a role in the agency."""
        return viewers.holding(role, agency=self.agency, around=[self.place], **fields)

    def begin(self, *, period: Period = Q1, due_on: date = DUE, at: datetime = AT, **fields: Any) -> UUID:
        """Begin a call."""
        fields.setdefault("title", "Quarter 1 data")
        return operations.start_call(by=self.qa, at=at, partnership=self.place, period=period, due_on=due_on, **fields)

    def send(self, at: datetime = AT, **groups: Any) -> Return:
        """Ask the agency for everything, send the call, and return its return."""
        operations.ask(
            by=self.qa, at=at, call=self.call, agency=self.agency, indicators=self.codes, groups=groups or None
        )
        (made,) = operations.send_call(by=self.qa, at=at, call=self.call)
        return queries.answer(self.qa, made)

    def fill(self, answer: Any, by: Any = None, at: datetime = LATER, **lines: Any) -> Any:
        """Type lines: ``code=12``, ``code=(12, 30)``, ``code={"missing_why": …}`` or ``code={"cells": …}``."""
        given = {}
        for row in queries.sheet(self.qa, answer.pk).rows:
            if row.asked.code in lines:
                given[row.line.pk] = (row.line.edition, _typed(lines[row.asked.code]))
        return operations.keep_lines(by=by or self.filler, at=at, answer=answer.pk, lines=given)

    def signed(self, at: datetime = LATER, groups: Any = None, why: str = "", **lines: Any) -> Return:
        """A return that is sent, filled, complete and signed."""
        answer = self.send(**(groups or {}))
        return self.sign(answer, at, why, **lines)

    def sign(self, answer: Any, at: datetime = LATER, why: str = "", **lines: Any) -> Return:
        """Fill, complete and sign."""
        self.fill(answer, at=at, **lines)
        operations.complete(by=self.filler, at=at, answers=[answer.pk])
        operations.sign_off(by=self.senior, at=at, answers=[answer.pk], why=why)
        return queries.answer(self.qa, answer.pk)


def _typed(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        cells = {cut: _pair(each) for cut, each in value.get("cells", {}).items()}
        return value | ({"cells": cells} if cells else {})
    return {"cells": {"": _pair(value)}}


def _pair(value: Any) -> tuple[str, str]:
    return (str(value[0]), str(value[1])) if isinstance(value, tuple) else (str(value), "")
