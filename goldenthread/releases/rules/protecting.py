"""Figures, a policy and what was released before, made into what may be shown, with its proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.evidence.disclosure import (
    CannotProtect,
    Cell,
    Edition,
    Fact,
    Plan,
    Proof,
    Tables,
    audit,
    goes_with,
    hide,
    joined,
)
from goldenthread.foundation.errors import RuleBroken
from goldenthread.releases.rules.audiences import Policy
from goldenthread.releases.rules.linking import Count, Parts, address, linked, related

_SECONDS = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays behind when tables are released: their true numbers, for the proof and for later editions. Restricted.

    The cells in ``hidden`` and the values in ``gone`` may not be shown.
    """

    tables: Tables
    hidden: frozenset[str]
    gone: frozenset[str]

    def shows(self, kind: str, each: Count) -> bool:
        """Whether the cell or value of a figure may be shown."""
        found = address(kind, each.code, each.period, each.cut)
        return found not in self.hidden and found not in self.gone

    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        cells = {
            str(key): [each.value, each.people, each.printed, each.group, each.margin]
            for key, each in self.tables.cells.items()
        }
        facts = [
            [[[str(key), times] for key, times in fact.terms], fact.low, fact.high, fact.why]
            for fact in self.tables.facts
        ]
        return {"cells": cells, "facts": facts, "hidden": sorted(self.hidden), "gone": sorted(self.gone)}


Before = tuple[str, Kept]
"""What was released before, and what it was called."""


def kept_from(plain: Mapping[str, Any]) -> Kept:
    """Return what `Kept.plain` wrote."""
    cells = {
        key: Cell(value, people, printed, group=group, margin=margin)
        for key, (value, people, printed, group, margin) in plain["cells"].items()
    }
    facts = tuple(
        Fact(tuple((key, times) for key, times in terms), low, high, why) for terms, low, high, why in plain["facts"]
    )
    return Kept(Tables(cells, facts), frozenset(plain["hidden"]), frozenset(plain["gone"]))


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be shown of figures, with its proof."""

    plan: Plan
    proof: Proof
    kept: Kept


def protect(counts: Sequence[Count], policy: Policy, earlier: Sequence[Before], parts: Parts) -> Protected:
    """Return what may be shown of figures to an audience that has all that was released earlier.

    Raises `RuleBroken`, naming the figures, when some could be worked out however much is hidden.
    """
    own, derived = linked(counts, parts)
    before = _editions(earlier)
    try:
        plan = hide(_together(own, before, parts), policy.rule, keep=_headlines(counts), seconds=_SECONDS)
    except CannotProtect as failed:
        raise RuleBroken(_cannot(failed)) from failed
    hidden = frozenset(str(key) for key in plan.hidden if key in own.cells)
    gone = frozenset(str(key) for key in goes_with(derived, hidden)) | _small_means(counts, policy)
    shown = own.with_facts([fact for each in derived if each.key not in gone for fact in each.facts])
    proof = audit(_together(shown, before, parts), plan.hidden, policy.rule)
    if not proof.clean:
        raise RuleBroken(_cannot(CannotProtect([*(each.key for each in proof.given_away), *proof.open])))
    return Protected(plan, proof, Kept(shown, hidden, gone))


def check_again(counts: Sequence[Count], policy: Policy, earlier: Sequence[Before], parts: Parts, kept: Kept) -> None:
    """Raise `RuleBroken` when figures have changed since they were protected, or can be worked out from what came between."""
    own, _ = linked(counts, parts)
    if dict(own.values) != dict(kept.tables.values):
        raise RuleBroken("Figures have changed since this was prepared. Send it back, and have it prepared again.")
    proof = audit(_together(kept.tables, _editions(earlier), parts), kept.hidden, policy.rule)
    if not proof.clean:
        raise RuleBroken(
            "With what was released since this was prepared, a hidden number could be worked out. "
            "Send it back, and have it prepared again."
        )


def _together(own: Tables, before: Sequence[Edition], parts: Parts) -> Tables:
    return related(joined(own, before), parts) if before else own


def _editions(earlier: Sequence[Before]) -> list[Edition]:
    return [Edition(name, each.tables, frozenset(each.hidden)) for name, each in earlier]


def _headlines(counts: Sequence[Count]) -> list[str]:
    """Return the cells of the whole: they are what readers come for, and others may have published them already."""
    return [address(kind, each.code, each.period, each.cut) for each in counts if not each.cut for kind in "nd"]


def _small_means(counts: Sequence[Count], policy: Policy) -> frozenset[str]:
    """Return the means of shorter periods in which something is too small to show, or not among what is shown."""
    numbers = {(each.code, each.period, each.cut): each.numerator for each in counts}
    found = set()
    for each in counts:
        for period in each.of if each.people else ():
            number = numbers.get((each.code, period, each.cut))
            if number is None or policy.rule.hides(Cell(number)):
                found.add(address("v", each.code, each.period, each.cut))
    return frozenset(found)


def _cannot(failed: CannotProtect) -> str:
    named = "; ".join(dict.fromkeys(in_words(key) for key in failed.keys[:5]))
    return (
        f"These figures could be worked out, however many others are hidden: {named}. "
        "Leave the breakdown or the period out, or choose wider groups."
    )


def in_words(key: Any) -> str:
    """Return the address of a cell as people read it."""
    inner = getattr(key, "key", key)  # a figure as an earlier edition had it
    kind, code, _, end, cut, *_ = str(inner).split("|")
    what = {"n": "", "d": ", denominator", "r": ", the rest", "o": ", what the groups leave over"}[kind]
    of = ", ".join(part.partition("=")[2] for part in cut.split(";") if part) or "all"
    earlier = f" as released before ({key.edition})" if inner is not key else ""
    return f"{code}, {of}, to {end}{what}{earlier}"
