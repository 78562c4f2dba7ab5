"""What the area's forms share."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from goldenthread.ui.forms import DateField, EditForm, Form, SearchedField, TextField
from goldenthread.ui.forms.fields import Labelled

MOST_MONTHS = Decimal(600)


NamedField = (
    SearchedField  # one body or person by its name; the view sets the queryset, limited to what the viewer may see
)


class MonthsField(Labelled, django_forms.DecimalField):
    """A number of months, such as 2 or 0.5."""

    widget = django_forms.TextInput

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("hint", "A number, such as 2 for every two months, 12 for every year, 0.5 for twice a month")
        options.setdefault("width", 4)
        options.setdefault("suffix", "months")
        super().__init__(label, required=False, **options)

    def to_python(self, value: Any) -> Any:
        """Return the number as a decimal; raises for what is none."""
        text = str(value).strip() if value not in self.empty_values else ""
        if not text:
            return None
        try:
            number = Decimal(text[:20])
        except InvalidOperation:
            raise ValidationError("Enter a number of months, such as 2 or 0.5") from None
        if not number.is_finite() or number <= 0 or number > MOST_MONTHS or number != round(number, 2):
            raise ValidationError("Enter a number of months above 0, with at most two decimals")
        return number


def from_on(label: str = "From", hint: str = "Leave empty if it is not known") -> DateField:
    """Return the field for the first day."""
    return DateField(label, required=False, hint=hint)


def until_on(label: str = "Until", hint: str = "The last day. Leave empty while it goes on") -> DateField:
    """Return the field for the last day."""
    return DateField(label, required=False, hint=hint)


def initial_of(row: Any, form: type[Form], **more: Any) -> dict[str, Any]:
    """Return the stored values of a row for its edit form."""
    values = {name: getattr(row, name, None) for name in form.base_fields}
    return {**values, "edition": getattr(row, "edition", None), **more}


class EndForm(EditForm):
    """The last day of something."""

    on = DateField("Last day")
    reason = TextField("Why it ends", required=False, hint="Optional. Only those who keep the register see it")

    def last_day(self) -> date:
        """Return the day."""
        day: date = self.cleaned_data["on"]
        return day
