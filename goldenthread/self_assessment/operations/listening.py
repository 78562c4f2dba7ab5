"""Surveys of practitioners beside a round, and sessions in which a sector is challenged."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.quality import frozen
from goldenthread.quality import queries as quality
from goldenthread.quality.rules import grades
from goldenthread.records import operations as spine
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Heard, Session, Survey, SurveyLink

_CLOSED = "This survey is not open."


@writes
def open_survey(*, by: Viewer, at: datetime, round: UUID, asked: UUID, opens_on: date, closes_on: date) -> UUID:
    """Open a survey of the practitioners of every agency in a round: each agency gets an address to pass on. Returns its id."""
    row = keeping.round_of(by, round)
    edition = quality.edition(by, asked)
    if edition.state != "published" or edition.bank.purpose != "survey":
        raise RuleBroken("Choose a published survey.", field="asked")
    if row.sent_at is None:
        raise RuleBroken("Send the round first: the survey goes to the same agencies.")
    survey = Survey(round=row, asked=edition, opens_on=opens_on, closes_on=closes_on)
    keeping.checked(survey)
    survey.save(force_insert=True)
    agencies = row.returns.values_list("agency", flat=True)
    links = [SurveyLink(survey=survey, agency_id=each, token=secrets.token_urlsafe(24)) for each in agencies]
    SurveyLink.objects.bulk_create(links)
    place = {"record": row.pk, "partnership": row.partnership_id, "title": row.record.title}
    trail.write("self_assessment.survey_opened", by=by, at=at, **place, count=len(links))
    return survey.pk


@writes
def hear(*, by: Viewer, at: datetime, token: str, values: Mapping[str, str]) -> None:
    """Take what a practitioner answers. Neither the row nor the trail tells who it was.

    Raises `NotFound` for an address nobody made or a survey that is not open, `RuleBroken` for an answer that is wrong.
    """
    link = SurveyLink.objects.select_related("survey").filter(token=token).first()
    day = london_day(at)
    if link is None or not link.survey.opens_on <= day <= link.survey.closes_on:
        raise NotFound(_CLOSED)
    given: dict[str, str] = {}
    for question in frozen.questionnaire(link.survey.asked_id).questions:
        value = clean(str(values.get(question.code, "")))[:2_000]
        wrong = grades.check(question, value)
        if wrong:
            raise RuleBroken(f"{question.text} {wrong}", field=question.code)
        if value:
            given[question.code] = value
    if not given:
        raise RuleBroken("Answer at least one question.")
    Heard.objects.create(link=link, values=given)


@writes
def hold_session(
    *,
    by: Viewer,
    at: datetime,
    round: UUID,
    sector: str,
    held_on: date,
    panel: Sequence[tuple[str, bool]],
    asked: str = "",
    outcome: str = "",
    illustrative: bool = False,
) -> UUID:
    """Record a session in which a sector was challenged. What came of it are findings of the thread. Returns its id."""
    row = keeping.round_of(by, round)
    name = keeping.needed(sector, "sector", "Say which sector it was.", 120)
    people = [[clean(who)[:120], bool(young)] for who, young in panel if clean(who)]
    if not people:
        raise RuleBroken("Say who sat on the panel.", field="panel")
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.SESSION,
        title=f"Challenge session: {name}",
        opened_on=min(held_on, london_day(at)),
        partnership=row.partnership_id,
        owner_group=row.group_id,
        illustrative=illustrative,
    )
    texts = {"asked": clean(asked)[:8_000], "outcome": clean(outcome)[:8_000]}
    made = Session(record=record, round=row, sector=name, held_on=held_on, panel=people, **texts)
    made.save(force_insert=True)
    place = {"record": made.pk, "partnership": row.partnership_id, "title": record.title}
    trail.write("self_assessment.session_held", by=by, at=at, **place, count=len(people), young=made.young)
    return record.pk


@writes
def change_session(*, by: Viewer, at: datetime, session: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what is said of a session: the day, what was asked, what came of it."""
    found = queries.session(by, session)
    keeping.round_of(by, found.round_id)
    row = Session.for_edit(found.pk, seen=seen)
    given = {name: changes[name] for name in ("held_on", "asked", "outcome") if name in changes}
    row.apply({name: clean(value)[:8_000] if isinstance(value, str) else value for name, value in given.items()})
    place = {"record": row.pk, "partnership": found.round.partnership_id, "title": found.record.title}
    trail.write("self_assessment.session_changed", by=by, at=at, **place)
