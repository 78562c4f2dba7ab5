"""Forms: what can be told from the input alone. The operations know the rules."""

from typing import Any

from goldenthread.assurance import rules
from goldenthread.ui import forms
from goldenthread.ui.forms.fields import HiddenNumberField

SAFE = "Use safe words: no child's, parent's or worker's name."
_LONG = 10_000
_PAPERS = "Which papers does it rest on?"
_PAPERS_HINT = "Each is kept as it is now: a newer version does not change what was answered."


class AskForm(forms.Form):
    """What is asked, of whom, by when."""

    title = forms.TextField("What is it about?", max_length=250, hint=SAFE)
    question = forms.TextAreaField("What do you want to know?", max_length=_LONG, rows=6, hint=SAFE)
    due = forms.DateField("By when should they answer?")
    group = forms.ChoiceField("In whose name do you ask?", required=False, empty="The partnership's")
    agencies = forms.CheckboxesField(
        "Which agencies do you ask?",
        hint="Each answers for itself. It sees what others answered only once your group has accepted it.",
        required=False,
    )
    school = forms.SearchedChoiceField("Do you ask a school?", required=False, empty="No school")


class PartForm(forms.EditForm):
    """One part of an answer; edition 0: nobody had written it when the form was opened."""

    edition = HiddenNumberField(min_value=0)
    text = forms.TextAreaField("Answer", max_length=_LONG, rows=10)

    def __init__(self, part: rules.Part, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label, self.fields["text"].hint = "Your answer", part.hint


def offer_papers(form: forms.Form, papers: Any) -> None:
    """Offer the papers of what was asked, (id, title); a question without papers has no such field."""
    if papers:
        form.fields["papers"].choices = papers
    else:
        del form.fields["papers"]


class SendForm(forms.Form):
    """Who stands for the answer, and what it rests on."""

    signed_by = forms.SearchedField(
        "Who signs it for the agency?", required=False, empty="Somebody who is not on this list"
    )
    signed_name = forms.TextField("Or their name and job title", required=False)
    papers = forms.CheckboxesField(_PAPERS, required=False, hint=_PAPERS_HINT)

    def __init__(self, *args: Any, papers: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer_papers(self, papers)


class RecordForm(forms.Form):
    """An answer that came another way: the view adds a field for each part."""

    came_by = forms.TextField("How did it reach you?", hint="Such as: e-mail of 3 March to the business unit")
    signed_name = forms.TextField("Who signed it?", hint="Name and job title")
    papers = forms.CheckboxesField(_PAPERS, required=False, hint=_PAPERS_HINT)

    def __init__(self, shape: rules.Shape, *args: Any, papers: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer_papers(self, papers)
        for part in shape.parts:
            self.fields[part.code] = forms.TextAreaField(part.ask, hint=part.hint, max_length=_LONG, rows=4)


class AcceptForm(forms.Form):
    """What the group judged."""

    verdict = forms.RadioField("What did the group judge?", required_message="Select what the group judged")
    words = forms.TextAreaField("Why?", required=False, rows=3, max_length=_LONG)
    follows = forms.TextAreaField(
        "What follows from it?", required=False, rows=3, max_length=_LONG, hint="Leave it empty if nothing does"
    )

    def __init__(self, shape: rules.Shape, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if len(shape.verdicts) == 1:
            del self.fields["verdict"]
            self.fields["words"].label = "What does the group say of it?"
        else:
            self.fields["verdict"].choices = list(shape.verdicts.items())
            self.fields["words"].required = True


class AgainForm(forms.Form):
    """What is missing."""

    missing = forms.TextAreaField("What is missing?", rows=5, max_length=_LONG)
    due = forms.DateField("By when should they answer?")


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2_000, required_message="Say why")


class NoteForm(forms.Form):
    """Signals about which nothing more is done, and why."""

    signals = forms.CheckboxesField("Which of them?", required_message="Select the signals you note")
    reason = forms.TextAreaField(
        "Why is nothing more done?",
        rows=3,
        max_length=2_000,
        hint=f"Such as: it was expected after the move to a new system. {SAFE}",
    )

    def __init__(self, *args: Any, signals: Any, hints: Any, one: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if one:
            del self.fields["signals"]
        else:
            self.fields["signals"].choices, self.fields["signals"].hints = signals, hints


class ExceptionForm(forms.Form):
    """An apparent risk, put to the Executive."""

    title = forms.TextField("What is it about?", max_length=250, hint=SAFE)
    risk = forms.TextAreaField("What does the risk appear to be?", max_length=_LONG, rows=5, hint=SAFE)
    asks = forms.TextAreaField("What do you ask of the Executive?", max_length=_LONG, rows=3)
    executive = forms.ChoiceField("Which group decides?", required_message="Select the group that decides")
    due = forms.DateField("By when should it decide?")
    group = forms.ChoiceField("In whose name do you report it?", required=False, empty="The partnership's office")


class DecideForm(forms.Form):
    """What the Executive decided."""

    decision = forms.TextAreaField("What did it decide?", max_length=_LONG, rows=4)
    on = forms.DateField("When did it decide?")
