"""The form of a scale: a row for each of its values."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from goldenthread.quality.forms.banks import AdoptForm
from goldenthread.quality.rules.asking import BETTER, SCALE_KINDS, STEPS, ValueView
from goldenthread.ui import forms

MOST = 12
"""How many values a scale of named values has at most: enough for 0 to 10."""
_FEWEST, _SPARE, _MORE = 4, 1, 3
_CELLS = ("code", "label", "points", "colour", "descriptor")
_COLOURS = [("none", "None"), ("good", "Green"), ("fair", "Blue"), ("poor", "Amber"), ("bad", "Red")]


class PointsField(forms.TextField):
    """How much a value counts: a number, or nothing."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__("Points", width=4, required=False, max_length=7)

    def clean(self, value: Any) -> Decimal | None:
        """Return the number, or None."""
        text = super().clean(value).replace(",", ".").replace("−", "-")
        if not text:
            return None
        try:
            found = Decimal(text)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or abs(found) >= 1_000:
            raise ValidationError(f"Value {self.number}: points are a number, like 3 or 0.5")
        return found.quantize(Decimal("0.01"))


class _Values(forms.Form):
    """The values of a scale. "More rows" shows the form again, with more of them and nothing lost."""

    name = forms.TextField("What is the scale called?", max_length=120)
    better = forms.RadioField("Which end is better?", choices=list(BETTER.items()), inline=True)
    allows_not_applicable = forms.CheckboxField(
        "“Not applicable” can be allowed",
        required=False,
        hint="Each question then says whether it can be chosen, with a reason. What does not apply is left out of the score",
    )

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(data, *args, **options)
        source = self.data if self.is_bound else self.initial
        filled = max((number for number in range(1, MOST + 1) if source.get(f"label_{number}")), default=0)
        asked = len([name for name in source if name.startswith("label_")]) if self.is_bound else 0
        count = max(asked + (_MORE if self.asks_more else 0), filled + _SPARE, _FEWEST)
        self.numbers = range(1, min(count, MOST) + 1)
        for number in self.numbers:
            self.fields[f"code_{number}"] = forms.HiddenField("Code", required=False, max_length=60)
            self.fields[f"label_{number}"] = forms.TextField("Name", required=False, max_length=120)
            self.fields[f"points_{number}"] = PointsField(number)
            self.fields[f"colour_{number}"] = forms.ChoiceField("Colour", choices=_COLOURS, empty=None, required=False)
            self.fields[f"descriptor_{number}"] = forms.TextAreaField(
                "What it means", required=False, rows=2, max_length=2_000
            )

    @property
    def asks_more(self) -> bool:
        """Whether "More rows" was pressed, so that nothing is checked yet."""
        return self.is_bound and "more" in self.data

    @property
    def full(self) -> bool:
        """Whether there are as many rows as a scale can have."""
        return len(self.numbers) >= MOST

    @property
    def value_rows(self) -> list[list[Any]]:
        """The fields of the rows: code, name, points, colour, what it means."""
        return [[self[f"{cell}_{number}"] for cell in _CELLS] for number in self.numbers]

    def full_clean(self) -> None:
        """Check what was sent, unless it only asks for more rows."""
        if self.asks_more:
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()

    def is_valid(self) -> bool:
        """Say whether the form can be acted upon."""
        return not self.asks_more and super().is_valid()

    def clean(self) -> dict[str, Any]:
        """Gather the rows as ``values``; a row with anything in it needs a name."""
        given = super().clean() or self.cleaned_data
        values = []
        for number in self.numbers:
            code, label, points, colour, means = (given.pop(f"{cell}_{number}", None) for cell in _CELLS)
            if label:
                values.append(ValueView(code or "", label, points, means or "", colour or "none"))
            elif points is not None or means:
                self.add_error(f"label_{number}", f"Name value {number}, or empty its row")
        return given | {"values": tuple(values)}


def _step() -> forms.ChoiceField:
    choices = [(str(each), str(each)) for each in STEPS]
    return forms.ChoiceField("Numbers in steps of", choices=choices, empty=None, required=False)


class ScaleForm(_Values, AdoptForm):
    """A new scale."""

    kind = forms.RadioField("What are its values?", choices=list(SCALE_KINDS.items()), reveals={"number": "step"})
    step = _step()
    field_order = ("partnership", "name", "kind", "step", "better", "allows_not_applicable")

    def clean(self) -> dict[str, Any]:
        """Give numbers their step, and named values none."""
        given = super().clean()
        numbers = given.pop("kind", "") == "number"
        step = int(given.get("step") or STEPS[0]) if numbers else 0
        return given | {"step": step, "values": () if numbers else given["values"]}


class ChangeScaleForm(_Values, forms.EditForm):
    """A scale of named values that no published edition uses."""


class ChangeNumbersForm(_Values, forms.EditForm):
    """A scale of numbers that no published edition uses."""

    step = _step()

    def clean(self) -> dict[str, Any]:
        """Give the step as a number."""
        given = super().clean()
        return given | {"step": int(given.get("step") or STEPS[0]), "values": ()}


def start_of(scale: Any, values: Iterable[Any] | None = None) -> dict[str, Any]:
    """Return what a form begins with, from a scale of the partnership or of the library."""
    given: Sequence[Any] = list(scale.values if values is None else values)
    names = ("name", "kind", "better", "allows_not_applicable")
    start = {name: getattr(scale, name) for name in names} | {"step": str(scale.step or STEPS[0])}
    for number, each in enumerate(given[:MOST], start=1):
        points = "" if each.points is None else f"{each.points.normalize():f}"
        cells = (each.code, each.label, points, each.colour, each.descriptor)
        start |= {f"{cell}_{number}": value for cell, value in zip(_CELLS, cells, strict=True)}
    return start
