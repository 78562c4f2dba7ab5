"""Saying whether an answer will do: accepted, with what was judged, or asked again with what is missing."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import keeping, queries, rules
from goldenthread.assurance.models import Answer, Enquiry
from goldenthread.foundation.errors import NotAllowed
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine


@writes
def accept(
    *, by: Viewer, at: datetime, enquiry: UUID, verdict: str = rules.ENOUGH, words: str = "", follows: str = ""
) -> None:
    """Record what the group judged of an answer, why, and what follows. From then on every agency can read it."""
    row = _to_judge(by, enquiry)
    rules.check_can_move(row.state, rules.ACCEPTED)
    said = clean(words)
    judged = rules.verdict(row.shape, verdict, said)
    row.apply(
        {
            "state": rules.ACCEPTED,
            "verdict": judged,
            "words": said,
            "follows": clean(follows),
            **keeping.who(by, at, "settled"),
        }
    )
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))
    keeping.to_trail("assurance.accepted", row, by=by, at=at, verdict=judged)


@writes
def ask_again(*, by: Viewer, at: datetime, enquiry: UUID, missing: str, due: date) -> None:
    """Ask once more, saying what is missing, for a day. The answer that was given stays as it is."""
    row = _to_judge(by, enquiry)
    rules.check_can_move(row.state, rules.AGAIN)
    words = rules.needed(missing, "missing", "Say what is missing.")
    rules.check_due(due, london_day(at))
    last = Answer.objects.filter(enquiry=row.pk).order_by("-number")[:1]
    Answer.objects.filter(pk__in=[each.pk for each in last]).update(missing=words, **keeping.who(by, at, "returned"))
    row.apply({"state": rules.AGAIN})
    keeping.start_clock(row, due, by=by, at=at)
    keeping.to_trail("assurance.asked_again", row, by=by, at=at, due=due.isoformat())


def _to_judge(by: Viewer, enquiry: UUID) -> Enquiry:
    row = keeping.held(by, enquiry)
    if not queries.may_judge(by, row):
        raise NotAllowed("Only those who judge for the group that asked can say so.")
    return row
