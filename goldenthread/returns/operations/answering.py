"""What the partnership says to a signed return: accepted into the evidence, queried on a line, or returned with the reason."""

from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.returns import keeping, queries
from goldenthread.returns.accepting import take_over
from goldenthread.returns.models import Question, Return
from goldenthread.returns.rules import states


@writes
def accept(*, by: Viewer, at: datetime, answer: UUID) -> dict[str, int]:
    """Accept the newest version: its figures become evidence, signed by whoever signed the return. Nothing is typed again.

    A figure that is there and differs is restated, with the reason of the version. Returns how many figures were supplied,
    restated and already there.
    """
    row = keeping.to_judge(by, answer)
    if row.verdict == states.ACCEPTED:
        raise RuleBroken("This version is accepted already.")
    if row.verdict == states.RETURNED:
        raise RuleBroken("This version was returned to the agency. Wait for the next one.")
    version = queries.version(by, row, row.version)
    done = take_over(by, at, row, version)
    version.accepted_at, version.accepted_by_name = at, by.name[:200]
    version.save(update_fields=["accepted_at", "accepted_by_name"])
    row.apply(_verdict(by, at, states.ACCEPTED, ""))
    keeping.meet_clock(by, at, row, "Accepted")
    trail.write("returns.accepted", by=by, at=at, **keeping.about(row), version=version.number, taken=done)
    return done


@writes
def query(*, by: Viewer, at: datetime, answer: UUID, text: str, line: UUID | None = None) -> UUID:
    """Ask the agency something about its signed return: about one line, or the whole. It gets five working days to answer."""
    row = keeping.to_judge(by, answer)
    if row.verdict == states.RETURNED:
        raise RuleBroken("This version was returned to the agency. Wait for the next one.")
    words = keeping.needed(text, "text", "Say what you ask.")
    about = None if line is None else row.lines.filter(pk=line).first()
    if line is not None and about is None:
        raise RuleBroken("This line is not part of the return.", field="line")
    made = Question.objects.create(
        answer=row, line=about, version=row.version, text=words, asked_at=at, asked_by_name=by.name[:200]
    )
    if row.verdict != states.QUERIED:
        _back_to_agency(by, at, row, states.QUERIED, words, "Answer what is asked about")
    trail.write("returns.queried", by=by, at=at, **keeping.about(row), question=words)
    return made.pk


@writes
def send_back(*, by: Viewer, at: datetime, answer: UUID, reason: str) -> None:
    """Return a signed version to the agency, with the reason. It signs another one."""
    row = keeping.to_judge(by, answer)
    if row.verdict == states.RETURNED:
        raise RuleBroken("This version was returned already.")
    words = keeping.needed(reason, "reason", "Say why you return it.")
    _back_to_agency(by, at, row, states.RETURNED, words, "Sign again")
    trail.write("returns.sent_back", by=by, at=at, **keeping.about(row), version=row.version, why=words)


@writes
def reply(*, by: Viewer, at: datetime, question: UUID, text: str) -> None:
    """Answer a question about a return. With the last answer the return goes back to the partnership."""
    found = queries.question(by, question)
    row = keeping.to_fill(by, found.answer_id)
    if found.replied_at is not None:
        raise RuleBroken("This question is answered already.")
    found.reply = keeping.needed(text, "text", "Give the answer.")
    found.replied_at, found.replied_by_name = at, by.name[:200]
    found.save(update_fields=["reply", "replied_at", "replied_by_name"])
    if row.verdict == states.QUERIED and not row.questions.filter(replied_at__isnull=True).exists():
        keeping.meet_clock(by, at, row, "Every question is answered")
        row.apply(keeping.NO_VERDICT)
    trail.write("returns.replied", by=by, at=at, **keeping.about(row), question=found.text)


def _verdict(by: Viewer, at: datetime, verdict: str, words: str) -> dict[str, Any]:
    return {"verdict": verdict, "verdict_words": words, "verdict_at": at, "verdict_by_name": by.name[:200]}


def _back_to_agency(by: Viewer, at: datetime, row: Return, verdict: str, words: str, title: str) -> None:
    """Put a signed return before the agency again: on its list of work, with a new date, and open to be changed."""
    keeping.meet_clock(by, at, row, states.VERDICTS[verdict])
    due = keeping.day_after(by, london_day(at), keeping.ANSWER_WITHIN)
    why = f"{keeping.ANSWER_WITHIN} working days to answer the partnership"
    deadline = keeping.begin_clock(by, at, row, f"{title}: {row.call.record.title}"[:250], due, why)
    opened = {"locked_at": None, "locked_by": None, "locked_by_name": "", "open_until": due}
    row.apply(_verdict(by, at, verdict, words) | {"deadline": deadline} | (opened if row.call.lock_on else {}))
