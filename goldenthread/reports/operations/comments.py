"""Commenting on sections, asking somebody, answering, and saying what was done about it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.reports import queries, rules
from goldenthread.reports.models import Comment, Section
from goldenthread.workbench.operations import delegation

_SETTLED = "This comment has been settled. Open it again, or write a new one."


@writes
def comment(
    *, by: Viewer, at: datetime, section: UUID, text: str, ask: UUID | None = None, due: date | None = None
) -> UUID:
    """Say something about a section, also while it is approved or published; ask somebody for an answer by a day.

    Returns the comment's id.
    """
    row = queries.section(by, section)
    _require(by, row)
    words = rules.required_words(clean(text), "text", "Enter your comment.")
    made = Comment.objects.create(section=row, text=words, open=True, at=at, by=by.user_id, by_name=by.name[:200])
    trail.write("reports.commented", by=by, at=at, **_of(row))
    if ask is not None:
        _ask(made, ask, due, by=by, at=at)
    return made.pk


@writes
def ask(*, by: Viewer, at: datetime, comment: UUID, person: UUID, due: date | None) -> None:
    """Ask somebody for an answer to an open comment: it stands on their list. Whoever was asked before no longer is."""
    held = _open(by, comment)
    _ask(held, person, due, by=by, at=at)


@writes
def answer_comment(*, by: Viewer, at: datetime, comment: UUID, text: str) -> UUID:
    """Answer a comment that is still open. With it, whoever was asked has answered. Returns the answer's id."""
    held = _open(by, comment)
    words = rules.required_words(clean(text), "text", "Enter your answer.")
    made = _under(held, Comment.Kind.ANSWER, words, by=by, at=at)
    if held.asked_id is not None and held.asked_id == by.person_id:
        _met(held, by=by, at=at)
    trail.write("reports.comment_answered", by=by, at=at, **_of(held.section))
    return made.pk


@writes
def settle_comment(*, by: Viewer, at: datetime, comment: UUID, done: str) -> None:
    """Say what was done about a comment. Its author, whoever was asked, and those who write or approve the report may."""
    held = _open(by, comment)
    words = rules.required_words(clean(done), "done", "Say what was done about it, if only “read, nothing to change”.")
    if not queries.may_settle(by, held):
        raise NotAllowed("Only its author, whoever was asked and those who write or approve the report can settle it.")
    _under(held, Comment.Kind.SETTLED, words, by=by, at=at)
    _met(held, by=by, at=at)
    held.open = False
    held.save(update_fields=["open"])
    trail.write("reports.comment_settled", by=by, at=at, **_of(held.section), done=words)


@writes
def reopen_comment(*, by: Viewer, at: datetime, comment: UUID, why: str) -> None:
    """Open a settled comment again, with a reason. Whoever may comment may."""
    held = _locked(by, comment)
    words = rules.required_words(clean(why), "why", "Say why it is opened again.")
    if held.open:
        raise RuleBroken("The comment is open already.")
    _under(held, Comment.Kind.REOPENED, words, by=by, at=at)
    held.open = True
    held.save(update_fields=["open"])
    trail.write("reports.comment_reopened", by=by, at=at, **_of(held.section), why=words)


def _ask(held: Comment, person: UUID, due: date | None, *, by: Viewer, at: datetime) -> None:
    row = held.section.report
    name = queries.askable(by, row, london_day(at)).get(person)
    if name is None:
        raise RuleBroken("Choose somebody who may see this report.", field="person")
    if due is None or due < london_day(at):
        raise RuleBroken("Say by which day the answer is wanted: today or later.", field="due")
    if held.deadline is not None and held.deadline.is_running:
        why = "Somebody else was asked, or another day was set."
        clocks.cancel(by=by, at=at, deadline=held.deadline.pk, why=why, allowed=True)
    title = f"Answer a comment on {held.section.heading}: {row.title}"[:250]
    why = f"{by.name} asked for an answer by this day"
    started = clocks.start(by=by, at=at, record=row.pk, trigger=at, title=title, due=due, why=why, allowed=True)
    delegation.hand(by=by, at=at, deadline=started.id, person=person, note=held.text)
    held.asked_id, held.deadline_id = person, started.id
    held.save(update_fields=["asked", "deadline"])
    trail.write("reports.comment_asked", by=by, at=at, **_of(held.section), name=name)


def _met(held: Comment, *, by: Viewer, at: datetime) -> None:
    if held.deadline is not None and held.deadline.is_running:
        clocks.complete(by=by, at=at, deadline=held.deadline.pk, allowed=True)


def _under(held: Comment, kind: str, words: str, *, by: Viewer, at: datetime) -> Comment:
    return Comment.objects.create(
        section=held.section, kind=kind, parent=held, text=words, at=at, by=by.user_id, by_name=by.name[:200]
    )


def _open(by: Viewer, comment: UUID) -> Comment:
    """Return a comment that is still open, locked until the transaction ends."""
    row = _locked(by, comment)
    if not row.open:
        raise RuleBroken(_SETTLED)
    return row


def _locked(by: Viewer, comment: UUID) -> Comment:
    found = queries.comment(by, comment)
    _require(by, found.section)
    rows = Comment.objects.select_for_update(of=("self",)).select_related("section__report", "deadline")
    return rows.get(pk=found.pk)


def _require(by: Viewer, section: Section) -> None:
    if not queries.may_comment(by, section.report):
        raise NotAllowed(f"Your roles do not let you {Permission.REPORT_COMMENT.sentence} here.")


def _of(section: Section) -> dict[str, Any]:
    row = section.report
    return {"record": row.pk, "partnership": row.partnership_id, "title": row.title, "heading": section.heading}
