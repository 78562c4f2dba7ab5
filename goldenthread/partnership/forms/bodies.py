"""Forms of partnerships, agencies, groups, boards and names."""

from goldenthread.partnership.forms.base import MonthsField, NamedField, from_on, until_on
from goldenthread.partnership.models import Agency, AgencyClass, Alias
from goldenthread.ui.forms import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    EditForm,
    EmailField,
    Form,
    HiddenField,
    NumberField,
    RadioField,
    SearchedChoiceField,
    TextAreaField,
    TextField,
    YesNoField,
)
from goldenthread.ui.forms.fields import HiddenNumberField

URL_HINT = "With https:// in front"


class _PartnershipFields(Form):
    name = TextField("Name", hint="The full name, as on your documents")
    short_name = TextField("Short name", max_length=60, required=False, hint="How people say it")
    vision = TextAreaField("Shared vision", required=False, rows=3)
    contact_email = EmailField("Email for the public", required=False)
    contact_address = TextAreaField("Address for the public", required=False, rows=3, max_length=500)
    website = TextField("Website", max_length=300, required=False, hint=URL_HINT)
    from_on = from_on()
    until_on = until_on()


class PartnershipForm(_PartnershipFields):
    """A new partnership."""

    kind = ChoiceField("Kind", hint="It decides no rights; it says of which era the body is")
    slug = TextField(
        "Name in addresses", max_length=80, required=False, hint="Made from the name unless you give one", width=20
    )
    field_order = ["name", "short_name", "kind", "slug"]


class PartnershipEditForm(_PartnershipFields, EditForm):
    """A partnership's details."""


class AreaForm(Form):
    """An area that a partnership covers."""

    code = TextField("Code", max_length=9, width=10, hint="From the Office for National Statistics, such as E06000050")
    name = TextField("Name", max_length=120)
    from_on = from_on()
    until_on = until_on()


class PopulationForm(Form):
    """How many people live in an area."""

    area = NamedField("Area", radios=True)
    year = NumberField("Mid-year", min_value=1900, max_value=2200, width=4)
    age_from = NumberField("From age", max_value=150, width=3, initial=0)
    age_to = NumberField("To age, both included", max_value=150, width=3, initial=17)
    count = NumberField("How many people", width=10)
    approximate = CheckboxField("It is an approximate figure", required=False)
    source = TextField("Who published it")
    vintage = TextField("Release", max_length=60, width=20, hint="Such as June 2024, or 2011 census")


class _AgencyFields(Form):
    name = TextField("Name")
    short_name = TextField("Short name", max_length=60, required=False)
    kind = ChoiceField("Kind")
    parent = NamedField("Part of", required=False, empty="Not part of another agency")
    stands_for_many = CheckboxField("This entry stands for a whole class, such as general practices", required=False)
    urn = TextField("School reference number (URN)", max_length=6, required=False, width=10, hint="Schools only")
    phase = ChoiceField("Phase", choices=Agency.Phase.choices, required=False, empty="Not a school")
    school_type = TextField("Type of school", max_length=80, required=False, hint="Such as academy or free school")
    website = TextField("Website", max_length=300, required=False, hint=URL_HINT)
    from_on = from_on("Exists from")
    until_on = until_on("Existed until")


class BelongingFields(Form):
    """In what way an agency belongs to a partnership."""

    agency_class = RadioField(
        "How it belongs to the partnership",
        choices=AgencyClass.Class.choices,
        hints={
            "statutory": "Local authority, health or police. Several bodies may fill one role",
            "education": "Once regulations name them",
            "relevant": "Chosen by the safeguarding partners for this area",
            "wider": "Takes part without being named in the arrangements",
        },
        reveals={"statutory": "statutory_role"},
    )
    statutory_role = ChoiceField("Statutory role", choices=AgencyClass.Role.choices, required=False)
    category = TextField("Category in the regulations", max_length=120, required=False)
    reason = TextAreaField("Why it was chosen", required=False, rows=3, hint="Printed in the arrangements")
    covers_part = CheckboxField("It covers part of the area only", required=False)


class ClassifyForm(BelongingFields):
    """An agency that is listed already comes to belong to a partnership."""

    from_on = from_on("Belongs from")


class ClassEditForm(BelongingFields, EditForm):
    """How an agency belongs to a partnership."""

    from_on = from_on("Belongs from")
    until_on = until_on("Belonged until")


class AgencyForm(_AgencyFields, BelongingFields):
    """A new agency."""

    serves_from = from_on("Belongs from")


class AgencyEditForm(_AgencyFields, EditForm):
    """An agency's entry."""


class _GroupFields(Form):
    name = TextField("Name")
    short_name = TextField("Short name", max_length=60, required=False)
    kind = ChoiceField("Kind")
    parent = NamedField("Stands below", required=False, empty="Stands on its own")
    purpose = TextAreaField("What it is for", required=False, rows=3)
    meets_every_months = MonthsField("Months between two meetings")
    meets_as_said = TextField(
        "How often, in your words",
        max_length=120,
        required=False,
        hint="Such as bi-monthly. Words with two meanings need the number too",
    )
    from_on = from_on()
    until_on = until_on()


