"""What may be asked of an agency, how far it is, and what counts as an answer.

"Data is reported quarterly; trends may lead to a call for evidence, an audit or an exception to the Executive": an agency is
asked in the name of a group, answers by a day, and the group says whether that will do.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean, listed

CALL, REPORT = "call", "report"
ASKED, ANSWERED, AGAIN, ACCEPTED, WITHDRAWN = "asked", "answered", "asked_again", "accepted", "withdrawn"
ENOUGH, ASSURED, PARTLY, NOT_ASSURED = "enough", "assured", "partly", "not_assured"

WORDS = {
    ASKED: "Asked",
    ANSWERED: "Answered, to be read",
    AGAIN: "Asked again",
    ACCEPTED: "Accepted",
    WITHDRAWN: "Withdrawn",
}
OPEN = (ASKED, AGAIN)  # the agency has to answer
LIVE = (*OPEN, ANSWERED)  # somebody has to do something
SETTLED = (ACCEPTED, WITHDRAWN)
ENQUIRY_TRANSITIONS = {
    ASKED: (ANSWERED, WITHDRAWN),
    ANSWERED: (AGAIN, ACCEPTED, WITHDRAWN),
    AGAIN: (ANSWERED, WITHDRAWN),
    ACCEPTED: (),
    WITHDRAWN: (),
}

REPORTED, DECIDED, TAKEN_BACK = "reported", "decided", "taken_back"
EXCEPTIONS = {REPORTED: "Before the Executive", DECIDED: "Decided", TAKEN_BACK: "Taken back"}
EXCEPTION_TRANSITIONS = {REPORTED: (DECIDED, TAKEN_BACK), DECIDED: (), TAKEN_BACK: ()}

NOTED, STEP = "noted", "step"
DECISIONS = {NOTED: "Noted", STEP: "A step was taken"}
NEW, BACK, SEEN = "new", "back", "seen"
STANDINGS = {NEW: "New", BACK: "Changed since it was looked at", SEEN: "Looked at"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer. ``ask`` is what it must say, as a question; ``hint`` helps somebody who writes it alone."""

    code: str
    label: str
    ask: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in one part of an answer. ``seen`` is the edition of the part that was read, 0 where there was none."""

    part: str
    text: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked for: in which parts it is answered, and what the group may say of the answer."""

    label: str
    parts: tuple[Part, ...]
    verdicts: Mapping[str, str]

    def part(self, code: str) -> Part:
        """Return one part; raises `RuleBroken` for one there is not."""
        found = next((each for each in self.parts if each.code == code), None)
        if found is None:
            raise RuleBroken("There is no such part of an answer.", field="part")
        return found


SHAPES = {
    CALL: Shape(
        "Call for evidence",
        (
            Part("what", "What", "What happened?", "Say what the figure shows, and whether it is right."),
            Part("why", "Why", "Why did it happen?", "Say how you know: records looked at, people asked."),
            Part("so_what", "So what", "What does it mean for children?", "No child's, parent's or worker's name."),
            Part("next", "What next", "What will you do, who does it, and by when?"),
        ),
        {ENOUGH: "It answers the question"},
    ),
    REPORT: Shape(
        "Assurance report",
        (
            Part(
                "report",
                "The report",
                "What can you assure the partnership of, and how do you know?",
                "Say also where you are not assured, and what you do about it. Add papers beside it.",
            ),
        ),
        {ASSURED: "Assured", PARTLY: "Partly assured", NOT_ASSURED: "Not assured"},
    ),
}


def check_can_move(state: str, to: str) -> None:
    """Raise `RuleBroken` unless what was asked may go from one state to another."""
    if to in ENQUIRY_TRANSITIONS[state]:
        return
    if to in (ACCEPTED, AGAIN):
        raise RuleBroken("There is no answer to read yet.") if state in OPEN else RuleBroken(_ended(state))
    raise RuleBroken(_ended(state) if state in SETTLED else "It has been answered already: wait until it was read.")


def check_can_settle(state: str, to: str) -> None:
    """Raise `RuleBroken` unless an exception is still before the Executive."""
    if to not in EXCEPTION_TRANSITIONS[state]:
        raise RuleBroken("The Executive has decided it." if state == DECIDED else "It was taken back.")


def check_open(state: str) -> None:
    """Raise `RuleBroken` unless an answer is awaited."""
    check_can_move(state, ANSWERED)


def _ended(state: str) -> str:
    return "It was withdrawn." if state == WITHDRAWN else "The answer was accepted, so it stays as it is."


def standing(facts: str, looked: str | None) -> str:
    """Say whether a signal is to be looked at: what was looked at comes back only if what it rests on has changed since.

    ``looked`` are the facts at the last look, None where there was none.
    """
    if looked is None:
        return NEW
    return SEEN if looked == facts else BACK


def check_due(due: date, today: date) -> None:
    """Raise `RuleBroken` for a day on which nobody could answer any more."""
    if due <= today:
        raise RuleBroken("Give the agency a day after today.", field="due")


def check_decided_on(on: date, reported: date, today: date) -> None:
    """Raise `RuleBroken` for a day before it was reported or one that has not come."""
    if not reported <= on <= today:
        raise RuleBroken("It was decided on or after the day it was reported, and not in the future.", field="on")


def check_whole(shape: Shape, written: Collection[str]) -> None:
    """Raise `RuleBroken` that names the parts nobody has written: an answer is sent whole."""
    missing = [part.label.lower() for part in shape.parts if part.code not in written]
    if missing:
        raise RuleBroken(f"The answer is not whole yet. Write {listed(f'“{each}”' for each in missing)}.")


def verdict(shape: Shape, given: str, words: str) -> str:
    """Return what the group says of an answer; anything but plain acceptance needs its reason. Raises `RuleBroken`."""
    if given not in shape.verdicts:
        raise RuleBroken("Say what the group judged.", field="verdict")
    if given != ENOUGH and not words:
        raise RuleBroken("Say why the group judged so.", field="words")
    return given


def needed(text: str, field: str, sentence: str) -> str:
    """Return words that may not be missing, cleaned; raises `RuleBroken`."""
    found = clean(text)
    if not found:
        raise RuleBroken(sentence, field=field)
    return found
