"""Figures, a policy and what was released before, made into what may be shown, with its proof."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from goldenthread.evidence.disclosure import (
    CannotProtect,
    Cell,
    Edition,
    Fact,
    Hidden,
    Plan,
    Proof,
    Tables,
    audit,
    goes_with,
    hide,
    joined,
)
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.releases.rules.audiences import Policy
from goldenthread.releases.rules.linking import Count, Parts, address, linked, related

_SECONDS = 6
_MOST_NAMED = 5
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


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


NOTHING = Kept(Tables({}), frozenset(), frozenset())

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


@dataclass(frozen=True, slots=True)
class Besides:
    """Readers who have something of their own beside what is prepared for others: of board papers beside what is public."""

    name: str
    policy: Policy
    earlier: tuple[Before, ...]


Names = Mapping[str, str]
"""Code of an indicator to its name."""
Tell = Callable[[int, int, str], None]
"""Takes how far the work is: done, of, and what comes now."""
_STAGES = 4


def silent(done: int, of: int, words: str) -> None:
    """Tell nobody."""


def protect(
    counts: Sequence[Count],
    policy: Policy,
    earlier: Sequence[Before],
    parts: Parts,
    besides: Sequence[Besides] = (),
    names: Names = _NO_NAMES,
    tell: Tell = silent,
) -> Protected:
    """Return what may be shown of figures to an audience that has all that was released earlier.

    What other readers are not shown, who will read this ``besides`` what they have, is hidden here as well; then it is proved
    for them too. Raises `RuleBroken`, naming the figures, when some could be worked out however much is hidden.
    """
    own, derived = linked(counts, parts)
    before = _editions(earlier)
    tell(1, _STAGES, "choosing what to hide")
    own, withheld = _withheld(own, earlier, besides)
    try:
        plan = hide(_together(own, before, parts), policy.rule, keep=_headlines(counts), seconds=_SECONDS)
    except CannotProtect as failed:
        raise RuleBroken(_cannot(failed, names)) from failed
    hidden = frozenset(str(key) for key in plan.hidden if key in own.cells) | withheld
    gone = frozenset(str(key) for key in goes_with(derived, hidden)) | _small_means(counts, policy)
    tell(2, _STAGES, "proving that nothing hidden can be worked out")
    shown = own.with_facts([fact for each in derived if each.key not in gone for fact in each.facts])
    proof = audit(_together(shown, before, parts), plan.hidden | withheld, policy.rule)
    if not proof.clean:
        raise RuleBroken(_cannot(CannotProtect([*(each.key for each in proof.given_away), *proof.open]), names))
    kept = Kept(_plain(shown), hidden, gone)
    tell(3, _STAGES, "proving it for those who read something else as well")
    check_besides(kept, besides, parts, names)
    return Protected(plan, proof, kept)


def _withheld(own: Tables, earlier: Sequence[Before], besides: Sequence[Besides]) -> tuple[Tables, frozenset[str]]:
    """Return tables in which what other readers are not shown stays hidden, and which cells that are."""
    told = {key for _, kept in earlier for key, cell in kept.tables.cells.items() if _told(kept, key, cell)}
    found: set[str] = set()
    for others in besides:
        seen: dict[Any, bool] = {}
        for _, kept in others.earlier:
            for key, cell in kept.tables.cells.items():
                if key in own.cells and own.values[key] == cell.value and cell.printed:
                    seen[key] = seen.get(key, False) or _told(kept, key, cell)
        found |= {str(key) for key, shown in seen.items() if not shown and key not in told}
    cells = {key: replace(cell, withheld=key in found) for key, cell in own.cells.items()}
    return Tables(cells, own.facts), frozenset(found)


def _told(kept: Kept, key: Any, cell: Cell) -> bool:
    return cell.printed and key not in kept.hidden


def _plain(tables: Tables) -> Tables:
    """Return tables as they are kept: what is withheld stands among the hidden cells."""
    return Tables({key: replace(cell, withheld=False) for key, cell in tables.cells.items()}, tables.facts)


def check_besides(kept: Kept, besides: Sequence[Besides], parts: Parts, names: Names = _NO_NAMES) -> None:
    """Raise `RuleBroken` when readers who have something else as well could work a hidden number out of both."""
    for others in besides:
        if not others.earlier:
            continue
        before, rule = _editions(others.earlier), others.policy.rule
        proof = audit(_together(kept.tables, before, parts), kept.hidden, rule)
        if proof.clean:
            continue
        already = audit(_together(Tables({}), before, parts), (), rule)  # what they could work out in any case
        known = {each.key for each in already.given_away} | set(already.open)
        told = [_witness(each, names) for each in proof.given_away if each.key not in known]
        told += [f"{in_words(key, names)} is shown here" for key in proof.open if key not in known]
        if told:
            named = "; ".join(list(dict.fromkeys(told))[:_MOST_NAMED])
            raise RuleBroken(
                f"Whoever reads this beside what others were given ({others.name.lower()}) could work out: {named}. "
                "Leave the breakdown or the period out, or choose wider groups."
            )


def _witness(each: Hidden, names: Names) -> str:
    """Return in words what could be worked out of a cell."""
    if each.exact:
        could = f"is {each.value}"
    else:
        could = f"can only be {each.least} to {each.most}" if each.most is not None else "can be narrowed down"
    return f"{in_words(each.key, names)} {could}"


def check_again(
    counts: Sequence[Count],
    policy: Policy,
    earlier: Sequence[Before],
    parts: Parts,
    kept: Kept,
    besides: Sequence[Besides] = (),
    names: Names = _NO_NAMES,
) -> None:
    """Raise `RuleBroken` when figures have changed since they were protected, or can be worked out from what came between."""
    own, _ = linked(counts, parts)
    if dict(own.values) != dict(kept.tables.values):
        raise RuleBroken("Figures have changed since this was prepared. Send it back, and have it prepared again.")
    proof = audit(_together(kept.tables, _editions(earlier), parts), kept.hidden, policy.rule)
    if not proof.clean:
        told = [_witness(each, names) for each in proof.given_away] or [in_words(key, names) for key in proof.open]
        raise RuleBroken(
            "With what was released since this was prepared, a hidden number could be worked out: "
            f"{'; '.join(told[:_MOST_NAMED])}. Send it back, and have it prepared again."
        )
    check_besides(kept, besides, parts, names)


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


def _cannot(failed: CannotProtect, names: Names) -> str:
    named = "; ".join(dict.fromkeys(in_words(key, names) for key in failed.keys[:_MOST_NAMED]))
    return (
        f"These figures could be worked out, however many others are hidden: {named}. "
        "Leave the breakdown or the period out, or choose wider groups."
    )


_KINDS = {"n": "", "d": ", what it is counted over", "r": ", the rest", "o": ", what the groups leave over"}


def in_words(key: Any, names: Names = _NO_NAMES) -> str:
    """Return the address of a cell as people read it: "Children on a plan, Girls, 2017-18"."""
    inner = getattr(key, "key", key)  # a figure as an earlier edition had it
    kind, code, start, end, cut, *_ = str(inner).split("|")
    of = ", ".join(part.partition("=")[2] for part in cut.split(";") if part) or "all"
    earlier = f" as given before ({key.edition})" if inner is not key else ""
    when = say(Period(date.fromisoformat(start), date.fromisoformat(end)))
    return f"{names.get(code, code)}, {of}, {when}{_KINDS[kind]}{earlier}"
