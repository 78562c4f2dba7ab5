"""Forms of inspections and reviews by peers."""

from collections.abc import Sequence
from typing import Any

from goldenthread.scrutiny import library
from goldenthread.scrutiny.rules import inspecting
from goldenthread.ui import forms

SAFE = "Use safe words: no child's, parent's or worker's name."
_LONG = 10_000
_MORE_AREAS = 3


class KindForm(forms.Form):
    """Which kind of inspection is recorded."""

    kind = forms.RadioField("What kind of inspection or review is it?", required_message="Select the kind")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        every = library.kinds().values()
        self.fields["kind"].choices = [(each.code, each.label) for each in every]
        self.fields["kind"].hints = {each.code: each.about for each in every}


class InspectionForm(forms.Form):
    """What an inspection was."""

    title = forms.TextField(
        "What is it called?", max_length=250, hint=f"Such as: Joint inspection on neglect, 2017. {SAFE}"
    )
    precision = forms.RadioField(
        "How exactly do you know when it took place?",
        choices=list(inspecting.PRECISIONS.items()),
        initial=inspecting.DAY,
        inline=True,
    )
    from_on = forms.DateField(
        "When did it begin?", hint="The event itself. Where only the month is known, give any day of it."
    )
    to_on = forms.DateField("When did it end?", required=False, hint="Leave it empty for a single day.")
    letter_on = forms.DateField(
        "Which day is on the letter or report?", required=False, hint="Leave it empty until it has come."
    )
    letter_month = forms.CheckboxField("Only the month of the letter is known", required=False)
    inspectorates = forms.TextAreaField("Who came?", required=False, rows=4, max_length=1_000, hint="One to a line.")
    bodies = forms.CheckboxesField("Who was inspected?", required=False)
    scale = forms.ChoiceField("On which grades does it judge?", required=False, empty="It gives no grade")
    about = forms.TextAreaField("What did it look at?", required=False, rows=3, max_length=_LONG)
    words = forms.TextAreaField("What does the letter say as a whole?", required=False, rows=5, max_length=_LONG)
    source = forms.TextField("Where is it told?", required=False, max_length=250, hint="Such as: letter, page 2")
    link = forms.TextField(
        "Where is it published?", required=False, max_length=500, hint="An address that begins with https://"
    )
    told_strengths = forms.NumberField(
        "How many strengths does the letter count?", required=False, max_value=500, width=3,
        hint="Only where it counts more than you will keep here.",
    )  # fmt: skip
    told_improvements = forms.NumberField(
        "How many areas for improvement does it count?", required=False, max_value=500, width=3
    )
    before = forms.ChoiceField("Which earlier inspection is it compared with?", required=False)
    group = forms.ChoiceField("Which group oversees what follows?", required=False, empty="None in particular")
    plan_due_on = forms.DateField("By when does the inspectorate want a plan?", required=False)
    plan_sent_on = forms.DateField("When was the plan sent?", required=False)
    next_on = forms.DateField("When is the next one expected?", required=False, hint="As far as anybody knows.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["before"].empty = "The newest of the same kind"


class InspectionEditForm(InspectionForm, forms.EditForm):
    """An inspection that is changed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["before"].empty = "None"


class JudgementsForm(forms.Form):
    """The areas an inspection judged: each with its grade and what was said. An area left empty is left out."""

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[str, str, str]] = (),
        grades: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.places = list(range(len(rows) + _MORE_AREAS))
        for place in self.places:
            area, value, words = rows[place] if place < len(rows) else ("", "", "")
            number = place + 1
            self.fields[f"area_{place}"] = forms.TextField(f"Area {number}", required=False, initial=area)
            if grades:
                self.fields[f"grade_{place}"] = forms.ChoiceField(
                    f"Grade of area {number}", required=False, choices=list(grades), empty="No grade", initial=value
                )
            self.fields[f"words_{place}"] = forms.TextAreaField(
                f"What was said of area {number}", required=False, rows=2, max_length=_LONG, initial=words
            )

    @property
    def areas(self) -> list[tuple[str, str, str]]:
        """What was given: area, code of the grade, words."""
        given = self.cleaned_data
        return [
            (given[f"area_{each}"], given.get(f"grade_{each}", ""), given[f"words_{each}"])
            for each in self.places
            if given[f"area_{each}"]
        ]


class FoundForm(forms.Form):
    """What a letter found, many at a time."""

    strengths = forms.TextAreaField(
        "Strengths", required=False, rows=6, max_length=30_000, hint=f"One to a line. {SAFE}"
    )
    improvements = forms.TextAreaField(
        "Areas for improvement", required=False, rows=6, max_length=30_000, hint="One to a line."
    )
    recommend = forms.CheckboxField(
        "Each area for improvement is also a recommendation, in the same words", required=False
    )
    addressed_to = forms.CheckboxesField("Which agencies must answer the recommendations?", required=False)
    themes = forms.TextField(
        "Themes", required=False, max_length=500, hint="For all of them. Separate themes by commas."
    )


class SignOffForm(forms.Form):
    """How far something was signed off."""

    extent = forms.RadioField("How far was it signed off?", choices=list(inspecting.EXTENTS.items()))
    body = forms.TextField("Who decided?", hint="Such as: the improvement board")
    on = forms.DateField("When was it decided?")
    on_month = forms.CheckboxField("Only the month is known", required=False)
    words = forms.TextAreaField(
        "What was said?", required=False, rows=3, max_length=_LONG, hint="For a part: what is still to be done."
    )
