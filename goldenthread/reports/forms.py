"""Forms: what can be told from the input alone. The operations know the rules."""

from typing import Any

from goldenthread.reports import content
from goldenthread.reports.models import Received, Sending
from goldenthread.ui import forms


class StartForm(forms.Form):
    """A new report."""

    partnership = forms.ChoiceField("Partnership", required_message="Choose the partnership")
    kind = forms.RadioField("What kind of report?", choices=content.KINDS.items(), required=False)
    start = forms.DateField("First day it is about")
    end = forms.DateField("Last day it is about")
    title = forms.TextField(
        "Title", required=False, max_length=300, hint="Leave it empty for the partnership's name and the year."
    )
    carry_from = forms.SearchedChoiceField(
        "Begin with the text of an earlier one",
        required=False,
        empty="Nothing: begin with empty sections",
        hint="Its text, order and figures come along. Each section waits until somebody has read it.",
    )


class TitleForm(forms.EditForm):
    """The title of a report, and the list of contents it answers."""

    title = forms.TextField("Title", max_length=300)
    content_set = forms.RadioField(
        "What the law asked for",
        hint="Sections that the new list adds come at the end. No section with text is lost.",
        required_message="Choose what the law asked for at the time",
    )


class HeadingForm(forms.Form):
    """A section beside those that the law asks for."""

    heading = forms.TextField("Heading", max_length=200, required_message="Enter the heading")


class SectionForm(forms.EditForm):
    """The text of a section."""

    heading = forms.TextField("Heading", max_length=200, required_message="Enter the heading")
    text = forms.TextAreaField(
        "Text",
        required=False,
        rows=18,
        max_length=200_000,
        hint="Plain paragraphs. ### makes a heading, **two stars** make bold, a dash begins a point of a list. "
        "A name in square brackets, such as [[finance.income]], puts in what is stored under it.",
    )
    plain = forms.TextAreaField(
        "For young people",
        required=False,
        rows=5,
        hint="The same in a few short sentences. Their edition holds only this.",
    )


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2_000, required_message="Say why")


class ReleaseForm(forms.Form):
    """Which small numbers may be published, and why."""

    numbers = forms.CheckboxesField(
        "Which of them may be published?", required_message="Choose the numbers that may be published"
    )
    why = forms.TextAreaField(
        "Why?",
        hint="For example: it was published before by the Office for National Statistics. The reason is kept with the edition.",
        required_message="Say why they may be published",
    )


class CommentForm(forms.Form):
    """A comment on a section, and who is asked for an answer by when."""

    text = forms.TextAreaField("Comment", max_length=5_000, hint="Everybody who may see this report can read it")
    ask = forms.SearchedChoiceField(
        "Ask somebody for an answer", required=False, empty="Nobody in particular", hint="It stands on their list"
    )
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


class AskForForm(forms.Form):
    """A report about one topic that is asked for, or that is there already."""

    topic = forms.ChoiceField("Topic", choices=Received.Topic.choices, required_message="Select the topic")
    title = forms.TextField(
        "What is it called?", required=False, max_length=250, hint="Leave it empty for the usual name"
    )
    supplier = forms.SearchedChoiceField("Which agency writes it?", required=False, empty="None of these")
    supplier_words = forms.TextField("Or whose is it?", required=False, hint="An office rather than a name")
    start = forms.DateField("First day it is about")
    end = forms.DateField("Last day it is about")
    due = forms.DateField("By when do you ask for it?", required=False, hint="Leave it empty if it has arrived already")


class ReceiveForm(forms.Form):
    """That a report about one topic has arrived."""

    on = forms.DateField("When did it arrive?")


class SummaryForm(forms.EditForm):
    """What a report about one topic says."""

    summary = forms.TextAreaField("In short", required=False, rows=4, max_length=5_000)
    points = forms.TextAreaField(
        "Its points",
        required=False,
        max_length=20_000,
        hint="One a line. Say at its end where it stands, in brackets: Referrals rose by a fifth (page 4)",
    )


class UpdateForm(forms.Form):
    """A joint update to another board."""

    board = forms.TextField("Which board or body does it go to?")
    why = forms.TextField("What is the link?", required=False, max_length=300, hint="Such as an agreed way of working")
    title = forms.TextField(
        "What is it called?", required=False, max_length=250, hint="Leave it empty for the usual name"
    )
    start = forms.DateField("First day it is about")
    end = forms.DateField("Last day it is about")
    due = forms.DateField("By when is it to be given?")
    agencies = forms.CheckboxesField("Who writes a part?", required=False)


class AgencyForm(forms.Form):
    """One more agency that writes a part."""

    agency = forms.SearchedChoiceField("Which agency?")


class IntroductionForm(forms.EditForm):
    """The introduction of a joint update."""

    introduction = forms.TextAreaField(
        "Introduction",
        required=False,
        max_length=20_000,
        hint="Markdown. Figures by their names, such as [[finance.income]]",
    )


class PartForm(forms.EditForm):
    """The part of one agency in a joint update."""

    text = forms.TextAreaField(
        "What your agency has to tell",
        max_length=20_000,
        hint="Markdown. Figures by their names, such as [[finance.income]]",
    )


class GiveForm(forms.Form):
    """That a joint update was given."""

    on = forms.DateField("When was it given?")
    words = forms.TextAreaField("What came of it?", required=False, rows=3, max_length=5_000)
    release_why = forms.TextAreaField(
        "Why small numbers may be released", required=False, rows=2, hint="Only where there are any", max_length=2_000
    )


class PackForm(forms.Form):
    """What an evidence pack is for, and what goes into it."""

    title = forms.TextField(
        "Which inspection or review is it for?",
        hint="It stands on the cover. For example: Joint targeted area inspection",
    )
    notice_on = forms.DateField("When was notice given?", required=False, hint="Leave it empty if there was none")
    start = forms.DateField("First day it is about")
    end = forms.DateField("Last day it is about")
    parts = forms.CheckboxesField("Which parts go in?", required_message="Choose at least one part")
    restricted = forms.YesNoField(
        "Put restricted records and papers in?",
        hint="Only those that you may see. Each says that it is restricted, and every paper that is opened is noted",
    )

    def __init__(self, *args: Any, parts: list[tuple[str, str]], hints: dict[str, str], **options: Any):
        super().__init__(*args, **options)
        self.fields["parts"].choices = parts
        self.fields["parts"].hints = hints
