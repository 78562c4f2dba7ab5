"""The base class of all forms."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from goldenthread.foundation.errors import RuleBroken
from goldenthread.ui.forms import searched
from goldenthread.ui.forms.fields import HiddenNumberField
from goldenthread.ui.forms.summary import errors_of


class Form(forms.Form):
    """A form. It validates what can be told from the input alone; the operation knows the rules."""

    use_required_attribute = False  # the browser's own bubbles are neither styled nor well read out
    summary_shown = False

    def add_rule_broken(self, broken: RuleBroken) -> None:
        """Show a refused operation as an error of the field it names, else of the whole form."""
        field = broken.field if broken.field in self.fields else None
        self.add_error(field, broken.sentence)

    @property
    def finding(self) -> str:
        """The name of the field whose "Find" was pressed, or ""; then the form is shown again, not acted upon."""
        if not self.is_bound:
            return ""
        names = (self.add_prefix(name) for name, field in self.fields.items() if hasattr(field, "offer"))
        return next((name for name in names if searched.asked(name, self.data)), "")

    def full_clean(self) -> None:
        """Check what was sent, unless it only asks to find something: nobody wants errors in a form half filled in."""
        if not self.finding:
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}

    def is_valid(self) -> bool:
        """Say whether the form can be acted upon."""
        return not self.finding and super().is_valid()

    @property
    def error_list(self) -> list[dict[str, str]]:
        """All errors, for the summary."""
        return errors_of(self) if self.is_bound else []

    @property
    def revealed(self) -> frozenset[str]:
        """Names of the fields that stand inside another field's choice, so are not printed on their own."""
        names: set[str] = set()
        for field in self.fields.values():
            for inner in getattr(field, "reveals", {}).values():
                names.update([inner] if isinstance(inner, str) else inner)
        return frozenset(names)

    def changed_values(self) -> dict[str, Any]:
        """Return the cleaned values without the hidden edition: what an operation takes as changes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


TAKE, THEIRS = "gt_take-", "gt_theirs-"


def merged(data: Any) -> Any:
    """Return what was sent from the page of two versions: where "theirs" was chosen, their value stands for the typed one."""
    if not data or not any(str(key).startswith(TAKE) for key in data):
        return data
    result = data.copy()
    for key in list(data):
        name = str(key).removeprefix(TAKE)
        if key == name or data[key] != "theirs":
            continue
        for part in (name, f"{name}-day", f"{name}-month", f"{name}-year"):
            if f"{THEIRS}{part}" in data:
                result.setlist(part, data.getlist(f"{THEIRS}{part}"))
            elif part == name:
                result.pop(part, None)
    return result


class EditForm(Form):
    """A form over something that exists: it carries the edition that was read, so nobody overwrites what they have not seen."""

    edition = HiddenNumberField(min_value=1)

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(merged(data), *args, **options)
