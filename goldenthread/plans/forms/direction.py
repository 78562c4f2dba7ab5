"""Forms of statements, events and strategies."""

from goldenthread.plans.models import Event, Statement
from goldenthread.ui.forms import (
    DateField,
    EditForm,
    Form,
    ModelChoiceField,
    RadioField,
    TextAreaField,
    TextField,
)

_LINES = "One a line. A line can begin with a reference and a colon, such as PLI-2026-003: and lead there"


class StatementForm(Form):
    """A vision, a value or a core function."""

    kind = RadioField("What is it?", choices=Statement.Kind.choices, required_message="Say what it is")
    text = TextAreaField("The words", rows=4, required_message="Write the words")
    statute = TextField("The law it stands on", required=False, max_length=250)
    from_on = DateField("From when does it hold?")


class NextStatementForm(Form):
    """The next version of a statement."""

    text = TextAreaField("The words", rows=4, required_message="Write the words")
    statute = TextField("The law it stands on", required=False, max_length=250)
    from_on = DateField("From when does it hold?")


class EndForm(Form):
    """The last day of something."""

    on = DateField("Last day")


class _Event(Form):
    title = TextField("Title", max_length=250)
    kind = RadioField(
        "What sort of day was it?", choices=Event.Kind.choices, required_message="Say what sort of day it was"
    )
    held_on = DateField("When was it?", required=False)
    held_words = TextField(
        "When, in words", required=False, max_length=120, hint="If the day is not known, such as October 2014"
    )
    plan = ModelChoiceField("Which plan came out of it?", required=False, empty="None, or not yet")
    summary = TextAreaField("What happened", required=False, rows=4)
    considered = TextAreaField("What was considered", required=False, rows=8, hint=_LINES)
    present = TextAreaField("Who was there", required=False, rows=5, hint="One a line: people, agencies, groups")
    results = TextAreaField("What came out of it", required=False, rows=8, hint=_LINES)


class EventForm(_Event):
    """A day on which plans were made."""


class EventEditForm(EditForm, _Event):
    """An event, changed."""


class StrategyForm(Form):
    """A strategy of another board."""

    name = TextField("Name", max_length=250)
    board = ModelChoiceField("Whose is it?", required=False, empty="Not on this list")
    owner_words = TextField(
        "Whose, in words", required=False, max_length=200, hint="Only if the board is not on the list"
    )
    version = TextField("Version", required=False, max_length=60, width=10)
    starts_on = DateField("From", required=False)
    ends_on = DateField("To", required=False)
    endorsed_on = DateField("Endorsed on", required=False)
    endorsed_words = TextField("Endorsed, in words", required=False, max_length=200)
    address = TextField("Where to read it", required=False, max_length=500, hint="An address that begins with https://")
    note = TextAreaField("Note", required=False, rows=3)


class StrategyEditForm(EditForm, StrategyForm):
    """A strategy, changed."""
