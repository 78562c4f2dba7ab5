"""Who was heard, in numbers and roles and never by name, so that nobody in a group can be known again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import counted

FEWEST = 6  # people: a smaller group is not broken down, and its size is not told
SMALL = 3  # people of one role: fewer are told together with others
MOST_ROLES, MOST_PEOPLE = 12, 200
OTHERS = "Others"

KEEP, CHANGE = "keep", "change"
SIDES = {KEEP: "To keep: it works", CHANGE: "To change: it does not"}


@dataclass(frozen=True, slots=True)
class Role:
    """How many of one role took part."""

    name: str
    number: int


def roles(text: str) -> list[Role]:
    """Read "Health visitors: 4, Teachers: 3", one to a line or with commas; raises `RuleBroken`."""
    found: dict[str, Role] = {}
    for line in text.replace(",", "\n").splitlines():
        if not line.strip():
            continue
        name, _, number = line.rpartition(":")
        name, number = " ".join(name.split()), number.strip()
        if not name or not number.isdigit() or not 1 <= int(number) <= MOST_PEOPLE:
            raise RuleBroken("Write each role with its number, such as: Health visitors: 4", field="roles")
        if len(name) > 60:
            raise RuleBroken("A role has 60 letters or fewer.", field="roles")
        if name.casefold() in found:
            raise RuleBroken(f"{name} stands there twice.", field="roles")
        found[name.casefold()] = Role(name, int(number))
    if not found:
        raise RuleBroken("Say who took part, in numbers and roles.", field="roles")
    if len(found) > MOST_ROLES:
        raise RuleBroken(f"Tell {MOST_ROLES} roles or fewer: put small ones together.", field="roles")
    return list(found.values())


def typed(known: Mapping[str, int]) -> str:
    """Return roles as they are typed, one to a line."""
    return "\n".join(f"{name}: {number}" for name, number in known.items())


def shown(known: Mapping[str, int]) -> list[Role]:
    """Return the roles of a group as others may read them: none of a small group, small roles together.

    Where those put together would still be few, the next smallest role goes with them, so that nobody can be worked out.
    """
    if sum(known.values()) < FEWEST:
        return []
    largest_first = sorted(known.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = [Role(name, number) for name, number in largest_first if number >= SMALL]
    small = sum(number for _, number in largest_first if number < SMALL)
    while kept and 0 < small < SMALL:
        small += kept.pop().number
    return [*kept, *([Role(OTHERS, small)] if small else [])]


def size(known: Mapping[str, int]) -> str:
    """Return how many took part, in words."""
    total = sum(known.values())
    return f"Fewer than {FEWEST} people" if total < FEWEST else counted(total, "person", "people")


def told(known: Mapping[str, int]) -> str:
    """Return who took part as others may read it: how many, and the roles of a group that is large enough."""
    found = shown(known)
    names = [f"{each.name}: {each.number}" for each in found if each.name != OTHERS or len(found) > 1]
    return f"{size(known)} ({', '.join(names)})" if names else size(known)


def heard(groups: Sequence[Mapping[str, int]]) -> str:
    """Say how many groups were heard, and of how many people in all; "" where none was.

    A group whose size is not told is left out of the sum, so that it cannot be worked out.
    """
    if not groups:
        return ""
    large = [sum(each.values()) for each in groups if sum(each.values()) >= FEWEST]
    small = len(groups) - len(large)
    words = [f"{counted(len(groups), 'group')} heard"]
    if large:
        words.append(f"{sum(large)} people" + (f" in {len(large)} of them" if small else ""))
    return ", ".join(words)
