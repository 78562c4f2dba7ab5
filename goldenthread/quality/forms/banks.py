"""Forms: what can be told from the input alone. The operations know the rules."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from goldenthread.quality.rules.asking import FRAMEWORKS, KINDS, PURPOSES
from goldenthread.ui import forms

Choices = list[tuple[str, str]]


class WeightField(forms.TextField):
    """How much something counts: a number of 0 or more, 1 unless told."""

    def __init__(self) -> None:
        super().__init__("Weight", width=5, initial="1", hint="2 counts twice as much as 1; 0 does not count")

    def clean(self, value: Any) -> Decimal:
        """Return the number."""
        text = super().clean(value).replace(",", ".")
        if not text.replace(".", "", 1).isdigit() or len(text) > 6:
            raise ValidationError("Weight must be a number, like 1 or 0.5")
        return Decimal(text).quantize(Decimal("0.01"))


class AdoptForm(forms.Form):
    """For whom a bank of the library is taken over."""

    partnership = forms.ChoiceField("For which partnership?", required_message="Select a partnership")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partnership"].choose_from(places)  # type: ignore[attr-defined]


class EditionForm(forms.Form):
    """A new edition."""

    label = forms.TextField("Which edition is it?", max_length=60, width=20, hint="For example 2026, or KCSIE 2026")
    in_force_from = forms.DateField("From when is it used?")


class ChangeEditionForm(forms.EditForm):
    """The name and day of a draft."""

    label = forms.TextField("Which edition is it?", max_length=60, width=20, hint="For example 2026, or KCSIE 2026")
    in_force_from = forms.DateField("From when is it used?")


class BankForm(AdoptForm, EditionForm):
    """A bank of one's own."""

    purpose = forms.ChoiceField("What is it for?", choices=list(PURPOSES.items()))
    title = forms.TextField("What is it called?")
    field_order = ("partnership", "purpose", "title", "label", "in_force_from")


class StandardForm(forms.Form):
    """A new standard."""

    title = forms.TextField("What is the standard called?")
    guidance = forms.TextAreaField("Guidance", required=False, rows=3, max_length=5_000)
    weight = WeightField()


class ChangeStandardForm(StandardForm, forms.EditForm):
    """A standard of a draft."""


class QuestionForm(forms.Form):
    """A new question."""

    text = forms.TextAreaField("Question", rows=3, max_length=4_000)
    kind = forms.RadioField("How is it answered?", choices=list(KINDS.items()), reveals={"grade": "scale"})
    scale = forms.ChoiceField("On which scale?", required=False)
    guidance = forms.TextAreaField("Guidance", required=False, rows=3, max_length=5_000)
    evidence_wanted = forms.TextAreaField("Evidence wanted", required=False, rows=2, max_length=5_000)
    weight = WeightField()
    required = forms.CheckboxField("It has to be answered", required=False)
    allows_not_applicable = forms.CheckboxField("“Not applicable” can be chosen, with a reason", required=False)

    def __init__(self, *args: Any, scales: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scale"].choose_from(scales)  # type: ignore[attr-defined]


class ChangeQuestionForm(QuestionForm, forms.EditForm):
    """A question of a draft."""


class PlaceForm(forms.Form):
    """Where something stands."""

    place = forms.ChoiceField("Where does it go?", required_message="Select a place")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choose_from(places)  # type: ignore[attr-defined]


class WeightsForm(forms.Form):
    """Every weight of an edition, each with what it was when the page was opened."""

    def __init__(self, data: Any = None, *, weights: Mapping[UUID, Decimal]) -> None:
        super().__init__(data)
        self.weights = weights
        for each, weight in weights.items():
            shown = f"{weight.normalize():f}"
            self.fields[f"w-{each}"] = WeightField()
            self.fields[f"w-{each}"].initial = shown
            self.fields[f"was-{each}"] = forms.HiddenField("As it was", required=False, initial=shown)

    def clean(self) -> dict[str, Any]:
        """Gather the weights by id: as it was, and as it shall be."""
        given = super().clean() or self.cleaned_data
        found = {}
        for each, weight in self.weights.items():
            new = given.get(f"w-{each}", weight)
            try:
                was = Decimal(given.get(f"was-{each}") or "x")
            except InvalidOperation:
                was = weight
            found[each] = (was, new)
        return {"weights": found}


class ImportForm(forms.Form):
    """A spreadsheet of questions."""

    file = forms.FileField("Spreadsheet", limit_mb=5, accept=".xlsx,.csv", hint="As .xlsx or .csv")


class SectionsField(forms.TextAreaField):
    """Sections as text: a line that begins with # is the title of a section, what follows are its words."""

    def __init__(self) -> None:
        super().__init__("Text", rows=18, max_length=100_000, hint="Begin the title of each section with #")

    def clean(self, value: Any) -> list[tuple[str, str]]:
        """Return titles and words."""
        found: list[tuple[str, str]] = []
        for line in str(super().clean(value)).splitlines():
            if line.startswith("#"):
                found.append((line.lstrip("# ").strip(), ""))
            elif found:
                title, words = found[-1]
                found[-1] = (title, f"{words}\n{line}".strip("\n"))
            elif line.strip():
                found.append(("Summary", line))
        return found


class VersionForm(forms.Form):
    """The next version of a framework."""

    sections = SectionsField()
    changed = forms.TextAreaField("What changed?", rows=2, max_length=2_000)
    review_on = forms.DateField("When is it reviewed next?", required=False)


class FrameworkForm(AdoptForm):
    """A framework, a tool, an assessment."""

    kind = forms.RadioField("What is it?", choices=list(FRAMEWORKS.items()))
    title = forms.TextField("What is it called?")
    sections = SectionsField()
    group = forms.ChoiceField("Which group sees to it?", required=False, empty="None")
    review_on = forms.DateField("When is it reviewed?", required=False)

    def __init__(self, *args: Any, groups: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choose_from(groups)  # type: ignore[attr-defined]


class EndorseForm(forms.Form):
    """That a group endorsed a version."""

    group = forms.ChoiceField("Which group?", required_message="Select a group")
    on = forms.DateField("On which day?")

    def __init__(self, *args: Any, groups: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choose_from(groups)  # type: ignore[attr-defined]
