"""The states of a plan, and of how one part of it is going."""

from dataclasses import dataclass

from goldenthread.foundation.errors import RuleBroken

DRAFT, AGREED, CLOSED = "draft", "agreed", "closed"


@dataclass(frozen=True, slots=True)
class State:
    """A state: its words, and where a plan can go from it."""

    words: str
    next: frozenset[str]


PLAN = {
    DRAFT: State("Draft", frozenset({AGREED})),
    AGREED: State("Agreed", frozenset({CLOSED, DRAFT})),
    CLOSED: State("Closed", frozenset({AGREED})),
}

ON_TRACK, AT_RISK, OFF_TRACK, DONE, NOT_STARTED = "on_track", "at_risk", "off_track", "done", "not_started"
PROGRESS = {
    ON_TRACK: "On track",
    AT_RISK: "At risk",
    OFF_TRACK: "Off track",
    DONE: "Done",
    NOT_STARTED: "Not started",
}
NEEDS_WORDS = frozenset({AT_RISK, OFF_TRACK, DONE})


def check_can_move(before: str, after: str) -> None:
    """Raise `RuleBroken` unless a plan can go from one state to the other."""
    if after not in PLAN[before].next:
        raise RuleBroken(f"A plan that is {PLAN[before].words.lower()} cannot become {PLAN[after].words.lower()}.")


def check_progress(state: str, words: str) -> None:
    """Raise `RuleBroken` for a state nobody knows, or one that needs words and has none."""
    if state not in PROGRESS:
        raise RuleBroken("Say how it is going.", field="state")
    if state in NEEDS_WORDS and not words:
        raise RuleBroken(f"Say in words why it is {PROGRESS[state].lower()}.", field="words")
