"""Forms: what can be told from the input alone. The operations know the rules."""

from collections.abc import Mapping
from typing import Any

from goldenthread.clocks.rules import chasing as steps
from goldenthread.self_assessment.rules import chasing
from goldenthread.self_assessment.rules.signing import SIGNERS
from goldenthread.thread.rules.words import FINDINGS
from goldenthread.ui import forms

Choices = list[tuple[str, str]]


def _offer(form: Any, **choices: Choices) -> None:
    for name, given in choices.items():
        form.fields[name].choose_from(given)


class _DaysForm(forms.Form):
    """The days and words of a round."""

    fill_by = forms.DateField("By when are returns filled?")
    sign_by = forms.DateField("By when are they signed?")
    signers = forms.CheckboxesField("Who signs?", choices=list(SIGNERS.items()), required_message="Select who signs")
    group = forms.ChoiceField("Which group receives the returns?", required=False, empty="None")
    words = forms.TextAreaField("What should agencies know?", required=False, rows=4, max_length=5_000)


class RoundForm(_DaysForm):
    """A new round."""

    partnership = forms.ChoiceField("Which partnership runs it?", required_message="Select a partnership")
    places = forms.CheckboxesField(
        "Which others take part?",
        required=False,
        hint="An agency that serves several answers all of them with one return",
    )
    asked = forms.ChoiceField("What is asked?", required_message="Select an edition of a question bank")
    title = forms.TextField("What is the round called?", hint="For example: Section 175 return, 2026-27")
    year = forms.TextField("For which year?", width=10, max_length=20, hint="For example 2026-27")
    field_order = ("partnership", "places", "asked", "title", "year")

    def __init__(self, *args: Any, homes: Choices, editions: Choices, groups: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, partnership=homes, asked=editions, group=groups)
        self.fields["places"].choices = homes  # type: ignore[attr-defined]
        if len(homes) < 2:
            del self.fields["places"]


class ChangeRoundForm(_DaysForm, forms.EditForm):
    """A round that was begun."""

    threshold = forms.ChoiceField(
        "Which answers want an action?", required=False, empty="None", hint="Those with a worse grade than this"
    )

    reminders = forms.TextField(
        "Remind how many working days before each day?",
        required=False,
        width=10,
        hint="Numbers with commas between, like 10, 3",
    )
    ladder = forms.TextAreaField(
        "Chase whom, how many working days after?",
        required=False,
        rows=4,
        hint="One line each, like 1: filler. Who: filler (those who answer), signer (those who sign), group (its chair)",
    )

    def clean_reminders(self) -> list[int]:
        """Return the numbers."""
        found = steps.read_days(self.cleaned_data["reminders"])
        if found is None:
            raise forms.ValidationError("Give numbers with commas between, like 10, 3")
        return found

    def clean_ladder(self) -> list[list[Any]]:
        """Return the steps."""
        found, wrong = steps.read_steps(self.cleaned_data["ladder"], chasing.LADDER)
        if wrong:
            raise forms.ValidationError(f"“{wrong}” is not a step. Write it as 5: signer")
        return found

    def __init__(self, *args: Any, groups: Choices, grades: Choices, sent: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, group=groups, threshold=grades)
        if sent:
            del self.fields["signers"]


class AgainForm(forms.Form):
    """The same round for the next year."""

    asked = forms.ChoiceField("What is asked?", required_message="Select an edition of a question bank")
    title = forms.TextField("What is the round called?")
    year = forms.TextField("For which year?", width=10, max_length=20)
    fill_by = forms.DateField("By when are returns filled?")
    sign_by = forms.DateField("By when are they signed?")

    def __init__(self, *args: Any, editions: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, asked=editions)


class AskForm(forms.Form):
    """Who must answer."""

    agencies = forms.CheckboxesField("Who must answer?", required_message="Select at least one")

    def __init__(self, *args: Any, agencies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agencies"].choices = agencies  # type: ignore[attr-defined]


class HandForm(forms.Form):
    """Handing a part to a colleague."""

    person = forms.ChoiceField("Who answers it?", required_message="Select a colleague")
    note = forms.TextAreaField("A word to them", required=False, rows=3, max_length=500)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, person=people)


