"""Forms: what can be told from the input alone. The operations know the rules."""

from goldenthread.reports.models import Sending
from goldenthread.ui import forms


class SectionForm(forms.EditForm):
    """The text of a section."""

    heading = forms.TextField("Heading", max_length=200)
    text = forms.TextAreaField(
        "Text", required=False, hint="Markdown. Put a figure, table, chart or thread in by its name: [[finance.income]]"
    )
    plain = forms.TextAreaField("For young people", required=False, hint="A few short sentences in your own words")


class CommentForm(forms.Form):
    """A comment on a section, and who is asked for an answer by when."""

    text = forms.TextAreaField("Comment", max_length=5_000, hint="Everybody who may see this report can read it")
    ask = forms.SearchedChoiceField("Ask somebody for an answer", required=False, hint="It stands on their list")
    due = forms.DateField("By when?", required=False)


class AnswerForm(forms.Form):
    """An answer to a comment."""

    text = forms.TextAreaField("Answer", max_length=5_000, rows=4)


class AskForm(forms.Form):
    """Who is asked for an answer by when."""

    person = forms.SearchedChoiceField("Who is asked?", hint="It stands on their list")
    due = forms.DateField("By when?")


class SettleForm(forms.Form):
    """What was done about a comment."""

    done = forms.TextAreaField("What was done about it?", max_length=5_000, rows=3)


class RecipientForm(forms.Form):
    """Somebody a report goes to."""

    name = forms.TextField("Office or body", hint="An office rather than a name, such as: Chair of the adults board")
    why = forms.TextField("Why does it go there?", required=False, max_length=300)


class RecipientEditForm(forms.EditForm):
    """What somebody a report goes to is called."""

    name = forms.TextField("Office or body", hint="An office rather than a name")
    why = forms.TextField("Why does it go there?", required=False, max_length=300)


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2_000)


class SendForm(forms.Form):
    """What was sent, when and how."""

    edition = forms.RadioField("Which edition?", required_message="Select the edition that was sent")
    sent_on = forms.DateField("When was it sent?")
    how = forms.RadioField("How?", required_message="Select how it was sent", choices=Sending.How.choices)
    note = forms.TextAreaField("Note", required=False, rows=2, max_length=2_000)


class AcknowledgeForm(forms.Form):
    """That a recipient has the edition."""

    received_on = forms.DateField("When did they say that they have it?")
    words = forms.TextAreaField("What did they say?", required=False, rows=3, max_length=2_000)


class ChaseForm(forms.Form):
    """That a recipient was asked whether it arrived."""

    on = forms.DateField("When did you ask?")
    words = forms.TextAreaField("Note", required=False, rows=2, max_length=2_000)
