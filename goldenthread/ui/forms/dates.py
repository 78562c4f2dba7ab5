"""A date in three boxes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.foundation.text import listed, short_date
from goldenthread.ui.forms.fields import Labelled, subject

PARTS = ("day", "month", "year")
_MONTHS = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|"
    "sep sept september|oct october|nov november|dec december"
)
MONTHS = {name: number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}


class DateBoxes(forms.MultiWidget):
    """Three boxes, named ``x-day``, ``x-month`` and ``x-year``."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({f"-{part}": forms.TextInput() for part in PARTS}, attrs)
        self.widgets_names = [f"-{part}" for part in PARTS]

    def decompress(self, value: Any) -> list[Any]:
        """Return day, month and year of a stored date."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]

    def id_for_label(self, id_: str) -> str:
        """Point the label at the first box."""
        return f"{id_}-day"

    @staticmethod
    def wrong_box(errors: Iterable[Any]) -> str:
        """Return the first box an error is about; the day when it is about all."""
        for error in errors:
            for part in (getattr(error, "params", None) or {}).get("parts", ()):
                return str(part)
        return "day"


class HiddenDateBoxes(DateBoxes):
    """The three boxes, unseen."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for box in self.widgets:
            box.input_type = "hidden"


class DateField(Labelled, forms.MultiValueField):
    """A date. ``earliest`` and ``latest`` bound it; years before 1900 and after 2200 are slips of the pen."""

    widget = DateBoxes
    hidden_widget = HiddenDateBoxes

    def __init__(
        self, label: str, *, earliest: date = date(1900, 1, 1), latest: date = date(2200, 12, 31), **options: Any
    ) -> None:
        self.earliest, self.latest = earliest, latest
        boxes = [forms.CharField(required=False, max_length=12, strip=True) for _ in PARTS]
        options.setdefault("hint", f"For example, 27 3 {max(min(2026, latest.year), earliest.year)}")
        super().__init__(label, fields=boxes, require_all_fields=False, **options)
        self.invalid = f"{subject(label)} must be a real date"

    def clean(self, value: Any) -> date | None:
        """Return the date or None; each error names the boxes to mend."""
        boxes = [str(part or "").strip()[:20] for part in (value or ["", "", ""])]
        missing = [part for part, text in zip(PARTS, boxes, strict=True) if not text]
        if len(missing) == 3:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required", params={"parts": PARTS})
            return None
        if missing:
            words = f"{subject(str(self.label))} must include a {listed(missing)}"
            raise ValidationError(words, code="incomplete", params={"parts": missing})
        return self._bounded(self._real(boxes))

    def compress(self, data_list: Any) -> date | None:
        """Part of Django's interface; `clean` does the work."""
        return self.clean(data_list)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether other boxes were sent than the stored date would fill."""
        before = initial if isinstance(initial, list) else self.widget.decompress(initial)
        return [str(part or "").lstrip("0") for part in before] != [str(part or "").lstrip("0") for part in data or []]

    def _real(self, boxes: list[str]) -> date:
        day, month, year = boxes
        wrong = [part for part, ok in zip(PARTS, (_digits(day), _month(month), _digits(year)), strict=True) if not ok]
        if not wrong and len(year) != 4:
            raise ValidationError("Year must include 4 numbers", code="year", params={"parts": ["year"]})
        if wrong:
            raise ValidationError(self.invalid, code="invalid", params={"parts": wrong})
        try:
            return date(int(year), _month(month), int(day))
        except ValueError:
            raise ValidationError(self.invalid, code="invalid", params={"parts": PARTS}) from None

    def _bounded(self, day: date) -> date:
        what = subject(str(self.label))
        if day < self.earliest:
            words = f"{what} must be on or after {short_date(self.earliest)}"
            raise ValidationError(words, code="early", params={"parts": PARTS})
        if day > self.latest:
            words = f"{what} must be on or before {short_date(self.latest)}"
            raise ValidationError(words, code="late", params={"parts": PARTS})
        return day


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 4


def _month(text: str) -> int:
    """Return the number of a month given as number or name; 0 when it is neither."""
    if _digits(text):
        return int(text)
    return MONTHS.get(text.lower(), 0)
