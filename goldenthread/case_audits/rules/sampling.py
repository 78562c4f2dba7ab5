"""Drawing cases from a list, so that anybody with the same list and seed draws the same cases.

Each reference is given the SHA-256 of ``seed:reference``; the smallest come first. The order of the list, the machine and the
edition of the language make no difference, and a spreadsheet with the same function can check it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil

from goldenthread.case_audits.rules.references import Listed
from goldenthread.foundation.errors import RuleBroken

FIXED, SHARE, STRATIFIED, QUOTA, ALL, CHOSEN = "fixed", "share", "stratified", "quota", "all", "chosen"
METHODS = {
    FIXED: "A fixed number, at random",
    SHARE: "A percentage of the list, at random",
    STRATIFIED: "At random, in proportion to the parts of the list",
    QUOTA: "At random, a number from each area",
    ALL: "Every case on the list",
    CHOSEN: "Chosen, not drawn: the list is the sample",
}
DIVIDED = (STRATIFIED, QUOTA)
SEEDED = (FIXED, SHARE, STRATIFIED, QUOTA)
MOST_CASES = 60
ORDER = "Cases are put in the order of the SHA-256 of “seed:reference”; the first are taken."


@dataclass(frozen=True, slots=True)
class Plan:
    """How to draw. ``size``: cases, or per cent for a share. ``quotas``: cases from each part of the list."""

    method: str
    size: int = 0
    quotas: Mapping[str, int] = field(default_factory=dict)


def check(plan: Plan) -> None:
    """Raise `RuleBroken` for a plan that cannot be drawn."""
    if plan.method not in METHODS:
        raise RuleBroken("Choose how the cases are drawn.", field="method")
    if plan.method == SHARE and not 1 <= plan.size <= 100:
        raise RuleBroken("A share is between 1 and 100 per cent.", field="size")
    if plan.method in (FIXED, STRATIFIED) and not 1 <= plan.size <= MOST_CASES:
        raise RuleBroken(f"Draw between 1 and {MOST_CASES} cases.", field="size")
    if plan.method == QUOTA and not any(plan.quotas.values()):
        raise RuleBroken("Say how many cases come from each area.", field="quotas")


def check_lasted(listed: Sequence[Listed], on: date, months: int) -> None:
    """Raise `RuleBroken` unless the progress of every case has lasted at least so many months on a day."""
    if not 1 <= months <= 120:
        raise RuleBroken("Say for how many months at least progress has lasted: 1 to 120.", field="months")
    if any(each.since is None for each in listed):
        raise RuleBroken("Say which column tells since when progress has lasted.", field="since")
    late = [
        each
        for each in listed
        if each.since and (on.year - each.since.year) * 12 + on.month - each.since.month < months
    ]
    if late:
        raise RuleBroken(
            f"Progress of {len(late)} of the {len(listed)} cases has not lasted {months} months yet. Take them off the list.",
            field="file",
        )


def draw(listed: Sequence[Listed], plan: Plan, seed: str) -> list[Listed]:
    """Return the cases drawn, in the order they are numbered. Raises `RuleBroken` where the list cannot give them."""
    check(plan)
    shares = allot(counts(listed), plan)
    ordered = sorted(listed, key=lambda each: (key(seed, each.reference), each.reference))
    if plan.method not in SEEDED:
        ordered = sorted(listed, key=lambda each: each.reference)
    drawn = []
    for each in ordered:
        part = each.stratum if plan.method in DIVIDED else ""
        if shares.get(part, 0) > 0:
            shares[part] -= 1
            drawn.append(each)
    return drawn


def allot(there: Mapping[str, int], plan: Plan) -> dict[str, int]:
    """Return how many cases come from each part of the list; one part called "" where the list is not divided."""
    total = sum(there.values())
    if plan.method == QUOTA:
        return _quotas(there, plan.quotas)
    wanted = {SHARE: ceil(Fraction(total * plan.size, 100)), ALL: total, CHOSEN: total}.get(plan.method, plan.size)
    if wanted > total:
        raise RuleBroken(f"The list holds {total} cases, and {wanted} are to be drawn.", field="size")
    if wanted > MOST_CASES:
        raise RuleBroken(f"That is {wanted} cases. An audit grades {MOST_CASES} or fewer.", field="size")
    return proportional(there, wanted) if plan.method == STRATIFIED else {"": wanted}


def proportional(there: Mapping[str, int], wanted: int) -> dict[str, int]:
    """Divide ``wanted`` cases in proportion to the parts of a list, by the largest remainders, never more than a part has.

    Where there are as many cases as parts, every part gives one.
    """
    total = sum(there.values())
    exact = {part: Fraction(wanted * number, total) for part, number in there.items()}
    least = 1 if wanted >= len(there) else 0
    shares = {part: min(max(int(share), least), there[part]) for part, share in exact.items()}
    while sum(shares.values()) != wanted:
        up = sum(shares.values()) < wanted
        open_ = [part for part in there if (shares[part] < there[part] if up else shares[part] > least)]
        best = (max if up else min)(sorted(open_), key=lambda part: exact[part] - shares[part])
        shares[best] += 1 if up else -1
    return shares


def _quotas(there: Mapping[str, int], quotas: Mapping[str, int]) -> dict[str, int]:
    for part, number in quotas.items():
        if number > there.get(part, 0):
            raise RuleBroken(
                f"{part}: the list holds {there.get(part, 0)} cases, and {number} are to be drawn.", field="quotas"
            )
    if sum(quotas.values()) > MOST_CASES:
        raise RuleBroken(
            f"That is {sum(quotas.values())} cases. An audit grades {MOST_CASES} or fewer.", field="quotas"
        )
    return {part: number for part, number in quotas.items() if number}


def counts(listed: Iterable[Listed]) -> dict[str, int]:
    """Return how many cases stand in each part of a list, by its name."""
    found: dict[str, int] = {}
    for each in sorted(listed, key=lambda one: one.stratum):
        found[each.stratum] = found.get(each.stratum, 0) + 1
    return found


def key(seed: str, reference: str) -> str:
    """Return what puts a reference in its place: 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def digest(listed: Iterable[Listed]) -> str:
    """Return what tells one list from every other without keeping it: the SHA-256 of its lines in order."""
    lines = sorted(f"{each.reference}|{each.stratum}" for each in listed)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def quotas(text: str) -> dict[str, int]:
    """Read "Chester: 5, Northwich: 3", one to a line or with commas; raises `RuleBroken`."""
    found: dict[str, int] = {}
    for line in text.replace(",", "\n").splitlines():
        if not line.strip():
            continue
        part, _, number = line.rpartition(":")
        if not part.strip() or not number.strip().isdigit() or len(number.strip()) > 3:
            raise RuleBroken("Write each area with its number, such as: Chester: 5", field="quotas")
        found[" ".join(part.split())] = int(number)
    return found
