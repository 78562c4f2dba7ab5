"""Words, tags and questions as the pages of the area show them."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from goldenthread.assurance import rules
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.records.presenters import address_of
from goldenthread.workbench.pages import Happened

_TONES = {
    rules.ASKED: "open",
    rules.ANSWERED: "amber",
    rules.AGAIN: "open",
    rules.ACCEPTED: "green",
    rules.WITHDRAWN: "grey",
    rules.ASSURED: "green",
    rules.PARTLY: "amber",
    rules.NOT_ASSURED: "red",
}


def state(row: Any) -> tuple[str, str]:
    """Return how far something asked is, as a tag; a report that was judged says what was judged."""
    if row.verdict and row.verdict != rules.ENOUGH:
        return (row.verdict_words, _TONES[row.verdict])
    return (rules.WORDS[row.state], _TONES[row.state])


def asker(row: Any) -> str:
    """Return in whose name it is asked."""
    return str(row.group.title if row.group else row.partnership.title)


def spot_words(name: str, period: Any, cut: str) -> str:
    """Return a point as a title: the indicator, the group, the period."""
    group = f", {cuts.words(cut)}" if cut else ""
    return f"{name}{group}, {say(period)}"[:250]


def asking_why(words: str) -> str:
    """Return the words a question about a signal begins with, where no indicator has a question of its own."""
    return f"{words}\n\nWhat explains this, and what will you do?"


def question(to_ask: str, name: str, stood: str, when: str) -> str:
    """Return the words a question begins with: what the figure says, and what the indicator's own question is."""
    asks = to_ask.strip() or "What explains this?"
    return f"{name} was {stood} in {when}.\n\n{asks}"


def history(row: Any) -> list[Happened]:
    """Return what happened to something asked, from its rows."""
    told = [Happened("Asked", row.asked_by_name, row.asked_at, f"By {short_date(row.due_on)}")]
    for answer in row.answers.all():
        if answer.sent_at:
            by = f"Signed by {answer.signed_by_name}" + (f", came by {answer.came_by}" if answer.came_by else "")
            told.append(Happened(f"Answered (version {answer.number})", answer.sent_by_name, answer.sent_at, by))
        if answer.returned_at:
            told.append(Happened("Asked again", answer.returned_by_name, answer.returned_at, answer.missing))
    if row.settled_at:
        what = rules.WORDS[row.state] + (f": {row.verdict_words.lower()}" if row.verdict else "")
        told.append(Happened(what, row.settled_by_name, row.settled_at, row.words))
    return told


def parts(row: Any, answer: Any) -> list[tuple[rules.Part, Any]]:
    """Return the parts of an answer in their order, each with what was written or None."""
    written = {each.part: each for each in answer.parts.all()} if answer else {}
    return [(part, written.get(part.code)) for part in row.shape.parts]


def part_of(row: Any, part: str) -> str:
    """Return where a part stands among those of the answer: "Children on plans, part 2 of 4"."""
    codes = [each.code for each in row.shape.parts]
    return f"{row.title}, part {codes.index(part) + 1} of {len(codes)}" if len(codes) > 1 else str(row.title)


def next_part(row: Any, answer: Any, after: str) -> str:
    """Return the code of the next part nobody has written, or ""."""
    codes = [part.code for part, said in parts(row, answer) if said is None and part.code != after]
    return codes[0] if codes else ""


def sent(row: Any) -> Sequence[Any]:
    """Return the answers that were sent, the newest first."""
    return [each for each in reversed(row.answers.all()) if each.sent_at]


def papers(known: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the papers that an answer can rest on: (id, title and version)."""
    return [(str(each.id), f"{each.title}, version {each.newest.number}") for each in known]


def fresh(row: Any, offered: Sequence[tuple[str, str]]) -> list[str]:
    """Return the papers that no earlier answer named: most likely this one rests on them."""
    named = {str(paper.document_id) for answer in row.answers.all() for paper in answer.papers.all()}
    return [pk for pk, _ in offered if pk not in named]


_LEANS = {"concern": "amber", "improvement": "green", "neutral": "grey"}
_STANDINGS = {rules.NEW: "open", rules.BACK: "amber", rules.SEEN: "grey"}


def lean(row: Any) -> tuple[str, str]:
    """Return which way a signal leans, as a tag."""
    return (row.get_lean_display(), _LEANS[row.lean])


def standing(row: Any) -> tuple[str, str]:
    """Return whether a signal is new, has changed or was looked at, as a tag."""
    return (row.get_standing_display(), _STANDINGS[row.standing])


def decided(look: Any) -> str:
    """Return what was decided about a signal."""
    return look.record.reference if look.record else str(look.get_decision_display())


def decided_address(look: Any) -> str | None:
    """Return where what came of a look is opened."""
    return address_of(look.record) if look.record else None


def looked(looks: Sequence[Any]) -> list[Happened]:
    """Return the looks at a signal as they happened."""
    return [
        Happened(each.get_decision_display(), each.by_name, each.at, " ".join(filter(None, (each.reason, each.words))))
        for each in looks
    ]


_EXCEPTIONS = {rules.REPORTED: "open", rules.DECIDED: "green", rules.TAKEN_BACK: "grey"}


def exception(row: Any) -> tuple[str, str]:
    """Return how far an exception is, as a tag."""
    return (rules.EXCEPTIONS[row.state], _EXCEPTIONS[row.state])


def exception_history(row: Any) -> list[Happened]:
    """Return what happened to an exception, from its row."""
    told = [Happened(f"Reported to {row.executive.title}", row.reported_by_name, row.reported_at)]
    if row.settled_at:
        told.append(Happened(rules.EXCEPTIONS[row.state], row.settled_by_name, row.settled_at, row.decision))
    return told


def deciders(groups: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the groups that could decide, (id, name): those called the Executive first, as they mostly do."""
    first = sorted(groups, key=lambda group: "executive" not in group.name.lower())
    return [(str(group.pk), group.name) for group in first]


def quarter(day: date) -> Period:
    """Return the quarter a day lies in."""
    month = (day.month - 1) // 3 * 3 + 1
    return Period(date(day.year, month, 1), date(day.year, month + 2, monthrange(day.year, month + 2)[1]))


def day_outside(period: Period, step: int) -> date:
    """Return the day before a period (``step`` -1) or the day after it (1)."""
    return date.fromordinal((period.start if step < 0 else period.end).toordinal() + step)