class GroupForm(_GroupFields):
    """A new group."""


class GroupEditForm(_GroupFields, EditForm):
    """A group's details."""


class ShareForm(Form):
    """Another partnership uses a group."""

    partnership = NamedField("Partnership", radios=True)
    from_on = from_on()


class ReportForm(Form):
    """To whom a group reports."""

    to = SearchedChoiceField("Reports to")
    every_months = MonthsField("Months between two reports")
    note = TextField("What it reports", max_length=300, required=False)
    from_on = from_on()


class TermsForm(Form):
    """The next version of a group's terms of reference."""

    after = HiddenNumberField(min_value=0)
    effective_from = DateField("Takes effect on")
    purpose = TextAreaField("Purpose", rows=4)
    functions = TextAreaField("Functions", required=False, rows=8, hint="One on each line")
    quorum_number = NumberField("Quorum", required=False, width=3, max_value=1000, hint="How many voting members")
    quorum = TextField("Quorum in words", max_length=300, required=False)
    attendance_percent = NumberField(
        "Expected attendance",
        required=False,
        width=3,
        max_value=100,
        suffix="%",
        hint="Deputies count: they have equal authority",
    )
    attendance = TextField("Attendance in words", max_length=300, required=False)
    meets_every_months = MonthsField("Months between two meetings")
    meets_as_said = TextField("How often, in your words", max_length=120, required=False)
    next_review_on = DateField("Next review", required=False)


class StageForm(EditForm):
    """The next stage of a time-limited group."""

    to = RadioField("Next stage")
    on = DateField("On")
    words = TextAreaField("What was agreed", required=False, rows=3)


class RouteForm(Form):
    """A route by which agencies take part."""

    name = TextField("Name", max_length=120)
    group = NamedField("Membership of a group", required=False, empty="It is not membership of one group")
    position = NumberField("Place in the matrix", width=3, max_value=999, initial=100)
    from_on = from_on()


class EngagementForm(Form):
    """By which routes an agency takes part."""

    routes = CheckboxesField("Takes part by", required=False)
    seen = HiddenField("Seen", required=False, max_length=4000)


class BoardLinkFields(Form):
    """How a partnership stands to a board."""

    relation = TextField("How the partnership stands to it", max_length=300)
    we_send = TextField("What we send", max_length=300, required=False)
    we_receive = TextField("What we receive", max_length=300, required=False)
    every_months = MonthsField("Months between two exchanges")
    as_said = TextField("How often, in your words", max_length=120, required=False)
    from_on = from_on()


class BoardForm(BoardLinkFields):
    """Another board and how the partnership stands to it."""

    name = TextField("Name of the board")
    short_name = TextField("Short name", max_length=60, required=False)
    kind = ChoiceField("Kind")
    led_by = TextField("Led by", required=False, hint="A role, not a name")
    field_order = ["name", "short_name", "kind", "led_by"]


class BoardLinkForm(BoardLinkFields, EditForm):
    """How the partnership stands to a board."""

    until_on = until_on()


class _MemorandumFields(Form):
    title = TextField("Title")
    about = TextAreaField("What it agrees", required=False)
    signed_on = DateField("Signed on", required=False)
    review_on = DateField("Next review", required=False, hint="Becomes a date in the diary")


class MemorandumForm(_MemorandumFields):
    """A new memorandum."""

    parties = CheckboxesField("Other parties", required=False)


class MemorandumEditForm(_MemorandumFields, EditForm):
    """A memorandum."""

    ended_on = DateField("Ended on", required=False)


class AliasForm(Form):
    """Another name."""

    name = TextField("Other name")
    kind = RadioField("What sort of name", choices=Alias.Kind.choices, initial=Alias.Kind.ALSO)
    from_on = from_on()
    until_on = until_on()


class AliasEditForm(AliasForm, EditForm):
    """Another name, changed or out of use."""


class _TermFields(Form):
    code = TextField("Word or abbreviation", max_length=40, width=10)
    meaning = TextField("Stands for")
    explained = TextAreaField("In plain words", required=False, rows=3)
    replaced_by = TextField("Replaced by", max_length=40, required=False, width=10)
    from_on = from_on()
    until_on = until_on()


class TermForm(_TermFields):
    """A word of the glossary."""


class TermEditForm(_TermFields, EditForm):
    """A word of the glossary, changed or out of use."""


class _SeatFields(Form):
    name = TextField("Name of the seat", hint="Such as Named doctor, or the agency's name")
    agency = NamedField("For one agency", required=False, empty="Not for one agency")
    agency_class = ChoiceField(
        "Or for a class of agencies", choices=AgencyClass.Class.choices, required=False, empty="Not for a class"
    )
    votes = YesNoField("Does the seat take part in decisions?", initial="yes")
    from_on = from_on()


class SeatForm(_SeatFields):
    """A seat."""


class SeatEditForm(_SeatFields, EditForm):
    """A seat, changed or ended."""

    position = NumberField("Place in the list of seats", width=3, max_value=999)
    until_on = until_on()
