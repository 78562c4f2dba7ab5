"""Forms of people, their posts, offices and seats, and of the arrangements."""

from typing import Any

from goldenthread.partnership.forms.base import NamedField, from_on, until_on
from goldenthread.partnership.models import Office
from goldenthread.partnership.rules.membership import CAPACITIES
from goldenthread.ui.forms import (
    DateField,
    EditForm,
    EmailField,
    FileField,
    Form,
    NumberField,
    RadioField,
    TextAreaField,
    TextField,
)
from goldenthread.ui.forms.fields import HiddenNumberField

PHONE: dict[str, Any] = {"label": "Phone", "max_length": 40, "required": False, "width": 20, "autocomplete": "off"}


class PersonForm(Form):
    """Somebody new in the register."""

    name = TextField("Name", hint="Or a role, where no name is to be kept", autocomplete="off")
    email = EmailField("Email address", required=False, autocomplete="off")
    phone = TextField(**PHONE)
    agency = NamedField("Works for", required=False, empty="No agency")
    job_title = TextField("Job title", required=False)
    from_on = from_on("In this post from")


class PersonEditForm(EditForm):
    """Somebody's details."""

    name = TextField("Name", autocomplete="off")
    email = EmailField("Email address", required=False, autocomplete="off")
    phone = TextField(**PHONE)
    left_on = DateField("Left on", required=False, hint="The last day they had anything to do with the partnership")


class PostForm(Form):
    """A job at an agency."""

    agency = NamedField("Works for")
    job_title = TextField("Job title")
    from_on = from_on()


class PostEditForm(EditForm):
    """A job at an agency, changed or ended."""

    job_title = TextField("Job title")
    from_on = from_on()
    until_on = until_on()


class OfficeForm(Form):
    """An office of the partnership."""

    kind = RadioField("Office", choices=Office.Kind.choices)
    title = TextField("Post", required=False, hint="Such as Chief executive. Printed in the arrangements")
    agency = NamedField(
        "Agency", required=False, empty="No agency", hint="For lead and delegated partners, which partner"
    )
    acts_for = NamedField(
        "Acts for", search=("person__name",), required=False, empty="Nobody", hint="Delegated partners only"
    )
    accountable_to = TextField("Answers to", required=False, hint="Such as the chief executive of the council")
    from_on = from_on()


class OfficeEditForm(EditForm):
    """An office, changed or ended."""

    title = TextField("Post", required=False)
    accountable_to = TextField("Answers to", required=False)
    from_on = from_on()
    until_on = until_on()


class MemberForm(Form):
    """Somebody joins a group."""

    capacity = RadioField(
        "In which capacity",
        choices=[(each.code, each.name) for each in CAPACITIES.values()],
        hints={each.code: each.sentence for each in CAPACITIES.values()},
        initial="member",
        reveals={"deputy": "deputy_for"},
    )
    seat = NamedField("Seat", required=False, empty="No seat")
    agency = NamedField(
        "Speaks for", required=False, empty="No agency", hint="A seat that is for one agency settles it"
    )
    deputy_for = NamedField(
        "Deputy for", search=("person__name",), required=False, empty="Nobody", hint="Deputies only"
    )
    from_on = DateField("From", required=False)
    term_months = NumberField(
        "Term", required=False, width=3, max_value=600, suffix="months", hint="Needed for lay members. 24 for two years"
    )
    term_as_said = TextField("Term in your words", max_length=120, required=False)
    signed_on = DateField("Signed the job description on", required=False)


class MemberEditForm(EditForm):
    """A membership."""

    from_on = DateField("From", required=False)
    term_months = NumberField("Term", required=False, width=3, max_value=600, suffix="months")
    term_as_said = TextField("Term in your words", max_length=120, required=False)
    signed_on = DateField("Signed the job description on", required=False)


class AppraisalForm(Form):
    """An appraisal in the diary."""

    due_on = DateField("Due on")


class AppraisalEditForm(EditForm):
    """An appraisal that was held or moved."""

    due_on = DateField("Due on")
    held_on = DateField("Held on", required=False)
    appraiser = TextField("Held by", required=False, hint="A role, such as the chief executive")


class StartForm(Form):
    """The next edition of the arrangements."""

    checklist = RadioField("Which guidance it answers")
    in_force_on = DateField("In force from", required=False)


class WordsForm(Form):
    """The words of one item."""

    after = HiddenNumberField(min_value=0)
    text = TextAreaField("Words", required=False, rows=14, max_length=20_000)


class PublishForm(EditForm):
    """Publication of an edition."""

    on = DateField("Published on")
    in_force_on = DateField("In force from", required=False, hint="The same day unless you give another")


class CheckForm(Form):
    """A person compared a checklist with the guidance."""

    source = TextField("Which text it was compared with", max_length=300, hint="The title, the date, the address")
    on = DateField("Compared on")


class UploadForm(Form):
    """A spreadsheet of agencies, people and memberships."""

    file = FileField(
        "Spreadsheet", limit_mb=5, accept=".xlsx,.csv,.ods", hint="Excel, OpenDocument or CSV, at most 5 MB"
    )
