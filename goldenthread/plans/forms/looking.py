"""Forms of reviews, judgements, escalation and sign-off."""

from goldenthread.plans.rules import reviews, states
from goldenthread.ui.forms import (
    DateField,
    EditForm,
    Form,
    ModelChoiceField,
    RadioField,
    TextAreaField,
    TextField,
    YesNoField,
)
from goldenthread.ui.forms.fields import HiddenNumberField


class CycleForm(Form):
    """That a group looks at the plan every so often."""

    kind = RadioField(
        "What sort of review?",
        choices=[(code, kind.words) for code, kind in reviews.KINDS.items()],
        hints={code: f"Every {kind.months} months, usually by {kind.who}" for code, kind in reviews.KINDS.items()},
        required_message="Say what sort of review it is",
    )
    group = ModelChoiceField("Which group holds it?", required=False, empty="No group in particular")
    first_on = DateField("When is the first due?")


class EndCycleForm(EditForm):
    """That a round of reviews ends."""

    on = DateField("From when?")
    words = TextAreaField("Why does it end?", rows=3)


class HoldForm(EditForm):
    """That a review was held."""

    on = DateField("When was it held?")
    words = TextAreaField("What was said of the plan as a whole?", required=False, rows=6)


class JudgeForm(Form):
    """How something is going."""

    state = RadioField(
        "How is it going?", choices=list(states.PROGRESS.items()), required_message="Say how it is going"
    )
    words = TextAreaField("In words", required=False, rows=4, hint="Needed unless it is on track or not started")
    on = DateField("As on")


class EscalateForm(Form):
    """What cannot wait."""

    group = ModelChoiceField("Before which group does it go?", required_message="Choose the group")
    reason = TextAreaField("What threatens delivery?", rows=4)


class AnswerForm(EditForm):
    """What a group decided."""

    answer = TextAreaField("What was decided?", rows=5)


class FourPartForm(Form):
    """The review of a priority in four parts."""

    edition = HiddenNumberField(required=False)
    starts_on = DateField("For the time from")
    ends_on = DateField("To")
    why = TextAreaField("Why was it a priority?", required=False, rows=4)
    what = TextAreaField("What did we do?", required=False, rows=6)
    impact = TextAreaField("What difference did it make?", required=False, rows=6, hint="For children, and how we know")
    next = TextAreaField("What next?", required=False, rows=4)


class SignOffForm(Form):
    """What another board said."""

    board = ModelChoiceField("Which board?", required=False, empty="Not on this list")
    board_words = TextField("The board, in words", required=False, hint="Only if it is not on the list")
    accepted = YesNoField("Did it accept this as done?")
    on = DateField("When?")
    words = TextAreaField("What did it say?", required=False, rows=4, hint="Needed where it was sent back")
