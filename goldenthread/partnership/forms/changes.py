"""Forms that change or end what joins bodies: uses, reporting lines, routes, areas, boards, and who came before whom."""

from goldenthread.partnership.forms.base import MonthsField, NamedField, from_on, until_on
from goldenthread.partnership.forms.bodies import BoardLinkFields
from goldenthread.partnership.models import Succession
from goldenthread.ui.forms import CheckboxField, DateField, EditForm, Form, NumberField, RadioField, TextField


class UseEditForm(EditForm):
    """How a partnership uses a group."""

    hosts = CheckboxField(
        "This partnership hosts the group", required=False, hint="Its business unit runs the meetings"
    )
    from_on = from_on("Uses it from")
    until_on = until_on("Used it until")


class ReportingEditForm(EditForm):
    """A reporting line."""

    every_months = MonthsField("Months between two reports")
    note = TextField("What it reports", max_length=300, required=False)
    from_on = from_on()
    until_on = until_on()


class RouteEditForm(EditForm):
    """A route of engagement."""

    name = TextField("Name", max_length=120)
    position = NumberField("Place in the matrix", width=3, max_value=999)
    from_on = from_on()
    until_on = until_on()


class CoverageEditForm(EditForm):
    """From when until when a partnership covers an area."""

    from_on = from_on("Covered from")
    until_on = until_on("Covered until")


class LinkBoardForm(BoardLinkFields):
    """A partnership comes to work with a board that is listed already."""

    board = NamedField("Which board?", empty="Select a board")
    field_order = ["board"]


BEFORE, AFTER = "before", "after"
HOW = {
    Succession.SUCCEEDED: "The later one took over from the earlier",
    Succession.MERGED: "The later one was made by merging the earlier with others",
    Succession.SPLIT: "The later one was split off from the earlier",
    Succession.RENAMED: "The later one is the earlier under a new name",
}


class JoinForm(Form):
    """One body came before another."""

    other = NamedField("Which one is it?")
    side = RadioField("When was it?", choices=[(BEFORE, "It came before"), (AFTER, "It came after")], initial=BEFORE)
    how = RadioField(
        "What happened?",
        choices=[(code.value, words) for code, words in HOW.items()],
        hints={"merged": "Record each of the merged ones in turn", "split": "Record each part in turn"},
    )
    on = DateField("On which day?", hint="The first day of the later one, for example 29 9 2019")


class JoinPartnershipsForm(JoinForm):
    """One partnership came before another."""

    note = TextField("Note", max_length=300, required=False, hint="Such as the order or the act that said so")
