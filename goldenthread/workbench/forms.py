"""Forms of the workbench."""

from typing import Any

from goldenthread.ui.forms import (
    CheckboxField,
    ChoiceField,
    EditForm,
    Form,
    HiddenField,
    RadioField,
    TextAreaField,
    TextField,
)
from goldenthread.workbench.models import MailPreference


class SaveViewForm(Form):
    """A name for the present filters, and who may use them."""

    name = TextField("Name of the view", max_length=80, required_message="Give the view a name", width=20)
    partnership = ChoiceField(
        "Who can use it?", hint="Whoever uses it sees only what they may see.", required=False, empty="Only me"
    )
    is_default = CheckboxField("Open the list with this view", required=False)
    code = HiddenField("List", max_length=80)
    query = HiddenField("Filters", max_length=2000, required=False)
    back = HiddenField("Way back", max_length=300, required=False)

    def __init__(self, *args: Any, partnerships: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        shared = [(str(each), f"Everybody who sees work in {name}") for each, name in partnerships]
        self.fields["partnership"].choices = [("", "Only me"), *shared]  # type: ignore[attr-defined]


class MailForm(EditForm):
    """How often to write to somebody about their work."""

    digest = RadioField(
        "How often should we email you what is due?",
        choices=MailPreference.Digest.choices,
        required_message="Select how often you want the email",
    )
    reminders = CheckboxField(
        "Also email me five working days and one working day before each of my dates", required=False
    )


class FeedForm(Form):
    """A name for a new calendar address."""

    name = TextField(
        "Which calendar is this for?",
        hint="For example, Outlook at work.",
        max_length=80,
        required_message="Say which calendar this is for",
        width=20,
    )


class DelegateForm(Form):
    """Which colleague, and what to tell them."""

    person = ChoiceField("Colleague", required_message="Select a colleague")
    note = TextAreaField(
        "What should they know?", max_length=500, required=False, rows=3, hint="They see this beside the date."
    )

    def __init__(self, *args: Any, colleagues: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        pairs = [(str(each), words) for each, words in colleagues]
        self.fields["person"].choices = [("", "Select a colleague"), *pairs]  # type: ignore[attr-defined]
