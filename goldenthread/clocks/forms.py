"""Forms about clocks: they read what was typed; the operations know the rules."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from goldenthread.clocks.rules import LONDON, Direction, Unit
from goldenthread.clocks.rules.shapes import BREACH_REASONS, PAUSE_REASONS, UNIT_WORDS
from goldenthread.ui.forms import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    EditForm,
    Form,
    NumberField,
    RadioField,
    SearchedField,
    TextAreaField,
    TextField,
)

_TIME = re.compile(r"^(\d{1,2})[:.](\d{2})\s*(am|pm)?$", re.IGNORECASE)


class TimeField(TextField):
    """A time of day, such as 14:30 or 2.30pm; None when left empty."""

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("hint", "For example, 14:30. Leave it empty if only the day is known.")
        super().__init__(label, max_length=10, width=5, required=False, **options)

    def clean(self, value: Any) -> time | None:  # type: ignore[override]
        """Return the time or None."""
        text = super().clean(value)
        if not text:
            return None
        found = _TIME.match(text)
        hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
        if found and found[3]:
            hour = hour % 12 + (12 if found[3].lower() == "pm" else 0) if 1 <= hour <= 12 else 99
        if hour > 23 or minute > 59:
            raise ValidationError("Enter a time such as 14:30")
        return time(hour, minute)


def moment_of(day: date, at: time | None) -> datetime | date:
    """Return the moment that a day and a time in London name; the day alone without a time."""
    return datetime.combine(day, at, LONDON) if at is not None else day


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, empty or not; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def offer(form: Form, name: str, rows: Iterable[Any]) -> None:
    """Let a field choose among these records."""
    field: Any = form.fields[name]
    field.choices = [("", "Select an answer"), *((str(row.pk), row.title) for row in rows)]


class CheckForm(EditForm):
    """Confirm a rule against the guidance."""

    source = TextField(
        "Which text did you check it against?",
        hint="The document, its edition and the page or paragraph",
        required_message="Enter the text, with its page or paragraph",
        max_length=500,
    )
    source_date = DateField("What is the date of that text?")
    note = TextAreaField("Anything to note", required=False, rows=3, max_length=2000)


class WhyForm(Form):
    """A reason."""

    why = TextAreaField("Why?", required_message="Say why", rows=3, max_length=2000)


class TakeBackForm(EditForm):
    """Take back a check."""

    why = TextAreaField("Why is the check taken back?", required_message="Say why", rows=3, max_length=2000)


class CompleteForm(Form):
    """A deadline was met."""

    day = DateField("When was it done?")
    time = TimeField("At what time?")
    words = TextAreaField("What was done", required=False, rows=3, max_length=2000)
    covers = CheckboxesField("Which others does it meet as well?", required=False)


class HandOverForm(Form):
    """Another agency or group takes a deadline over."""

    owner = ChoiceField("Who takes it over?")
    why = TextAreaField("Why?", hint="For example: the child has moved", required=False, rows=3, max_length=2000)


class PauseForm(Form):
    """Stop a clock."""

    reason = RadioField("Why does the clock stand still?", choices=list(PAUSE_REASONS.items()))
    words = TextAreaField("More about it", required=False, rows=3, max_length=2000)


class ResumeForm(Form):
    """Let a clock go on."""

    words = TextAreaField("What has changed", required=False, rows=3, max_length=2000)


class ExplainForm(Form):
    """Why a date was missed."""

    reason = RadioField("Why was the date missed?", choices=list(BREACH_REASONS.items()))
    words = TextAreaField(
        "In your own words", hint="No names of children or families.", required=False, rows=4, max_length=2000
    )


class DateForm(EditForm):
    """Another date."""

    due = DateField("What is the new date?")
    why = TextAreaField("Why?", required_message="Say why the date is changed", rows=3, max_length=2000)


class StartForm(EditForm):
    """Correct the start of a clock."""

    day = DateField("When did the clock really start?")
    time = TimeField("At what time?")
    why = TextAreaField(
        "Why is it corrected?", required_message="Say why the start is corrected", rows=3, max_length=2000
    )


class SetForm(Form):
    """Set a deadline on a record: by a rule, or with a date of its own."""

    title = TextField(
        "What is due?", hint="Leave it empty to use the words of the rule.", required=False, max_length=250
    )
    rule = TextField("Which rule sets the date?", hint="Its id, such as SIN-1. Leave it empty to set a date yourself.",
                     required=False, max_length=20, width=10)  # fmt: skip
    variant = TextField("Which variant of the rule?", required=False, max_length=40, width=20)
    day = DateField("When did the clock start?", hint="For rules that look back: the day of the event.", required=False)
    time = TimeField("At what time?")
    due = DateField("Or: on which day is it due?", required=False)
    why = TextAreaField(
        "Why is it due then?", hint="Only for a date of its own.", required=False, rows=2, max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the start with a rule, and for a date without one."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("rule") and not given.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter when the clock started")
        if not given.get("rule") and not given.get("due") and "due" not in self.errors:
            self.add_error("due", "Enter a rule, or the day on which it is due")
        return given


class HolidayForm(Form):
    """A bank holiday that was proclaimed."""

    day = DateField("Which day is it?")
    name = TextField("What is it called?", required_message="Enter the name of the bank holiday", max_length=120)


class HolidayNameForm(EditForm):
    """Another name for a bank holiday."""

    name = TextField("What is it called?", required_message="Enter the name of the bank holiday", max_length=120)


class ClosureForm(Form):
    """A place is closed on a day."""

    place = SearchedField("Who is closed?", search=("title",), label_of=lambda place: place.title)
    day = DateField("On which day?")
    name = TextField("Why?", hint="For example: office moves", required_message="Say why it is closed", max_length=120)


class TermCalendarForm(Form):
    """A set of term dates."""

    partnership = ChoiceField("In which partnership?")
    name = TextField("What should these term dates be called?", hint="For example: maintained schools", max_length=120)
    standard = CheckboxField("Use them for clocks that name no school", required=False)


class TermForm(Form):
    """A stretch of school days."""

    name = TextField("What is it called?", hint="For example: autumn, first half", max_length=80)
    first_day = DateField("First school day")
    last_day = DateField("Last school day")


class LocalRuleForm(Form):
    """A partnership's own rule, or its own number for a shipped one."""

    partnership = ChoiceField("Which partnership has agreed it?")
    rule = TextField("What is its id?", hint="An id of your own, such as LOC-1, or that of a rule in the register, such as FD-2",
                     max_length=20, width=10)  # fmt: skip
    variant = TextField("Which variant is it?", hint="Needed for a rule in the register: for example red, or local",
                        required=False, max_length=40, width=20)  # fmt: skip
    title = TextField("What must be done?", max_length=250)
    trigger = TextField("What starts the clock?", hint="For example: the referral is received", max_length=250)
    amount = NumberField(
        "How many?", hint="Leave it empty for a duty without a number.", required=False, max_value=9999
    )
    unit = ChoiceField("Of what?", choices=[(unit.value, words[1]) for unit, words in UNIT_WORDS.items()])
    direction = RadioField(
        "On which side of the start is the date?",
        choices=[
            (Direction.WITHIN.value, "Within so many, after the start"),
            (Direction.AT_LEAST_BEFORE.value, "At least so many before an event"),
            (Direction.INTERVALS.value, "Again and again, at most so many apart"),
        ],
    )
    owner_role = TextField("Who must do it?", max_length=200)
    source_name = TextField("Where is it written?", hint="The protocol or minute, with its date", max_length=200)
    applies_from = DateField("From which day does it apply?")

    def clean_rule(self) -> str:
        """Return the id in capitals, without anything an address cannot carry."""
        text = str(self.cleaned_data["rule"]).upper()
        if not re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*", text):
            raise ValidationError("Use letters, digits and hyphens for the id, such as LOC-1")
        return text

    def clean_variant(self) -> str:
        """Return the variant as one lower-case word."""
        text = "-".join(str(self.cleaned_data["variant"]).lower().split())
        if text and not re.fullmatch(r"[a-z0-9-]+", text):
            raise ValidationError("Use letters, digits and hyphens for the variant")
        return text

    @property
    def chosen_unit(self) -> Unit:
        """The unit, or none for a duty without a number."""
        return Unit(self.cleaned_data["unit"]) if self.cleaned_data.get("amount") else Unit.NONE
