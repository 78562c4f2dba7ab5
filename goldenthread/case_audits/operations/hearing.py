"""Hearing groups of people: who took part, in numbers and roles; what they said, to keep and to change; what becomes a finding."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, library, queries
from goldenthread.case_audits.models import Audit, Heard, Said
from goldenthread.case_audits.rules import hearing, references, states
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.quality import queries as quality
from goldenthread.thread import operations as thread
from goldenthread.thread.rules.words import CONCERN, STRENGTH

KINDS = {hearing.KEEP: STRENGTH, hearing.CHANGE: CONCERN}


@writes
def hear(
    *, by: Viewer, at: datetime, audit: UUID, sort: str, held_on: date, roles: Mapping[str, int], questions: UUID
) -> UUID:
    """Say that a group was heard: which sort of people, when, and how many of each role. Returns its id."""
    row = _hearing(by, audit)
    said = _checked(by, at, sort, held_on, roles, questions)
    made = Heard.objects.create(audit=row, **said, **keeping.who(by, at, "told"))
    keeping.to_trail("case_audits.heard", row, by=by, at=at, sort=library.sorts()[sort].label)
    return made.pk


@writes
def change_heard(*, by: Viewer, at: datetime, heard: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change who was heard, and when. What was asked stays once something was said."""
    known = queries.heard_one(by, heard)
    row = _hearing(by, known.audit_id)
    mine = Heard.for_edit(known.pk, seen=seen)
    said = _checked(by, at, changes["sort"], changes["held_on"], changes["roles"], changes["questions"])
    if said["questions_id"] != mine.questions_id and mine.said.exists():
        raise RuleBroken("Answers are kept to these questions already.", field="questions")
    mine.apply(said)
    keeping.to_trail("case_audits.heard", row, by=by, at=at, sort=library.sorts()[mine.sort].label)


@writes
def keep_said(
    *, by: Viewer, at: datetime, heard: UUID, side: str, theme: str, text: str, question: UUID | None = None
) -> UUID:
    """Keep one thing a group said: on which question it was asked, on which theme, to keep or to change. Returns its id."""
    known = queries.heard_one(by, heard)
    row = _hearing(by, known.audit_id)
    if side not in hearing.SIDES:
        raise RuleBroken("Say whether it works or must change.", field="side")
    said = states.needed(text, "text", "Say what was said, in safe words.")
    about = states.needed(theme, "theme", "Give it a theme, such as: Supervision")[:80]
    asked = quality.questionnaire(by, known.questions_id).questions
    if question is not None and question not in {each.id for each in asked}:
        raise RuleBroken("Choose a question the group was asked.", field="question")
    cases = list(queries.cases(by, row.pk).values_list("reference", flat=True))
    for field, words in (("text", said), ("theme", about)):
        references.check_tells_no_case(words, cases, field)
    made = Said.objects.create(
        heard=known, question_id=question, side=side, theme=about, text=said, **keeping.who(by, at, "said")
    )
    return made.pk


@writes
def take_said_back(*, by: Viewer, at: datetime, said: UUID) -> None:
    """Take away what was kept by mistake, before it became a finding."""
    known = queries.said_one(by, said)
    _hearing(by, known.heard.audit_id)
    if known.finding_id is not None:
        raise RuleBroken("It is a finding now. Change or withdraw it there.")
    known.delete()


@writes
def share_said(*, by: Viewer, at: datetime, audit: UUID) -> int:
    """Make everything that was said, and is not yet, a finding of the audit: what works a strength, the rest a concern.

    Returns how many. All partners read findings: they say the theme and the words that were kept, and not which group said so.
    """
    row = keeping.held(by, audit)
    waiting = list(Said.objects.select_for_update().filter(heard__audit=row, finding__isnull=True).order_by("pk"))
    for each in waiting:
        made = thread.record_finding(
            by=by, at=at, source=row.pk, kind=KINDS[each.side], text=each.text, themes=[each.theme],
            partnership=row.partnership_id, owner_group=row.group_id, illustrative=row.record.illustrative,
        )  # fmt: skip
        each.apply({"finding_id": made})
    return len(waiting)


def _hearing(by: Viewer, audit: UUID) -> Audit:
    """Return an audit, locked, that hears people and is not over; raises `RuleBroken`."""
    row = keeping.held(by, audit)
    if not library.types()[row.kind].hears:
        raise RuleBroken(f"No group is heard in this type of audit: {library.label(row.kind).lower()}.")
    if row.state not in states.RUNNING:
        raise RuleBroken("It is over, so it stays as it is.")
    return row


def _checked(
    by: Viewer, at: datetime, sort: str, held_on: date, roles: Mapping[str, int], questions: UUID
) -> dict[str, Any]:
    if sort not in library.sorts():
        raise RuleBroken("Choose who was heard.", field="sort")
    if held_on > london_day(at):
        raise RuleBroken("The group cannot have met on a day that has not come.", field="held_on")
    if quality.edition(by, questions).state != "published":
        raise RuleBroken("Choose a published edition: a draft may still change.", field="questions")
    known = hearing.roles(clean(hearing.typed(roles)))
    return {
        "sort": sort, "held_on": held_on, "questions_id": questions,
        "roles": {each.name: each.number for each in known},
    }  # fmt: skip
