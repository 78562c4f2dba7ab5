"""What becomes of the parts of a plan in the next one: carried, changed, dropped, done, or new."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Generic, TypeVar

from goldenthread.foundation.errors import RuleBroken

Key = TypeVar("Key", bound=Hashable)
CARRIED, CHANGED, MERGED, SPLIT, DROPPED, FINISHED = "carried", "changed", "merged", "split", "dropped", "done"
WAYS = {
    CARRIED: "Carried on as it was",
    CHANGED: "Carried on, changed",
    MERGED: "Brought together with another",
    SPLIT: "Divided into several",
    DROPPED: "Not carried on",
    FINISHED: "Done",
}
ENDS = frozenset({DROPPED, FINISHED})
NEW = "new"
OPEN = "open"
OUTCOMES = {**WAYS, NEW: "New", OPEN: "Not decided yet"}


@dataclass(frozen=True, slots=True)
class Line(Generic[Key]):
    """What became of one item: ``after`` is None where it ends."""

    before: Key
    after: Key | None
    way: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pair(Generic[Key]):
    """One row of two plans side by side: ``before`` or ``after`` is None for what is new, or has no successor.

    ``with_above``: nobody decided about it, but it ends with what it stands under.
    """

    before: Key | None
    after: Key | None
    outcome: str
    reason: str = ""
    with_above: bool = False


def check(way: str, *, goes_on: bool, reason: str) -> None:
    """Raise `RuleBroken` unless a way, what follows and the reason fit together."""
    if way not in WAYS:
        raise RuleBroken("Say what becomes of it.", field="way")
    if (way in ENDS) == goes_on:
        sentence = "What ends has no successor." if goes_on else "Say what follows it in the next plan."
        raise RuleBroken(sentence, field="after")
    if way != CARRIED and not reason:
        raise RuleBroken("Give the reason.", field="reason")


def compared(
    before: Sequence[Key],
    after: Sequence[Key],
    lines: Iterable[Line[Key]],
    above: Mapping[Key, Sequence[Key]] = MappingProxyType({}),
) -> list[Pair[Key]]:
    """Lay two plans side by side: every item of both appears; the older one's order, then what is new.

    ``above``: what each older item stands under. Where one of these ends, an item nobody decided about ends with it.
    """
    by_item: dict[Key, list[Line[Key]]] = {}
    for line in lines:
        by_item.setdefault(line.before, []).append(line)
    pairs: list[Pair[Key]] = []
    followed: set[Key] = set()
    there = set(after)
    for key in before:
        mine = [line for line in by_item.get(key, []) if line.after is None or line.after in there]
        followed.update(line.after for line in mine if line.after is not None)
        pairs += [Pair(key, line.after, line.way, line.reason) for line in mine] or [
            _undecided(key, above.get(key, ()), by_item)
        ]
    return pairs + [Pair(None, key, NEW) for key in after if key not in followed]


def _undecided(key: Key, above: Sequence[Key], decided: Mapping[Key, list[Line[Key]]]) -> Pair[Key]:
    for each in above:
        for line in decided.get(each, ()):
            if line.way in ENDS:
                return Pair(key, None, line.way, with_above=True)
    return Pair(key, None, OPEN)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1: for suggesting what follows what."""
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


def suggested(before: Mapping[Key, str], after: Mapping[Key, str], *, least: float = 0.6) -> dict[Key, Key]:
    """Suggest for each older item the newer one that reads most like it, each newer one once."""
    scores = sorted(
        ((likeness(text, other), old, new) for old, text in before.items() for new, other in after.items()),
        key=lambda each: -each[0],
    )
    found: dict[Key, Key] = {}
    for score, old, new in scores:
        if score >= least and old not in found and new not in found.values():
            found[old] = new
    return found
