"""Forms: what can be told from the input alone. The operations know the rules."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from goldenthread.clocks.rules import chasing
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.returns.rules import rounds, states
from goldenthread.ui import forms

Choices = list[tuple[str, str]]
OfGroup = tuple[str, str, Choices, dict[str, str]]
"""Indicators of a group: its code and name, code and name of each indicator, what to know of each."""
QUARTERS = [
    ("1", "Quarter 1, April to June"),
    ("2", "Quarter 2, July to September"),
    ("3", "Quarter 3, October to December"),
]
QUARTERS += [("4", "Quarter 4, January to March"), ("0", "The whole year")]


class _DatesForm(forms.EditForm):
    """The days of a call, and who hears of them."""

    due_on = forms.DateField("When are returns due?")
    grace = forms.NumberField(
        "Days of grace", max_value=30, width=2, hint="Working days after the due day that still count as on time"
    )
    lock_on = forms.DateField(
        "When are returns locked?",
        required=False,
        hint="From this day on nothing can be typed. Leave it empty to keep them open",
    )
    reminders = forms.TextField(
        "Remind how many working days before?", required=False, width=10, hint="Numbers with commas between, like 10, 3"
    )
    ladder = forms.TextAreaField(
        "Chase whom, how many working days after?",
        required=False,
        rows=4,
        hint="One line each, like 1: supplier. Who: supplier, lead (the agency's members and leads), chair (of the group)",
    )
    group = forms.ChoiceField("Which group receives the data?", required=False, empty="None")
    words = forms.TextAreaField("What should agencies know?", required=False, rows=4, max_length=5_000)

    def __init__(self, *args: Any, groups: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choose_from(groups)  # type: ignore[attr-defined]

    def clean_reminders(self) -> list[int]:
        """Return the numbers."""
        found = chasing.read_days(self.cleaned_data["reminders"])
        if found is None:
            raise ValidationError("Give numbers with commas between, like 10, 3")
        return found

    def clean_ladder(self) -> list[list[Any]]:
        """Return the steps."""
        found, wrong = chasing.read_steps(self.cleaned_data["ladder"], states.LADDER)
        if wrong:
            raise ValidationError(f"“{wrong}” is not a step. Write it as 3: lead")
        return found


class CallForm(_DatesForm):
    """A new call."""

    partnership = forms.ChoiceField("Partnership", required_message="Select a partnership")
    title = forms.TextField("What is the call called?", hint="For example: Quarter 1 data, 2018-19")
    year = forms.TextField("Which year from April?", width=10, hint="For example 2018-19")
    quarter = forms.RadioField("Which quarter?", choices=QUARTERS)

    field_order = ("partnership", "title", "year", "quarter")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partnership"].choose_from(places)  # type: ignore[attr-defined]
        del self.fields["edition"]

    def clean(self) -> dict[str, Any]:
        """Put the period together."""
        found = super().clean() or self.cleaned_data
        if "year" in found and "quarter" in found:
            try:
                found["period"] = _period(found["year"], int(found["quarter"]))
            except RuleBroken as broken:
                self.add_error("year", broken.sentence)
        return found


def _period(year: str, quarter: int) -> Period:
    if quarter:
        return rounds.quarter(year, quarter)
    return Period(rounds.quarter(year, 1).start, rounds.quarter(year, 4).end)


class ChangeCallForm(_DatesForm):
    """The days and words of a call that was begun."""


class AskForm(forms.Form):
    """What is asked of an agency: a question for each group of indicators, then by which breakdowns."""

    agency = forms.ChoiceField("Which agency?", required_message="Select an agency")
    groups = forms.CheckboxesField(
        "By which groups do you ask for them?",
        required=False,
        hint="Of each indicator those it has. You can change them for each before you send the call",
    )

    def __init__(
        self, *args: Any, agencies: Choices, indicators: Sequence[OfGroup], dimensions: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].choose_from(agencies)  # type: ignore[attr-defined]
        last = self.fields.pop("groups")
        for code, name, choices, hints in indicators:
            self.fields[f"of_{code}"] = forms.CheckboxesField(name, choices=choices, hints=hints, required=False)
        self.of = [f"of_{code}" for code, *_ in indicators]
        if dimensions:
            last.choices = dimensions  # type: ignore[attr-defined]
            self.fields["groups"] = last

    def clean(self) -> dict[str, Any]:
        """Gather what was ticked under ``indicators``; at least one."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        found["indicators"] = [code for name in self.of for code in found.get(name, ())]
        if not found["indicators"] and self.of:
            self.add_error(self.of[0], "Tick at least one indicator")
        return found


class SplitForm(forms.Form):
    """By which groups one indicator is asked for."""

    groups = forms.CheckboxesField(
        "By which groups is it asked for?", required=False, hint="Tick none to ask for the whole alone"
    )

    def __init__(self, *args: Any, groups: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2_000, required_message="Say why")


class AgainForm(forms.Form):
    """The same call for the next period."""

    title = forms.TextField("What is the call called?")
    due_on = forms.DateField("When are returns due?")


class SignForm(forms.Form):
    """Signing."""

    why = forms.TextAreaField("Why is it signed again?", rows=3, max_length=2_000)
    sure = forms.CheckboxField(
        "I have read these figures and stand for them in the name of the agency",
        required_message="Tick the statement to sign",
    )

    def __init__(self, *args: Any, again: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not again:
            del self.fields["why"]


class QueryForm(forms.Form):
    """A question about a return."""

    line = forms.ChoiceField("About which line?", required=False, empty="The whole return")
    text = forms.TextAreaField("What do you ask?", rows=4, max_length=2_000)

    def __init__(self, *args: Any, lines: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"].choose_from(lines)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a return goes back to the agency."""

    reason = forms.TextAreaField("Why do you return it?", rows=4, max_length=2_000)


class ReplyForm(forms.Form):
    """An answer to a question."""

    text = forms.TextAreaField("Your answer", rows=4, max_length=2_000)


class UnlockForm(forms.Form):
    """Opening a locked return."""

    until = forms.DateField("Open until when?")
    why = forms.TextAreaField("Why is it opened again?", rows=3, max_length=2_000)


class WorkbookForm(forms.Form):
    """A filled workbook."""

    file = forms.FileField("Workbook", limit_mb=5, accept=".xlsx", hint="The workbook made for this return, as .xlsx")
    keep = forms.CheckboxField("Keep the good rows in the draft", required=False)


_TOLD = [(code, words[:1].upper() + words[1:]) for code, words in states.LADDER.items()]


class ChaseForm(forms.Form):
    """Chasing a return by hand."""

    who = forms.CheckboxesField("Who is told?", choices=_TOLD)
    words = forms.TextAreaField("What do you write?", rows=4, max_length=1_000)


class HandForm(forms.Form):
    """Handing a part to a colleague."""

    person = forms.ChoiceField("Who fills it?", required_message="Select a colleague")
    note = forms.TextAreaField("A word to them", required=False, rows=3, max_length=500)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choose_from(people)  # type: ignore[attr-defined]
