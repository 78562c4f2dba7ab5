"""Forms: what can be told from the input alone. The operations know the rules."""

from typing import Any

from goldenthread.releases.rules.audiences import AUDIENCES, BOARD, PARTNER, PUBLIC, ROUNDING
from goldenthread.ui import forms

Choices = list[tuple[str, str]]
_HINTS = {
    PUBLIC: "Everybody, at an address of its own, with open data",
    BOARD: "Everybody who reads the partnership's papers, lay members and observers among them",
    PARTNER: "Those who may read the figures themselves",
}


class PrepareForm(forms.Form):
    """What to release, and to whom."""

    title = forms.TextField(
        "What is it called?", max_length=200, hint="For example, Children in need of protection 2017-18"
    )
    audience = forms.RadioField("Who is it for?", choices=list(AUDIENCES.items()), hints=_HINTS)
    indicators = forms.CheckboxesField("Which indicators?")
    periods = forms.CheckboxesField("Which periods?")
    breakdowns = forms.CheckboxesField(
        "Broken down by", required=False, hint="The fewer groups there are, the less has to be hidden"
    )

    def __init__(self, *args: Any, indicators: Choices, periods: Choices, breakdowns: Choices, **options: Any):
        super().__init__(*args, **options)
        self.fields["indicators"].choices = indicators
        self.fields["periods"].choices = periods
        self.fields["breakdowns"].choices = breakdowns
        if not breakdowns:
            del self.fields["breakdowns"]


class PrepareAgainForm(forms.Form):
    """What a new edition is about, and what changed."""

    periods = forms.CheckboxesField("Which periods?")
    changed = forms.TextAreaField(
        "What changed in this edition?", rows=3, max_length=2000, hint="Readers see it on the page of the edition"
    )

    def __init__(self, *args: Any, periods: Choices, **options: Any):
        super().__init__(*args, **options)
        self.fields["periods"].choices = periods


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2000)


class PolicyForm(forms.Form):
    """What an audience may not see."""

    threshold = forms.NumberField(
        "Hide numbers from 1 to",
        max_value=20,
        width=2,
        hint="The Department for Education hides 1 to 5. 0 hides nothing",
    )
    rounding = forms.RadioField("Round counts", choices=[(str(base), words) for base, words in ROUNDING.items()])
    whole_groups = forms.YesNoField(
        "Hide zeros and hundreds?",
        hint="A zero or a hundred per cent of a whole group says something of every child in it",
    )
    why = forms.TextAreaField("Why does it change?", rows=3, max_length=2000)
