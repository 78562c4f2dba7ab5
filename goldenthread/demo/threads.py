"""Two threads carried from evidence to judged impact, invented and marked so."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import yaml

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant
from goldenthread.demo.accounts import HOME, People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import DATA, teller
from goldenthread.evidence import queries as evidence
from goldenthread.thread import operations


def tell(known: Known, people: People) -> None:
    """Carry each thread through: finding, recommendation, answer, action, evidence, judgement, closing."""
    known.place = HOME
    chair = Grant("independent_chair", Scope.PARTNERSHIP, known.here, frozenset({known.here}))
    by = replace(teller(known), grants=(*teller(known).grants, chair))
    for one in yaml.safe_load((DATA / "threads.yaml").read_text(encoding="utf-8")):
        _thread(known, people, by, one)


def _thread(known: Known, people: People, by: Any, one: dict[str, Any]) -> None:
    agency = known.agencies["invented"]
    source = evidence.indicators(by, known.here).get(code=one["source"]).pk
    seen, asked, doing = one["finding"], one["recommendation"], one["action"]
    finding = operations.record_finding(
        by=by, at=_noon(seen["found"]), source=source, kind=seen["kind"], text=seen["text"], why=seen["why"],
        themes=seen["themes"], partnership=known.here, owner_group=people.group, found_on=seen["found"], illustrative=True,
    )  # fmt: skip
    recommendation = operations.recommend(
        by=by, at=_noon(asked["made"]), partnership=known.here, text=asked["text"], measure=asked["measure"],
        retest_on=asked["retest"], findings=[(finding, "It asks for this.")], addressed_to=[agency],
        owner_group=people.group, made_on=asked["made"], illustrative=True,
    )  # fmt: skip
    operations.respond(
        by=by, at=_noon(asked["made"]), recommendation=recommendation, agency=agency, answer=one["answer"]
    )
    action = operations.open_action(
        by=by, at=_noon(doing["opened"]), partnership=known.here, title=doing["text"], text=doing["text"],
        owner_agency=agency, owner_group=people.group, demanded_by=[(recommendation, "It was accepted.")],
        opened_on=doing["opened"], illustrative=True,
    )  # fmt: skip
    for step in one["steps"]:
        operations.update_action(
            by=by, at=_noon(step["on"]), action=action, status=step["status"], note=step["note"], on=step["on"]
        )
    _judged(people, by, action, one)


def _judged(people: People, by: Any, action: UUID, one: dict[str, Any]) -> None:
    judged = one["judged"]
    at = _noon(judged["on"])
    operations.add_evidence(by=by, at=at, action=action, words=one["evidence"])
    made = operations.judge(
        by=by, at=at, action=action, judgement=judged["judgement"], words=judged["words"],
        person=people.persons["independent_chair"], group=people.group, on=judged["on"],
    )  # fmt: skip
    operations.close_action(by=by, at=at, action=action, judgement=made, on=judged["on"])


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
