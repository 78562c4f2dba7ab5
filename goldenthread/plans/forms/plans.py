"""Forms of plans as a whole."""

from goldenthread.plans.models import Plan
from goldenthread.ui.forms import (
    ChoiceField,
    DateField,
    EditForm,
    FileField,
    Form,
    ModelChoiceField,
    RadioField,
    TextAreaField,
    TextField,
)

_LEVELS_HINT = (
    "One a line, from the top: its name, a colon, and the number of its first part. For example “Priority: 1” and “Outcome: 1a”. "
    "Leave the number out where there is none"
)


class _Words(Form):
    title = TextField("Title", max_length=250, hint="Such as Business plan 2026-28")
    starts_on = DateField("First day")
    ends_on = DateField("Last day")
    introduction = TextAreaField("Introduction", required=False, hint="What stands before the first priority")


class PlanForm(_Words):
    """What is needed to begin a plan."""

    place = ChoiceField("Whose plan is it?", required_message="Say whose plan it is")
    kind = RadioField(
        "What sort of plan is it?", choices=Plan.Kind.choices, required_message="Say what sort of plan it is"
    )
    levels = TextAreaField("What are its levels called?", rows=3, hint=_LEVELS_HINT)
    within = ModelChoiceField("Is it one year of a longer plan?", required=False, empty="No")
    field_order = ("place", "title", "kind", "starts_on", "ends_on", "within", "levels", "introduction")


class PlanEditForm(EditForm, _Words):
    """What can change of a plan."""

    levels = TextAreaField("What are its levels called?", rows=3, hint=_LEVELS_HINT)
    action_name = TextField("What are its actions called?", max_length=60)
    sub_action_name = TextField("What are parts of actions called?", max_length=60)
    within = ModelChoiceField("Is it one year of a longer plan?", required=False, empty="No")


class AgreeForm(EditForm):
    """Who agreed a plan, and when."""

    agreed_by = TextField(
        "Who agreed it?", max_length=300, hint="Such as the three safeguarding partners, at the Executive"
    )
    on = DateField("When was it agreed?")


class CloseForm(EditForm):
    """That the time of a plan is over."""

    on = DateField("When did it end?")
    words = TextAreaField(
        "What is there to say about it?",
        required=False,
        hint="What was not done is carried on or dropped, part by part",
    )


class ReasonForm(EditForm):
    """A reason."""

    words = TextAreaField("Why?", rows=3)


class NextForm(Form):
    """The plan that follows."""

    title = TextField("Title of the next plan", max_length=250)
    starts_on = DateField("First day")
    ends_on = DateField("Last day")


class CarryForm(Form):
    """What becomes of one part of a plan in the next."""

    way = RadioField("What becomes of it?", required_message="Say what becomes of it")
    after = ChoiceField(
        "What follows it in the next plan?",
        required=False,
        empty="A copy of it, made now",
        hint="Choose a part that is there already, or let a copy be made with those who lead and answer for it, and its measures",
    )
    reason = TextAreaField("The reason", required=False, rows=3, hint="Needed unless it is carried on as it was")


class FocusForm(Form):
    """What next year is about."""

    lines = TextAreaField(
        "What is next year about?",
        rows=12,
        required=False,
        hint="One a line. A line that begins with the number of a priority and a colon goes under it, as 2: Train 200 people",
    )


class UploadForm(Form):
    """The file of a plan."""

    place = ChoiceField("Whose plan is it?", required_message="Say whose plan it is")
    file = FileField(
        "The file",
        limit_mb=20,
        accept=".docx,.xlsx,.md,.txt",
        hint="Word, Excel, Markdown or text. The file is kept with the plan",
    )


class KeepForm(Form):
    """What the file does not say of the plan it becomes."""

    title = TextField("Title", max_length=250)
    starts_on = DateField("First day of the plan")
    ends_on = DateField("Last day of the plan")
    actions = RadioField(
        "Open its actions now?",
        choices=[
            ("yes", "Yes: each becomes an action that somebody has to bring to an end"),
            ("no", "No: keep them as parts of the plan, because its time is over or others work them"),
        ],
        required_message="Say whether its actions are opened",
    )


class MendForm(EditForm):
    """One cell of an import, mended."""

    value = TextAreaField("How it should read", required=False, rows=4)


class LeaveOutForm(EditForm):
    """A row of an import that is left out."""

    reason = TextField(
        "Why is it left out?", max_length=300, hint="The words of the row are kept as a note of the plan"
    )
