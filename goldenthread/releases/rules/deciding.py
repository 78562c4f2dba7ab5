"""Who may decide about a prepared edition, and when."""

from uuid import UUID

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

PREPARED, OUT, BACK, WITHDRAWN = "prepared", "out", "back", "withdrawn"
STATES = {
    PREPARED: ("Waits for a second person", "amber"),
    OUT: ("Released", "green"),
    BACK: ("Sent back", "red"),
    WITHDRAWN: ("Taken down", "grey"),
}


def state(released: bool | None, withdrawn: bool) -> str:
    """Return the state of an edition: ``released`` None while nobody has decided."""
    if withdrawn:
        return WITHDRAWN
    if released is None:
        return PREPARED
    return OUT if released else BACK


def check_second_person(prepared_by: UUID, decides: UUID) -> None:
    """Raise `RuleBroken` unless somebody else decides than prepared it."""
    if prepared_by == decides:
        raise RuleBroken("You prepared this yourself. Somebody else looks at it before it goes out.")


def check_undecided(now: str) -> None:
    """Raise `RuleBroken` once an edition has been decided about."""
    if now != PREPARED:
        raise RuleBroken("This edition has been decided about already.")


def reason(words: str, sentence: str) -> str:
    """Return a reason; raises `RuleBroken` with the sentence when there is none."""
    found = clean(words)
    if not found:
        raise RuleBroken(sentence, field="why")
    return found
