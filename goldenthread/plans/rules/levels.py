"""What the levels of a plan are called, and how they are numbered: 1, 1a, 1.1, 1.1a or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

STYLES = {"1": "1, 2, 3", "a": "a, b, c", "A": "A, B, C", "i": "i, ii, iii", "": "No number"}
MOST = 8
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its name, the style of its number, and whether (and after which mark) the number above stands before it.

    ``Level("Outcome", "1", ".")`` under priority 2 gives 2.1; ``Level("Outcome", "a", "")`` gives 2a;
    ``Level("Outcome", "1", None)`` gives 1.
    """

    name: str
    style: str = "1"
    joined: str | None = "."

    @property
    def plural(self) -> str:
        """The name for several: priorities, outcomes."""
        if self.name.endswith("y") and self.name[-2:-1].lower() not in "aeiou":
            return f"{self.name[:-1]}ies"
        return self.name if self.name.endswith("s") else f"{self.name}s"

    def as_plain(self) -> dict[str, Any]:
        """Return the level as it is kept."""
        return {"name": self.name, "style": self.style, "joined": self.joined}


BUSINESS = (Level("Priority", "1", None), Level("Outcome", "1", "."))
ACTION, SUB_ACTION = "Action", "Sub-action"


def of(kept: Iterable[Mapping[str, Any]]) -> tuple[Level, ...]:
    """Return levels from what is kept; raises `RuleBroken` for what cannot be levels of a plan."""
    levels = tuple(Level(clean(str(each["name"]))[:60], each.get("style", "1"), each.get("joined")) for each in kept)
    if not levels:
        raise RuleBroken("A plan needs at least one level, such as Priority.", field="levels")
    if len(levels) > MOST:
        raise RuleBroken(f"A plan can have {MOST} levels at most.", field="levels")
    for level in levels:
        if not level.name:
            raise RuleBroken("Give every level a name, such as Priority or Outcome.", field="levels")
        if level.style not in STYLES or level.joined not in (None, "", ".", "-"):
            raise RuleBroken(f"“{level.name}” is numbered in a way that is not known.", field="levels")
    return levels


def at(levels: Sequence[Level], depth: int) -> Level:
    """Return the level of a depth, from 0; deeper than the last has the name of the last."""
    return levels[min(depth, len(levels) - 1)]


def counted(style: str, number: int) -> str:
    """Return a number (from 1) in a style: 3, c, C or iii."""
    if style in ("a", "A"):
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if style == "A" else letters
    if style == "i":
        words = ""
        for value, numeral in _ROMAN:
            times, number = divmod(number, value)
            words += numeral * times
        return words
    return str(number) if style else ""


def number(level: Level, above: str, place: int) -> str:
    """Return the number of the ``place``-th item of a level, under an item numbered ``above``."""
    own = counted(level.style, place)
    if level.joined is None or not own:
        return own
    return f"{above}{level.joined if above else ''}{own}"


_FIRST = {"1": "1", "a": "a", "A": "A", "i": "i"}


def as_written(scheme: Sequence[Level]) -> str:
    """Return levels as people write them, one a line, each with the number of its first: ``Outcome: 1.1``."""
    lines, above = [], ""
    for level in scheme:
        above = number(level, above, 1)
        lines.append(f"{level.name}: {above}" if above else level.name)
    return "\n".join(lines)


def written(text: str) -> tuple[Level, ...]:
    """Read levels, one a line: a name, a colon and the number of its first part (1, a, A, i, 1.1, 1a, 1.1a), or no number."""
    rows = []
    for line in filter(None, (each.strip() for each in clean(text).splitlines())):
        name, _, sample = line.partition(":")
        rows.append({"name": name, **_numbered(name.strip(), sample.strip())})
    return of(rows)


def _numbered(name: str, sample: str) -> dict[str, Any]:
    if not sample:
        return {"style": "", "joined": None}
    style, before = _FIRST.get(sample[-1], ""), sample[:-1]
    if not style:
        raise RuleBroken(
            f"The first “{name}” should be numbered 1, a, A or i, alone or after the number above.", field="levels"
        )
    if not before:
        return {"style": style, "joined": None}
    return {"style": style, "joined": before[-1] if before[-1] in ".-" else ""}
