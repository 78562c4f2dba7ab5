"""Forms: what can be told from the input alone. The operations know the rules."""

from typing import Any

from goldenthread.foundation.periods import Period
from goldenthread.performance import rules
from goldenthread.ui import forms

Choices = list[tuple[str, str]]
DATA = "data"
_PERIOD_HINT = "A profile can go without. A spotlight and an outcomes framework are about a period"


class _Days(forms.Form):
    def clean(self) -> dict[str, Any]:
        """Put the two days together under ``period``; both or neither."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        data["period"] = None
        if start and end and start <= end:
            data["period"] = Period(start, end)
        elif start and end:
            self.add_error("end", "The last day lies before the first")
        elif start or end:
            self.add_error("end" if start else "start", "Give both days, or neither")
        return data


class NewForm(_Days):
    """A profile to be made."""

    partnership = forms.ChoiceField("Partnership", required_message="Select a partnership")
    form = forms.RadioField("What are you making?", choices=list(rules.FORMS.items()))
    title = forms.TextField("Title", max_length=200)
    lede = forms.TextAreaField("What is it about?", rows=2, required=False, max_length=2000)
    question = forms.TextAreaField("The question to ask", rows=2, required=False, max_length=2000)
    start = forms.DateField("First day", required=False, hint=_PERIOD_HINT)
    end = forms.DateField("Last day", required=False)
    like = forms.ChoiceField("Begin with the sections of", required=False, empty="Nothing: begin empty")

    def __init__(self, *args: Any, places: Choices, others: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, given in (("partnership", places), ("like", others)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choose_from(given)


class ChangeForm(forms.EditForm, _Days):
    """What a profile is called, asks and says."""

    title = forms.TextField("Title", max_length=200)
    lede = forms.TextAreaField("What is it about?", rows=2, required=False, max_length=2000)
    question = forms.TextAreaField("The question to ask", rows=2, required=False, max_length=2000)
    narrative = forms.TextAreaField(
        "What we say about it",
        rows=10,
        required=False,
        max_length=20_000,
        hint="What has happened, why, so what for children, and what next. Figures stand in the sections: do not type them",
    )
    start = forms.DateField("First day", required=False, hint=_PERIOD_HINT)
    end = forms.DateField("Last day", required=False)


class SectionForm(forms.EditForm):
    """One section of a profile."""

    title = forms.TextField("Title of the section", max_length=120)
    asks = forms.ChoiceField(
        "Which question does it answer?",
        choices=list(rules.ASKED.items()),
        required=False,
        empty="None of the three",
        hint="For an outcomes framework: give the sections of one theme the same title",
    )
    shape = forms.RadioField("How is it shown?", choices=list(rules.SHAPES.items()))
    indicators = forms.CheckboxesField("Indicators", required_message="Tick at least one indicator")

    def __init__(self, *args: Any, indicators: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["indicators"].choices = indicators  # type: ignore[attr-defined]  # a field of choices


class InternalForm(forms.Form):
    """What to take away with every small number in it, and why."""

    format = forms.RadioField("What do you need?")
    why = forms.TextAreaField(
        "What do you need the small numbers for?",
        rows=3,
        max_length=2000,
        hint="Kept in the audit trail with your name",
    )

    def __init__(self, *args: Any, formats: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["format"].choices = [*formats, (DATA, "The data behind it, as a workbook")]  # type: ignore[attr-defined]


class EndForm(forms.EditForm):
    """Ending a profile, or taking it up again: nothing to fill in."""
