"""Forms of the parts of a plan."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from goldenthread.plans.models import Basis, Measure
from goldenthread.ui.forms import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    EditForm,
    Form,
    ModelChoiceField,
    RadioField,
    TextAreaField,
    TextField,
)


class _Words(Form):
    text = TextAreaField(
        "What it is",
        rows=3,
        required_message="Say what it is",
        hint="In the words of the plan. No child's or worker's name",
    )
    number = TextField(
        "Number as printed", required=False, max_length=20, width=5, hint="Leave it empty to number it by its place"
    )
    tag = TextField("Tag line", required=False, max_length=80, hint="A short name, such as Knowledge")
    kind = TextField(
        "What this one is called, if not as its level", required=False, max_length=60, hint="Such as Objective"
    )
    why = TextAreaField("Why it matters", required=False, rows=4)
    starts_on = DateField("Begins", required=False)
    due_on = DateField("To be reached by", required=False)
    due_words = TextField(
        "What was said of the date", required=False, max_length=200, hint="Such as ongoing, or website permitting"
    )
    standing = CheckboxField("It is a standing theme, without an end", required=False)
    function = TextField("Statutory function it serves", required=False, max_length=250)


class ItemForm(_Words):
    """A new part of a plan."""


class ItemEditForm(EditForm, _Words):
    """What can change of a part of a plan."""


class DutiesForm(EditForm):
    """Who leads, who is responsible, which one body is accountable."""

    leads = CheckboxesField("Who leads it?", required=False)
    leads_words = TextAreaField("Others who lead, in words", required=False, rows=2, hint="One a line")
    responsible = CheckboxesField("Who is responsible for doing it?", required=False)
    responsible_words = TextAreaField(
        "Others who are responsible, in words", required=False, rows=2, hint="One a line, such as All partners"
    )
    accountable = ChoiceField("Which one body is accountable?", required=False, empty="Not on this list, or nobody yet")
    accountable_words = TextField(
        "The accountable body, in words", required=False, hint="Only if it is not on the list"
    )


class MeasureForm(Form):
    """How one will know."""

    words = TextAreaField("What is measured?", rows=2, hint="Such as children who go missing more than twice in a year")
    indicator = ModelChoiceField("Indicator", required=False, empty="None: it is told in words")
    baseline_words = TextField("Where it stands at the start", required=False)
    target = TextField("Target as a number", required=False, width=10)
    target_words = TextField("Target in words", required=False)
    direction = ChoiceField("Which way is better?", required=False, choices=Measure.Direction.choices, empty="Not said")
    by_on = DateField("By when?", required=False)

    def clean_target(self) -> Any:
        """Return the target as a number."""
        text = str(self.cleaned_data["target"]).replace(",", "").rstrip("%").strip()
        if not text:
            return None
        try:
            number = Decimal(text[:20])
        except InvalidOperation:
            raise ValidationError("Target must be a number, like 120 or 12.5") from None
        if not number.is_finite() or abs(number) >= Decimal(10) ** 10:
            raise ValidationError("Target must be a number below 10,000,000,000")
        return round(number, 4)


class MeasureEditForm(EditForm, MeasureForm):
    """A measure, changed."""


class ActionForm(Form):
    """A new action under a part of a plan."""

    text = TextAreaField("What is to be done?", rows=3, required_message="Say what is to be done")
    owner_agency = ModelChoiceField("Which agency does it?", required=False, empty="No agency yet")
    owner_group = ModelChoiceField(
        "Which group oversees it?",
        required=False,
        empty="No group yet",
        hint="It judges what difference the action made",
    )
    owner_words = TextField("Owners as written", required=False, max_length=300, hint="If several share it")
    due = DateField("By when?", required=False)
    due_words = TextField("What was said of the date", required=False, max_length=200)
    parent = ChoiceField("Is it part of another action?", required=False, empty="No")
    administrative = CheckboxField("It is an administrative task, which ends when it is done", required=False)


class AttachForm(Form):
    """An action that exists already."""

    reference = TextField("Reference of the action", max_length=40, width=20, hint="Such as A-2026-014")
    reason = TextField("Why does it serve this too?", required=False, max_length=300)


class DropForm(EditForm):
    """That something is taken out of a plan."""

    on = DateField("From when?")
    words = TextAreaField("Why is it dropped?", rows=3)


class PutForm(Form):
    """Another place in the plan."""

    under = ChoiceField("Where should it stand?", required=False, empty="At the top of the plan")


class TiesForm(Form):
    """What a part of a plan hangs together with."""

    statements = CheckboxesField("Which values and functions does it serve?", required=False)
    boards = CheckboxesField("With which other boards is it shared?", required=False)
    boards_words = TextField("Who owns it there?", required=False, max_length=300, hint="Such as both chairs")
    strategies = CheckboxesField("Beside which strategies does it stand?", required=False)


class BaseForm(Form):
    """A record that a part of a plan arises from, or underpins."""

    reference = TextField(
        "Reference",
        max_length=40,
        width=20,
        hint="Of a finding, a recommendation, or a part of another plan, such as PLI-2026-003",
    )
    way = RadioField(
        "How do they hang together?", choices=Basis.Way.choices, required_message="Say how they hang together"
    )
    words = TextField("In words", required=False, max_length=300)
