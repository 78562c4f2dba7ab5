"""A scale as pages show it: each value with its colour and what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.quality.rules.asking import BETTER, ScaleView
from goldenthread.quality.rules.grades import share

_PLACES = {"good": 1, "fair": 2, "poor": 3, "bad": 4}
_NOWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a scale, told. ``place``: its colour, 1 best to 4 worst, 0 for none. ``counts``: of 100; None for nothing."""

    label: str
    points: str
    counts: int | None
    descriptor: str
    place: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A scale, told: what it is in a line, and its values as those who answer see them."""

    line: str
    values: tuple[Value, ...]
    notes: tuple[str, ...]


def view_of(given: Any, values: Iterable[Any]) -> ScaleView:
    """Return the view of a scale that is not kept yet: one of the library, or one being typed."""
    return ScaleView(_NOWHERE, "", given.name, given.kind, given.better, tuple(values), given.step)


def shown(scale: ScaleView) -> Shown:
    """Return a scale, told."""
    if scale.kind == "number":
        best = "100 is best" if scale.better == "high" else "0 is best"
        return Shown(f"Numbers from 0 to 100 in steps of {scale.step}; {best}.", (), ())
    values = tuple(_value(scale, each) for each in scale.values)
    notes = []
    if not scale.ordered:
        notes.append("No value has points, so grades on this scale are shown and never added up.")
    elif len({each.points for each in scale.ordered}) < len(scale.ordered):
        notes.append("Two values have the same points, so they count the same.")
    named = [each.label for each in scale.values if each.points is None]
    if scale.ordered and named:
        notes.append(f"Without points, and so left out of every score: {', '.join(named)}.")
    return Shown(f"{len(values)} values. {BETTER[scale.better]}.", values, tuple(notes))


def _value(scale: ScaleView, value: Any) -> Value:
    part = share(scale, value.code) if value.points is not None else None
    return Value(
        value.label,
        "" if value.points is None else f"{value.points.normalize():f}",
        None if part is None else round(part * 100),
        value.descriptor,
        _PLACES.get(value.colour, 0),
    )
