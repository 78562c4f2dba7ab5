"""How far grades of several people lie apart, and who stands out: what every moderation meeting asks."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from statistics import median
from typing import TypeVar

from goldenthread.quality.rules.asking import NOT_APPLICABLE, ScaleView

WIDE = 2
"""Steps of the scale from which grades are far apart."""
Who = TypeVar("Who", bound=Hashable)


def places(scale: ScaleView | None) -> dict[str, int]:
    """Return where each value stands on its scale, the worst first."""
    if scale is None:
        return {}
    if scale.kind == "number":
        ordered = scale.numbers[::-1] if scale.better == "low" else scale.numbers
        return {value: place for place, value in enumerate(ordered)}
    return {value.code: place for place, value in enumerate(scale.ordered)}


def stands_out(scale: ScaleView | None, values: Iterable[str], value: str) -> bool:
    """Say whether a value is two steps or more from the middle of those given."""
    at = places(scale)
    given = [at[each] for each in values if each in at]
    return value in at and len(given) > 1 and abs(at[value] - median(given)) >= WIDE


def columns(scale: ScaleView | None, given: Mapping[Who, str]) -> Sequence[tuple[str, list[Who]]]:
    """Return a scale as a wall shows it, the best value first, each with who gave it; of numbers only those that were given."""
    shown = set(given.values())
    values = [each.code for each in reversed(scale.ordered)] if scale and scale.kind == "choice" else []
    if scale and scale.kind == "number":
        numbers = [each for each in shown if each != NOT_APPLICABLE]
        values = sorted(numbers, key=float, reverse=scale.better != "low")
    values += sorted(shown - set(values))
    return [(value, [who for who, each in given.items() if each == value]) for value in values]
