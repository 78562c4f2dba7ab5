"""Forms of the plan of scrutiny."""

from typing import Any
from uuid import UUID

from goldenthread.scrutiny import library
from goldenthread.scrutiny.forms.evaluations import SAFE, known, split
from goldenthread.scrutiny.rules import planning
from goldenthread.ui import forms

_LONG = 10_000


class ScrutinyPlanForm(forms.Form):
    """What is scrutinised in some years."""

    title = forms.TextField("What is the plan called?", max_length=250, hint="Such as: Plan of scrutiny 2026 to 2029")
    start = forms.DateField("From which day?")
    end = forms.DateField("To which day?", hint="One year, or a cycle of up to three.")
    group = forms.ChoiceField("Which group oversees it?", required=False, empty="None in particular")
    themes = forms.TextAreaField(
        "Which themes should the cycle cover?", required=False, rows=6, max_length=_LONG,
        hint="One to a line. Each is looked at in depth once, and with a light touch in the other years.",
    )  # fmt: skip
    words = forms.TextAreaField("What is scrutiny about in these years?", required=False, rows=3, max_length=_LONG)


class ScrutinyPlanEditForm(ScrutinyPlanForm, forms.EditForm):
    """A plan that is changed: its group stays."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["group"]


class LookForm(forms.Form):
    """A piece of scrutiny that is planned."""

    title = forms.TextField("What is looked at?", max_length=250)
    method = forms.RadioField(
        "How?", choices=[(each.code, each.label) for each in library.methods().values()],
        hints={each.code: each.about for each in library.methods().values()},
    )  # fmt: skip
    theme = forms.TextField(
        "Theme", required=False, max_length=120, hint="The cycle counts in-depth and light-touch work by theme."
    )
    due_on = forms.DateField("By when?")
    who = forms.TextField(
        "Who does it?", required=False, max_length=200, hint="Roles, such as: the scrutineer with two young advisers"
    )
    lines = forms.TextAreaField("Lines of enquiry", required=False, rows=4, max_length=_LONG, hint=SAFE)


class LookEditForm(LookForm, forms.EditForm):
    """A piece that is changed."""


class FinishForm(forms.Form):
    """What was learned, and what it rested on."""

    on = forms.DateField("When was it done?")
    learned = forms.TextAreaField("What was learned?", rows=5, max_length=_LONG, hint=SAFE)
    elements = forms.CheckboxesField("What did it rest on?", required=False, choices=list(planning.ELEMENTS.items()))
    strengths = forms.TextAreaField(
        "Strengths", required=False, rows=3, max_length=_LONG, hint="One to a line. Each becomes a finding."
    )
    gaps = forms.TextAreaField("What has to change", required=False, rows=3, max_length=_LONG, hint="One to a line.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, label in planning.ELEMENTS.items():
            self.fields[f"shown_{code}"] = forms.TextField(
                f"{label}: where?",
                required=False,
                max_length=300,
                hint="References in the product, such as MAA-2026-001",
            )
        self.order_fields(
            ["on", "learned", "elements", *(f"shown_{code}" for code in planning.ELEMENTS), "strengths", "gaps"]
        )

    @property
    def references(self) -> list[str]:
        """All references that were typed."""
        return [each for code in planning.ELEMENTS for each in split(self.cleaned_data[f"shown_{code}"])]

    def rested(self, found: dict[str, UUID]) -> list[tuple[str, UUID | None]]:
        """What it rested on: each element with its records; raises `RuleBroken` for a reference nobody can find."""
        pairs: list[tuple[str, UUID | None]] = []
        for code in planning.ELEMENTS:
            ids = known(self.cleaned_data, f"shown_{code}", found)
            pairs += [(code, pk) for pk in ids] or ([(code, None)] if code in self.cleaned_data["elements"] else [])
        return pairs


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2_000, required_message="Say why")
