"""What figures led to: questions to an invented agency, a report it gave, an exception, and the list of what deserves a look."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.assurance import operations, rules
from goldenthread.demo.accounts import HOME, People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.steps import Spot
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.periods import Period
from goldenthread.thread import operations as threads

_AGO, _FROM_NOW = -3, 11  # days from the day of loading


def tell(known: Known, people: People) -> None:
    """Ask, answer and accept; leave one question open, and work out what deserves a look."""
    known.place = HOME
    by, story = _everybody(known, people), told("assurance")
    call = _answered(known, people, by, rules.CALL, story["answered"])
    seen = story["answered"]
    threads.record_finding(
        by=by, at=_noon(seen["accepted"]), source=call, kind="good_practice", text=seen["finding"], why=seen["why"],
        themes=["Children are heard"], partnership=known.here, owner_group=people.group, found_on=seen["accepted"],
        illustrative=True,
    )  # fmt: skip
    _answered(known, people, by, rules.REPORT, story["report"])
    asked, due = _noon(_day(known, _AGO)), _day(known, _FROM_NOW)
    _ask(known, people, by, rules.CALL, story["open"], asked, due)
    one = story["exception"]
    operations.report_exception(
        by=by, at=asked, partnership=known.here, executive=people.group, group=people.group, due=due,
        points=_points(known, by, one), title=one["title"], risk=one["risk"], asks=one["asks"], illustrative=True,
    )  # fmt: skip
    for place in known.partnerships.values():
        operations.work_out(by=by, at=known.at, partnership=place)


def _everybody(known: Known, people: People) -> Viewer:
    """Return the teller with the roles of those who ask, answer and judge in the invented group and agency."""
    around = frozenset({known.here})
    by = teller(known)
    agency = Grant("agency_member", Scope.AGENCY, known.agencies["invented"], around)
    return replace(by, grants=(*by.grants, agency, Grant("group_chair", Scope.GROUP, people.group, around)))


def _answered(known: Known, people: People, by: Viewer, kind: str, one: dict[str, Any]) -> UUID:
    made = _ask(known, people, by, kind, one, _noon(one["asked"]), one["due"])
    sent = _noon(one["sent"])
    for part, text in one["parts"].items():
        operations.write_part(by=by, at=sent, enquiry=made, part=part, text=text)
    operations.send(by=by, at=sent, enquiry=made, signed_by=people.persons["agency_member"])
    operations.accept(
        by=by, at=_noon(one["accepted"]), enquiry=made, words=one["words"], follows=one["follows"],
        verdict=one.get("verdict", rules.ENOUGH),
    )  # fmt: skip
    return made


def _ask(known: Known, people: People, by: Viewer, kind: str, one: dict[str, Any], at: datetime, due: date) -> UUID:
    return operations.ask(
        by=by, at=at, kind=kind, partnership=known.here, agencies=[known.agencies["invented"]], group=people.group,
        title=one["title"], question=one["question"], due=due, points=_points(known, by, one), illustrative=True,
    )[0]  # fmt: skip


def _points(known: Known, by: Viewer, one: dict[str, Any]) -> list[Spot]:
    if "code" not in one:
        return []
    row = evidence.of_code(by, known.here, one["code"])
    return [Spot(row.pk, known.here, Period(one["start"], one["end"]))]


def _day(known: Known, days: int) -> date:
    return date.fromordinal(london_day(known.at).toordinal() + days)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
