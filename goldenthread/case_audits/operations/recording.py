"""Audits held elsewhere or before: what was found, kept as it was told, with its parts where they are known."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, library, queries
from goldenthread.case_audits.models import Audit, Participant, Tally
from goldenthread.case_audits.rules import states
from goldenthread.case_audits.rules.results import Told
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine

SINGLE = "single_agency"


@writes
def record_audit(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    kind: str,
    title: str,
    held_on: date,
    source: str,
    cases: int | None = None,
    purpose: str = "",
    words: str = "",
    told: Sequence[Told] = (),
    agencies: Sequence[UUID] = (),
    group: UUID | None = None,
    series: str = "",
    joint_with: UUID | None = None,
    joint_words: str = "",
    again: UUID | None = None,
    topic: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Keep an audit that was not graded here: when it was held, of how many cases, and what it found. Returns its id.

    ``told`` are its results, each as a number met of how many, or as the percentage a paper printed; ``source`` names the paper.
    """
    by.require(Permission.CASE_AUDIT_LEAD, partnership=partnership, group=group)
    keeping.chosen(group, queries.groups(by, partnership), "group", "Choose a group for which you may run audits.")
    if held_on > london_day(at):
        raise RuleBroken("It cannot have been held on a day that has not come.", field="held_on")
    paper = states.needed(source, "source", "Say where this is told: the paper and its page.")[:250]
    said = keeping.checked(by, partnership, kind, title, None, None, joint_with)
    record = spine.open_record(
        by=by, at=at, kind=queries.AUDIT, title=said["title"], opened_on=held_on, partnership=partnership,
        owner_group=group, illustrative=illustrative,
    )  # fmt: skip
    row = Audit.objects.create(
        record=record, partnership_id=partnership, group_id=group, purpose=clean(purpose), held_on=held_on,
        series=clean(series)[:120], joint_words=clean(joint_words)[:200], again_id=keeping.earlier(by, again), recorded=True,
        cases_told=cases, state=states.COMPLETE, ended_words=clean(words), **said,
        **keeping.who(by, at, "begun"), **keeping.who(by, at, "ended"),
    )  # fmt: skip
    if topic is not None:
        keeping.of_topic(by, topic, row)
    known = dict(queries.agencies(by, partnership, joint_with))
    for agency in agencies:
        if str(agency) not in known:
            raise RuleBroken("Choose agencies of the partnership.", field="agencies")
        Participant.objects.create(audit=row, agency_id=agency)
    for order, each in enumerate(told, start=1):
        Tally.objects.create(audit=row, order=order, source=paper, **each.columns())
    keeping.to_trail("case_audits.recorded", row, by=by, at=at, kind=library.label(kind), source=paper)
    return record.pk


@writes
def add_to_series(
    *, by: Viewer, at: datetime, last: UUID, held_on: date, met: int, of: int, words: str = "", source: str = ""
) -> UUID:
    """Count the next audit of a standing series, like the ``last`` one: how many cases of how many met it. Returns its id.

    Its type, group, agencies and the words of its result are those of the last one; its title is the series and the month.
    """
    like = queries.audit(by, last)
    if not queries.may_add_to(by, like):
        raise NotAllowed("Only those who run audits, and the agencies that hold this one, add to its series.")
    first = like.tallies.order_by("order", "pk").first()
    if not like.series or not like.recorded or first is None:
        raise RuleBroken("Only a series that is counted, and not graded here, can be added to in one step.")
    if held_on > london_day(at):
        raise RuleBroken("It cannot have been held on a day that has not come.", field="held_on")
    if Audit.objects.filter(partnership=like.partnership_id, series=like.series, held_on=held_on).exists():
        raise RuleBroken("The series has an audit of this day already.", field="held_on")
    counted = Told(first.words, met, of)
    if not of > 0 or met > of:
        raise RuleBroken(
            "Of how many cases did how many meet the standard? The first number is at most the second.", field="met"
        )
    record = spine.open_record(
        by=by, at=at, kind=queries.AUDIT, title=f"{like.series}, {held_on:%B %Y}"[:250], opened_on=held_on,
        partnership=like.partnership_id, owner_group=like.group_id, illustrative=like.record.illustrative,
    )  # fmt: skip
    row = Audit.objects.create(
        record=record, partnership_id=like.partnership_id, group_id=like.group_id, kind=like.kind, title=record.title,
        held_on=held_on, series=like.series, recorded=True, cases_told=of, state=states.COMPLETE, ended_words=clean(words),
        **keeping.who(by, at, "begun"), **keeping.who(by, at, "ended"),
    )  # fmt: skip
    for part in like.participants.all():
        Participant.objects.create(audit=row, agency_id=part.agency_id)
    paper = clean(source)[:250] or "Counted by those who held it"
    Tally.objects.create(audit=row, order=1, source=paper, **counted.columns())
    keeping.to_trail("case_audits.recorded", row, by=by, at=at, kind=library.label(row.kind), source=paper)
    return record.pk


@writes
def present(*, by: Viewer, at: datetime, audit: UUID, on: date, verdict: str, words: str) -> None:
    """Say what the group judged when an agency presented an audit of its own, and why."""
    row = keeping.held(by, audit)
    if row.kind != SINGLE:
        raise RuleBroken("An agency presents audits of its own. This one was held together.")
    states.check_state(row.state, states.COMPLETE, "It is presented once it is complete.")
    if verdict not in states.VERDICTS:
        raise RuleBroken("Say what the group judged.", field="verdict")
    said = states.needed(words, "words", "Say why the group judged so.")
    if on > london_day(at):
        raise RuleBroken("It cannot have been presented on a day that has not come.", field="on")
    row.apply({"verdict": verdict, "verdict_words": said, "presented_on": on})
    keeping.to_trail("case_audits.presented", row, by=by, at=at, verdict=states.VERDICTS[verdict].lower())
