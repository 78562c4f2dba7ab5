"""How far an audit, a topic of the programme and a case action are, and what may follow what."""

from collections.abc import Mapping

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

PREPARING, GRADING, MODERATING, COMPLETE, STOPPED = "preparing", "grading", "moderating", "complete", "stopped"
AUDITS = {
    PREPARING: "Being prepared",
    GRADING: "Agencies grade",
    MODERATING: "To be moderated",
    COMPLETE: "Complete",
    STOPPED: "Stopped",
}
AUDIT_TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    PREPARING: (GRADING, COMPLETE, STOPPED),  # complete at once: an audit that was held elsewhere and is recorded
    GRADING: (MODERATING, STOPPED),
    MODERATING: (COMPLETE, STOPPED),
    COMPLETE: (),
    STOPPED: (),
}
OPENED = (MODERATING, COMPLETE)  # grades can be read by those who work on the audit
RUNNING = (PREPARING, GRADING, MODERATING)

DRAFT, AGREED, CLOSED = "draft", "agreed", "closed"
PROGRAMMES = {DRAFT: "Draft", AGREED: "Agreed", CLOSED: "Closed"}
PROGRAMME_TRANSITIONS: Mapping[str, tuple[str, ...]] = {DRAFT: (AGREED,), AGREED: (CLOSED,), CLOSED: ()}

MODERATED, SCRUTINEER = "moderated", "scrutineer"
SORTS = {MODERATED: "Agreed at the meeting", SCRUTINEER: "The scrutineer's own"}
MODERATED, SCRUTINEER = "moderated", "scrutineer"
SORTS = {MODERATED: "Agreed at the meeting", SCRUTINEER: "The scrutineer's own"}
ASKED, DONE, WITHDRAWN = "asked", "done", "withdrawn"
CASE_ACTIONS = {ASKED: "Asked", DONE: "Done", WITHDRAWN: "Withdrawn"}
CASE_ACTION_TRANSITIONS: Mapping[str, tuple[str, ...]] = {ASKED: (DONE, WITHDRAWN), DONE: (), WITHDRAWN: ()}

ASSURED, PARTLY, NOT_ASSURED = "assured", "partly", "not_assured"
VERDICTS = {ASSURED: "Assured", PARTLY: "Partly assured", NOT_ASSURED: "Not assured"}

_REFUSED = {
    GRADING: "Agencies can be asked to grade once, when the cases are drawn.",
    MODERATING: "Grades open when agencies grade, and not before.",
    COMPLETE: "An audit is complete once its grades are moderated.",
    STOPPED: "It is over, so it cannot be stopped.",
}


def check_can_move(state: str, to: str) -> None:
    """Raise `RuleBroken` unless an audit may go from one state to another."""
    if to not in AUDIT_TRANSITIONS[state]:
        raise RuleBroken(f"{_REFUSED[to]} This audit is: {AUDITS[state].lower()}.")


def check_state(state: str, needed: str, sentence: str) -> None:
    """Raise `RuleBroken` with a sentence unless something is in the state that is needed."""
    if state != needed:
        raise RuleBroken(sentence)


def check_programme_moves(state: str, to: str) -> None:
    """Raise `RuleBroken` unless a programme may go from one state to another."""
    if to not in PROGRAMME_TRANSITIONS[state]:
        raise RuleBroken(f"The programme is {PROGRAMMES[state].lower()}, so this cannot be done.")


def check_case_action_moves(state: str, to: str) -> None:
    """Raise `RuleBroken` unless a case action is still open."""
    if to not in CASE_ACTION_TRANSITIONS[state]:
        raise RuleBroken(f"This case action is {CASE_ACTIONS[state].lower()} already.")


def needed(text: str, field: str, sentence: str) -> str:
    """Return words that may not be missing, cleaned; raises `RuleBroken`."""
    found = clean(text)
    if not found:
        raise RuleBroken(sentence, field=field)
    return found
