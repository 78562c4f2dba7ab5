"""Two people edit one thing: both versions show, and each field's version can be chosen."""

from datetime import date
from types import SimpleNamespace

from django.http import QueryDict

from goldenthread.ui.conflicts import conflict_page, side_by_side
from goldenthread.ui.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    EditForm,
    FileField,
    RadioField,
    TextField,
    YesNoField,
)


class Group(EditForm):
    name = TextField("Name")
    starts = DateField("Start", required=False)
    kind = RadioField("Kind", choices=[("a", "First"), ("b", "Second")])
    days = CheckboxesField("Days", choices=[("mon", "Monday"), ("tue", "Tuesday")])
    open = YesNoField("Open?")
    agreed = CheckboxField("Agreed", required=False)
    paper = FileField("Paper", required=False)


MINE = "edition=3&name=Quality&starts-day=1&starts-month=2&starts-year=2026&kind=a&days=mon&open=yes&agreed=on"


def theirs(**changes):
    stored = {"name": "Quality", "starts": date(2026, 2, 1), "kind": "a", "days": ["mon"], "open": True, "agreed": True}
    return SimpleNamespace(edition=5, **{**stored, **changes})


def form():
    found = Group(QueryDict(MINE))
    assert found.is_valid(), found.errors
    return found


def test_only_what_differs_is_to_be_decided():
    sides = side_by_side(
        form(), theirs(name="Audit", starts=date(2026, 3, 1), kind="b", days=["mon", "tue"], open=False)
    )

    assert [(line.name, line.yours, line.theirs) for line in sides.different] == [
        ("name", "Quality", "Audit"),
        ("starts", "1 February 2026", "1 March 2026"),
        ("kind", "First", "Second"),
        ("days", "Monday", "Monday and Tuesday"),
        ("open", "Yes", "No"),
    ]
    assert [line.name for line in sides.same] == ["agreed"]


def test_the_form_then_carries_the_newest_edition():
    sides = side_by_side(form(), theirs(name="Audit"))

    assert sides.form.data["edition"] == "5"


def test_choosing_theirs_takes_their_value_and_mine_keeps_mine():
    sides = side_by_side(
        form(), theirs(name="Audit", starts=None, kind="b", days=["tue", "mon"], open=False, agreed=False)
    )
    sent = sides.form.data.copy()
    for line in sides.different:
        for name, value in line.sent:
            sent.appendlist(name, value)
        sent[line.take] = "mine" if line.name == "name" else "theirs"

    again = Group(sent)
    assert again.is_valid(), again.errors
    assert again.cleaned_data == {
        "edition": 5,
        "name": "Quality",
        "starts": None,
        "kind": "b",
        "days": ["tue", "mon"],
        "open": False,
        "agreed": False,
        "paper": None,
    }


def test_the_page_shows_both_and_is_a_409(rf):
    answer = conflict_page(
        rf.post("/x/"), form(), theirs(name="<b>Audit"), title="Quality group", back=("Back to the group", "/g/")
    )
    html = answer.content.decode()

    assert answer.status_code == 409
    assert "&lt;b&gt;Audit" in html
    assert 'name="gt_take-name"' in html
    assert '<input type="hidden" name="edition" value="5"' in html
    assert 'name="starts-day" value="1"' in html.replace(' type="hidden"', "")


def test_values_that_are_no_attributes_are_given():
    sides = side_by_side(form(), theirs(), {"kind": "b"})

    assert [line.theirs for line in sides.different] == ["Second"]