class HandSeveralForm(HandForm):
    """Handing several parts to one colleague."""

    standards = forms.CheckboxesField("Which parts?", required_message="Choose the parts")
    field_order = ("standards", "person", "note")

    def __init__(self, *args: Any, parts: Choices, hints: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["standards"].choices = parts  # type: ignore[attr-defined]
        self.fields["standards"].hints = hints  # type: ignore[attr-defined]


class SignForm(forms.Form):
    """Signing."""

    why = forms.TextAreaField("Why is it signed again?", rows=3, max_length=2_000)
    sure = forms.CheckboxField(
        "I have read these answers and stand for them", required_message="Tick the statement to sign"
    )

    def __init__(self, *args: Any, again: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not again:
            del self.fields["why"]


class PaperForm(forms.Form):
    """That somebody signed on paper."""

    why = forms.TextAreaField("Why is it signed again?", rows=3, max_length=2_000)
    name = forms.TextField("Who signed?", hint="Name and office, as on the paper or in the minutes")
    on = forms.DateField("On which day?")
    sure = forms.CheckboxField("I have seen the signature, or the minute", required_message="Tick the statement")

    def __init__(self, *args: Any, again: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not again:
            del self.fields["why"]


class ReasonForm(forms.Form):
    """Why a return is opened again."""

    why = forms.TextAreaField("Why is it opened again?", rows=4, max_length=2_000)


class EvidenceForm(forms.Form):
    """A new piece of evidence."""

    title = forms.TextField("What is it?", hint="For example: Safeguarding policy, agreed by governors in June 2026")
    about = forms.TextAreaField("What does it show?", required=False, rows=3, max_length=4_000)
    address = forms.TextField("Where is it on the web?", required=False, max_length=500)
    made_on = forms.DateField("When was it made?", required=False)
    valid_until = forms.DateField("Until when does it prove something?", required=False)

    def clean_address(self) -> str:
        """Return the link; only addresses of the web are taken."""
        found = str(self.cleaned_data["address"])
        if found and not found.startswith(("https://", "http://")):
            raise forms.ValidationError("Begin the address with https://")
        return found


class ChangeEvidenceForm(EvidenceForm, forms.EditForm):
    """A piece of evidence that is there."""


class AttachForm(forms.Form):
    """Evidence under an answer."""

    evidence = forms.ChoiceField("Which evidence?", required_message="Select a piece of evidence")

    def __init__(self, *args: Any, pieces: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, evidence=pieces)


class JudgeForm(forms.Form):
    """A grade beside the agency's own."""

    value = forms.RadioField("Grade", required_message="Select a grade")
    reason = forms.TextAreaField("Why?", required=False, rows=4, max_length=4_000, hint="Needed where it differs")

    def __init__(self, *args: Any, grades: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"].choices = grades  # type: ignore[attr-defined]


class DealForm(forms.Form):
    """A panel, and how much it reads."""

    people = forms.CheckboxesField("Who is on the panel?", required_message="Choose who is on the panel")
    each = forms.NumberField("How many read each return?", min_value=1, max_value=5, initial=2, width=2)
    due = forms.DateField("Read by when?")

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].choices = people  # type: ignore[attr-defined]


class ReaderForm(forms.Form):
    """One more reader of a return."""

    person = forms.ChoiceField("Who reads it?", required_message="Select somebody of the panel")
    due = forms.DateField("By when?")

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choose_from(people)  # type: ignore[attr-defined]


class FindingForm(forms.Form):
    """What a return shows, for all partners."""

    kind = forms.RadioField("What kind of finding is it?", choices=list(FINDINGS.items()), inline=True)
    text = forms.TextAreaField("What was found?", rows=4, max_length=4_000, required_message="Say what was found")
    why = forms.TextAreaField("Why does it matter to children?", required=False, rows=3, max_length=4_000)
    themes = forms.TextField("Themes", required=False, max_length=500, hint="Separate them by commas")


class StepForm(forms.Form):
    """An action for what is missing."""

    title = forms.TextField(
        "What is to be done?", max_length=250, hint="Everybody in the partnership can read it: no names"
    )
    text = forms.TextAreaField("More about it", required=False, rows=3, max_length=4_000)
    due = forms.DateField("By when?", required=False)


class WorkbookForm(forms.Form):
    """A filled spreadsheet."""

    file = forms.FileField(
        "Spreadsheet", limit_mb=5, accept=".xlsx,.csv", hint="The one made for this return, as .xlsx or .csv"
    )


class SurveyForm(forms.Form):
    """A survey beside a round."""

    asked = forms.ChoiceField("Which survey?", required_message="Select a survey")
    opens_on = forms.DateField("From when can it be answered?")
    closes_on = forms.DateField("Until when?")

    def __init__(self, *args: Any, editions: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, asked=editions)


class ChangeSessionForm(forms.EditForm):
    """A challenge session that was recorded."""

    held_on = forms.DateField("When was it?")
    asked = forms.TextAreaField("What was asked?", required=False, rows=5, max_length=8_000)
    outcome = forms.TextAreaField("What came of it?", required=False, rows=5, max_length=8_000)


class SessionForm(ChangeSessionForm):
    """A new challenge session."""

    sector = forms.TextField("Which sector?", max_length=120, hint="For example: Health, Police, Schools")
    panel = forms.TextAreaField(
        "Who sat on the panel?",
        rows=4,
        hint="One on each line, by office. Begin the line of a young person with young:",
    )
    field_order = ("sector", "held_on", "panel", "asked", "outcome")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["edition"]

    def clean_panel(self) -> list[tuple[str, bool]]:
        """Return who sat on the panel, and whether they are young people."""
        lines = [each.strip() for each in str(self.cleaned_data["panel"]).splitlines() if each.strip()]
        mark = "young:"
        return [
            (each[len(mark) :].strip(), True) if each.casefold().startswith(mark) else (each, False) for each in lines
        ]


class RemindForm(forms.Form):
    """A reminder to those who have not returned."""

    words = forms.TextAreaField(
        "What do you write?",
        required=False,
        rows=4,
        max_length=1_000,
        hint="Left empty: that the return has not come, and its day",
    )
