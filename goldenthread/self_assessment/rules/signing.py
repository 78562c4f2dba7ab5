"""Who signs a return, and what is still to be signed."""

from collections.abc import Iterable, Sequence

LEAD, HEAD, GOVERNOR = "lead", "head", "governor"
SIGNERS = {
    LEAD: "Safeguarding lead",
    HEAD: "Head or chief officer",
    GOVERNOR: "Chair of governors or board",
}
USUAL = {"section_175": (LEAD, HEAD, GOVERNOR), "section_11": (LEAD, HEAD)}
"""Who signs unless the round says otherwise, by the purpose of its questions."""


def usual(purpose: str) -> list[str]:
    """Return who signs a return of this purpose unless told otherwise."""
    return list(USUAL.get(purpose, (LEAD, HEAD)))


def waiting(signers: Sequence[str], given: Iterable[str]) -> list[str]:
    """Return the roles that have not signed yet, in order."""
    there = set(given)
    return [each for each in signers if each not in there]
