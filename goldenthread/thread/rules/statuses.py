"""Where an action stands, and where it may go from there."""

from goldenthread.foundation.errors import RuleBroken

PLANNED, UNDER_WAY, HELD_UP = "planned", "under_way", "held_up"
COMPLETE, CLOSED, SHORTFALL = "complete", "closed", "shortfall"
WITHDRAWN, SUPERSEDED, MERGED = "withdrawn", "superseded", "merged"

WORDS = {
    PLANNED: "Not started",
    UNDER_WAY: "Under way",
    HELD_UP: "Held up",
    COMPLETE: "Complete, impact not judged",
    CLOSED: "Closed",
    SHORTFALL: "Shortfall accepted for now",
    WITHDRAWN: "Withdrawn",
    SUPERSEDED: "Superseded",
    MERGED: "Merged into another",
}

ENDED = (WITHDRAWN, SUPERSEDED, MERGED)  # with a reason and an approver, not with a judgement
SETTLED = (CLOSED, *ENDED)
RUNNING = (PLANNED, UNDER_WAY, HELD_UP)  # somebody still has to do something about it by its date
REPORTED = (*RUNNING, COMPLETE)  # what the one who does the work may say of it

ACTION_TRANSITIONS = {
    PLANNED: (UNDER_WAY, HELD_UP, COMPLETE, SHORTFALL, *ENDED),
    UNDER_WAY: (HELD_UP, COMPLETE, SHORTFALL, *ENDED),
    HELD_UP: (UNDER_WAY, COMPLETE, SHORTFALL, *ENDED),
    COMPLETE: (UNDER_WAY, CLOSED, *ENDED),
    SHORTFALL: (UNDER_WAY, HELD_UP, COMPLETE, *ENDED),
    CLOSED: (UNDER_WAY,),
    WITHDRAWN: (UNDER_WAY,),
    SUPERSEDED: (UNDER_WAY,),
    MERGED: (),
}


def can_move(status: str, to: str) -> bool:
    """Whether an action may go from one status to another."""
    return to in ACTION_TRANSITIONS[status]


def check_can_move(status: str, to: str) -> None:
    """Raise `RuleBroken` unless an action may go from one status to another."""
    if to == CLOSED and status in (*RUNNING, SHORTFALL):
        raise RuleBroken("It can close only once it is complete: first say that it is done.", field="status")
    if not can_move(status, to):
        raise RuleBroken(f"An action that is “{WORDS[status]}” cannot become “{WORDS[to]}”.", field="status")


def check_can_report(status: str, to: str, note: str) -> None:
    """Raise `RuleBroken` unless an update may say so: the same status again, or one that may follow; some need a note."""
    if to not in REPORTED:
        raise RuleBroken("Choose how the action goes: not started, under way, held up or complete.", field="status")
    if status in SETTLED:
        raise RuleBroken(f"This action is “{WORDS[status]}”: open it again before you add to it.", field="status")
    if to != status:
        check_can_move(status, to)
    elif not note:
        raise RuleBroken("Say what is new.", field="note")
    if to == HELD_UP and not note:
        raise RuleBroken("Say what holds it up, and what would help.", field="note")
    if to == COMPLETE and not note:
        raise RuleBroken("Say what was done.", field="note")
