"""A grade as it is drawn, at every meeting that lays grades side by side."""

from dataclasses import dataclass

from goldenthread.quality.rules.asking import NOT_APPLICABLE, ScaleView

_COLOURS = {"good": "1", "fair": "2", "poor": "3", "bad": "4"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade as it is drawn: what stands in the box, the whole label, and its colour (1 best to 4 worst, "" for none)."""

    short: str
    label: str
    colour: str


def mark(scale: ScaleView | None, value: str) -> Mark:
    """Return a grade as it is drawn: its place on a scale of named values, counted from the best; a number as it is."""
    if value == NOT_APPLICABLE or not value:
        return Mark("n/a" if value else "–", "Does not apply" if value else "Not agreed", "")
    found = scale.value(value) if scale else None
    if scale is None or found is None:
        return Mark(value, value, "")
    if scale.kind == "number":
        return Mark(value, found.label, "")
    best_first = [each.code for each in reversed(scale.ordered)]
    short = str(best_first.index(value) + 1) if value in best_first else found.label[:3]
    return Mark(short, found.label, _COLOURS.get(found.colour, ""))


def key(scale: ScaleView | None) -> list[Mark]:
    """Return the key of a scale, the best first."""
    return [mark(scale, each.code) for each in reversed(scale.ordered)] if scale and scale.kind == "choice" else []
