"""All figures of a partnership as an audience may see them: which indicators belong together, and what may be shown."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goldenthread.evidence.disclosure import Tables
from goldenthread.evidence.rules import deriving
from goldenthread.evidence.rules.sheet import Derived
from goldenthread.evidence.rules.veils import Shows
from goldenthread.releases.rules.audiences import Policy
from goldenthread.releases.rules.linking import Count, Parts, address
from goldenthread.releases.rules.protecting import Kept

Shown = Mapping[str, Sequence[str] | None]
"""By address: the true number and the one to show; None for a hidden one."""


def families(codes: Iterable[str], parts: Parts) -> list[tuple[str, ...]]:
    """Return indicators in families: those of which one contains the other stand together, as facts tie their cells."""
    leader = {code: code for code in codes}

    def find(code: str) -> str:
        while leader[code] != code:
            code = leader[code]
        return code

    for part, whole in parts.items():
        if part in leader and whole in leader:
            leader[find(part)] = find(whole)
    found: dict[str, list[str]] = {}
    for code in leader:
        found.setdefault(find(code), []).append(code)
    return [tuple(sorted(each)) for each in found.values()]


def relatives(codes: Iterable[str], parts: Parts) -> frozenset[str]:
    """Return indicators with all that contain them or are contained in them, however far."""
    found = set(codes)
    while True:
        more = {code for pair in parts.items() if not found.isdisjoint(pair) for code in pair} - found
        if not more:
            return frozenset(found)
        found |= more


def only(kept: Kept, codes: frozenset[str]) -> Kept:
    """Return what is kept of some indicators alone."""
    cells = {key: cell for key, cell in kept.tables.cells.items() if _code(key) in codes}
    if len(cells) == len(kept.tables.cells):
        return kept
    facts = tuple(fact for fact in kept.tables.facts if all(key in cells for key, _ in fact.terms))
    hidden, gone = (frozenset(key for key in keys if _code(key) in codes) for keys in (kept.hidden, kept.gone))
    return Kept(Tables(cells, facts), hidden, gone)


def _code(key: Any) -> str:
    return str(key).split("|", 2)[1]


def key_of(family: Sequence[str]) -> str:
    """Return a name for a family."""
    return hashlib.sha256("|".join(family).encode()).hexdigest()


def fingerprint(counts: Sequence[Count], policies: Sequence[Policy], released: Sequence[str]) -> str:
    """Return what changes when the figures change, or the policies, or what was released of them."""
    whole = [[str(each) for each in counts], [each.words for each in policies], list(released)]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def shown(counts: Sequence[Count], kept: Kept, policy: Policy) -> dict[str, list[str] | None]:
    """Return by address what may be shown of figures, beside the number it stands for."""
    found: dict[str, list[str] | None] = {}
    for each in counts:
        part, whole, value = (address(kind, each.code, each.period, each.cut) for kind in "ndv")
        if each.numerator is not None:
            found[part] = _pair(each.numerator, policy) if kept.shows("n", each) else None
        if each.denominator is not None:
            found[whole] = _pair(each.denominator, policy) if kept.shows("d", each) else None
        if each.value is None:
            continue
        if found.get(part, True) is None or found.get(whole, True) is None or not kept.shows("v", each):
            found[value] = None
        elif each.factor == 0 and each.numerator is not None and each.value == each.numerator:
            found[value] = _pair(each.numerator, policy)
        else:
            found[value] = [str(each.value), str(each.value)]
    return found


def nothing(counts: Sequence[Count]) -> dict[str, list[str] | None]:
    """Return that none of the figures may be shown."""
    return {address(kind, each.code, each.period, each.cut): None for each in counts for kind in "ndv"}


def _pair(number: int, policy: Policy) -> list[str]:
    rounded = int(deriving.half_up(Decimal(number) / policy.rounding, 0)) * policy.rounding
    return [str(number), str(rounded)]


@dataclass(frozen=True, slots=True)
class Standings:
    """The newest of everything an audience may see of a partnership. What nobody has looked at as it is now is not shown."""

    shown: Shown

    def shows(self, code: str, one: Derived) -> Shows:
        """Return what of a figure may be shown."""
        parts = one.parts
        part = self._of("n", code, one, parts.numerator) if parts else None
        whole = self._of("d", code, one, parts.denominator) if parts and parts.denominator is not None else None
        known = any(self.shown.get(address(kind, code, one.period, one.cut), "") is None for kind in "nv")
        if parts and parts.denominator is not None and whole is None and one.people is not None:
            whole = parts.denominator  # a population, which everybody has
        return Shows(part, whole, self._of("v", code, one, one.value), known)

    def _of(self, kind: str, code: str, one: Derived, number: Decimal | None) -> Decimal | None:
        found = self.shown.get(address(kind, code, one.period, one.cut))
        if found is None or number is None or Decimal(found[0]) != number:
            return None
        return Decimal(found[1])
