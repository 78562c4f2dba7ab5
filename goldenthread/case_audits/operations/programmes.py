"""The programme of a year: its topics, agreed in advance, and themes that come in during the year."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.case_audits import keeping, library, queries
from goldenthread.case_audits.models import Programme, Topic
from goldenthread.case_audits.rules import programmes, states
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.records import queries as records

SINGLE = "single_agency"


@writes
def begin_programme(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    year: Period,
    title: str,
    group: UUID | None = None,
    a_year: int = programmes.TERMLY,
    words: str = "",
    illustrative: bool = False,
) -> UUID:
    """Begin the programme of a year. Returns its id. ``a_year``: how many audits the year should have."""
    by.require(Permission.CASE_AUDIT_LEAD, partnership=partnership, group=group)
    keeping.chosen(group, queries.groups(by, partnership), "group", "Choose a group for which you may run audits.")
    named = states.needed(title, "title", "Say what the programme is called.")[:250]
    if a_year < 1:
        raise RuleBroken("A year has at least one audit.", field="a_year")
    record = spine.open_record(
        by=by, at=at, kind=queries.PROGRAMME, title=named, opened_on=london_day(at), partnership=partnership,
        owner_group=group, illustrative=illustrative,
    )  # fmt: skip
    row = Programme.objects.create(
        record=record, partnership_id=partnership, group_id=group, title=named, start=year.start, end=year.end,
        a_year=a_year, words=clean(words),
    )  # fmt: skip
    _to_trail("case_audits.programme_begun", row, by=by, at=at)
    return record.pk


@writes
def add_topic(
    *,
    by: Viewer,
    at: datetime,
    programme: UUID,
    title: str,
    kind: str,
    quarter: int,
    method: str = "",
    lead: UUID | None = None,
    lead_words: str = "",
    agency: UUID | None = None,
    present_on: date | None = None,
    why: str = "",
    source: UUID | None = None,
) -> UUID:
    """Add a topic. Once the programme is agreed it is a theme of the year, and says why. Returns its id.

    ``source`` is what prompted it: the record of an indicator, a finding or a review. ``agency`` holds it alone, and presents it.
    """
    row = keeping.held_programme(by, programme)
    if row.state == states.CLOSED:
        raise RuleBroken("The programme is closed.")
    reason = clean(why)
    programmes.check_reason(row.state == states.AGREED, reason)
    made = Topic.objects.create(
        programme=row, in_year=row.state == states.AGREED, why=reason, source_id=_known(by, source),
        **_said(by, row, title, kind, quarter, method, lead, lead_words, agency, present_on), **keeping.who(by, at, "added"),
    )  # fmt: skip
    _to_trail("case_audits.topic_added", row, by=by, at=at, topic=made.title, why=reason)
    return made.pk


@writes
def change_topic(*, by: Viewer, at: datetime, topic: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a topic that was neither audited nor dropped."""
    known = queries.topic(by, topic)
    row = keeping.held_programme(by, known.programme_id)
    mine = Topic.for_edit(topic, seen=seen)
    _check_waiting(mine)
    given = {name: changes[name] for name in ("title", "kind", "quarter", "method", "lead", "lead_words")}
    given |= {name: changes.get(name) for name in ("agency", "present_on")}
    said = _said(by, row, **given)
    if "why" in changes:
        said["why"] = clean(changes["why"])
        programmes.check_reason(mine.in_year, said["why"])
    changed = mine.apply(said)
    _to_trail("case_audits.topic_changed", row, by=by, at=at, topic=mine.title, changes=sorted(changed))


@writes
def drop_topic(*, by: Viewer, at: datetime, topic: UUID, why: str) -> None:
    """Say that a topic is not audited after all, and why. It stays on the programme."""
    known = queries.topic(by, topic)
    row = keeping.held_programme(by, known.programme_id)
    mine = Topic.objects.select_for_update().get(pk=topic)
    _check_waiting(mine)
    words = states.needed(why, "why", "Say why it is not audited.")
    mine.apply({"dropped": words})
    _to_trail("case_audits.topic_dropped", row, by=by, at=at, topic=mine.title, why=words)


@writes
def agree_programme(*, by: Viewer, at: datetime, programme: UUID, on: date) -> None:
    """Say that the group agreed the topics on a day: what is added from then on came in during the year."""
    row = keeping.held_programme(by, programme)
    states.check_programme_moves(row.state, states.AGREED)
    if not row.topics.exists():
        raise RuleBroken("Add a topic first: there is nothing to agree.")
    if on > london_day(at):
        raise RuleBroken("It cannot have been agreed on a day that has not come.", field="on")
    row.apply({"state": states.AGREED, "agreed_on": on, "agreed_by": by.user_id, "agreed_by_name": by.name[:200]})
    _to_trail("case_audits.programme_agreed", row, by=by, at=at, on=on)


@writes
def close_programme(*, by: Viewer, at: datetime, programme: UUID) -> None:
    """Close the programme of a year: every topic was audited or dropped with a reason."""
    row = keeping.held_programme(by, programme)
    states.check_programme_moves(row.state, states.CLOSED)
    waiting = row.topics.filter(audit__isnull=True, dropped="").count()
    if waiting:
        raise RuleBroken(
            f"{waiting} of its topics were neither audited nor dropped. Say of each why it was not audited."
        )
    row.apply({"state": states.CLOSED})
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))
    _to_trail("case_audits.programme_closed", row, by=by, at=at)


def _said(
    by: Viewer,
    row: Programme,
    title: str,
    kind: str,
    quarter: int,
    method: str,
    lead: UUID | None,
    lead_words: str,
    agency: UUID | None,
    present_on: date | None,
) -> dict[str, Any]:
    if kind not in library.types():
        raise RuleBroken("Choose the type of audit.", field="kind")
    programmes.check_own(kind == SINGLE, agency is not None, present_on is not None)
    people = queries.people(by, partnership=row.partnership_id) if lead else []
    bodies = queries.agencies(by, row.partnership_id) if agency else []
    return {
        "agency_id": keeping.chosen(agency, bodies, "agency", "Choose an agency of the partnership."),
        "present_on": present_on,
        "title": states.needed(title, "title", "Say what the topic is.")[:200],
        "kind": kind,
        "quarter": programmes.check_quarter(quarter),
        "method": clean(method)[:300],
        "lead_id": keeping.chosen(lead, people, "lead", "Choose a person of the partnership."),
        "lead_words": clean(lead_words)[:200],
    }


def _check_waiting(topic: Topic) -> None:
    if topic.audit_id or topic.dropped:
        raise RuleBroken("This topic was audited or dropped, so it stays as it is.")


def _known(by: Viewer, source: UUID | None) -> UUID | None:
    return None if source is None else records.get(by, source).pk


def _to_trail(event: str, row: Programme, *, by: Viewer, at: datetime, **details: Any) -> None:
    trail.write(event, by=by, at=at, record=row.pk, partnership=row.partnership_id, title=row.title, **details)
