"""Forms: labels, hints, errors in plain words, and nothing harmful or endless gets through."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import has_control_characters
from goldenthread.ui.forms import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    EditForm,
    EmailField,
    FileField,
    Form,
    MoneyField,
    NumberField,
    PasswordField,
    RadioField,
    TextAreaField,
    TextField,
    YesNoField,
)
from goldenthread.ui.forms.summary import errors_of


class Everything(Form):
    name = TextField("Name", max_length=20, hint="As on paper", prefix="Mx")
    age = NumberField("Age", max_value=120)
    email = EmailField()
    born = DateField("Date of birth", latest=date(2026, 4, 2))
    kind = ChoiceField("Kind", choices=[("a", "First"), ("b", "Second")])
    colour = RadioField("What colour is it?", choices=[("red", "Red"), ("other", "Other")], reveals={"other": "which"})
    which = TextField("Which colour", required=False)
    days = CheckboxesField("Days", choices=[("mon", "Monday"), ("tue", "Tuesday")], hints={"mon": "The first"})
    open = YesNoField("Is it open?")
    notes = TextAreaField("Notes", required=False, max_length=100, count=True)
    file = FileField("Paper", required=False, limit_mb=1)
    secret = PasswordField("Password", required=False)
    agreed = CheckboxField("I agree")


GOOD = (
    "name=Robin&age=1,0&email=robin@example.org&born-day=2&born-month=april&born-year=2020&kind=a&colour=red"
    "&days=mon&days=tue&open=no&agreed=on"
)


def filled(changes=""):
    data = QueryDict(GOOD, mutable=True)
    for name, value in QueryDict(changes).items():
        data[name] = value
    return Everything(data)


def errors(form):
    form.is_valid()
    return {error["text"]: error.get("href") for error in errors_of(form)}


def test_good_answers_become_plain_values():
    form = filled()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(2020, 4, 2)
    assert form.cleaned_data["age"] == 10
    assert form.cleaned_data["open"] is False
    assert form.cleaned_data["days"] == ["mon", "tue"]


def test_an_empty_form_says_for_each_field_what_to_do_and_leads_there():
    found = errors(Everything(QueryDict("")))

    assert found == {
        "Enter name": "#id_name",
        "Enter age": "#id_age",
        "Enter email address": "#id_email",
        "Enter date of birth": "#id_born-day",
        "Select kind": "#id_kind",
        "Answer “What colour is it?”": "#id_colour_0",
        "Select days": "#id_days_0",
        "Select yes or no for “Is it open?”": "#id_open_0",
        "Answer “I agree”": "#id_agreed",
    }


def test_every_link_of_the_summary_leads_to_a_control():
    form = Everything(QueryDict(""))
    form.is_valid()
    html = str(form)

    for error in errors_of(form):
        assert f'id="{error["href"].removeprefix("#")}"' in html


@pytest.mark.parametrize(
    ("changes", "text", "href"),
    [
        ("born-day=31&born-month=2", "Date of birth must be a real date", "#id_born-day"),
        ("born-month=", "Date of birth must include a month", "#id_born-month"),
        ("born-day=&born-year=", "Date of birth must include a day and year", "#id_born-day"),
        ("born-year=20", "Year must include 4 numbers", "#id_born-year"),
        ("born-month=xx", "Date of birth must be a real date", "#id_born-month"),
        ("born-year=1066", "Date of birth must be on or after 1 January 1900", "#id_born-day"),
        ("born-year=2027", "Date of birth must be on or before 2 April 2026", "#id_born-day"),
        ("born-day=%D9%A3", "Date of birth must be a real date", "#id_born-day"),
        ("age=x", "Age must be a whole number, like 12", "#id_age"),
        ("age=99999999999999999999999", "Age must be a whole number, like 12", "#id_age"),
        ("age=121", "Age must be 120 or fewer", "#id_age"),
        ("age=-1", "Age must be 0 or more", "#id_age"),
        ("email=robin", "Enter an email address in the correct format, like name@example.com", "#id_email"),
        ("name=" + "x" * 21, "Name must be 20 characters or fewer", "#id_name"),
        ("name=a%00b", "Name contains a character that cannot be used", "#id_name"),
        ("kind=zz", "Select one of the answers on the list", "#id_kind"),
        ("kind=a%00", "Select one of the answers on the list", "#id_kind"),
        ("open=maybe", "Select one of the answers on the list", "#id_open_0"),
        ("days=sun", "Select one of the answers on the list", "#id_days_0"),
        ("secret=a%00", "The password contains a character that cannot be used", "#id_secret"),
    ],
)
def test_wrong_answers_are_named_in_plain_words(changes, text, href):
    assert errors(filled(changes)) == {text: href}


def test_text_loses_control_characters_and_foreign_line_ends():
    form = filled("notes=one%0B%0D%0Atwo%1B%20")

    assert form.is_valid()
    assert form.cleaned_data["notes"] == "one\ntwo"


@given(st.text(max_size=60))
def test_no_text_brings_control_characters_in(text):
    form = django_forms.Form()
    form.fields["a"] = TextField("A", max_length=100, required=False)
    try:
        value = form.fields["a"].clean(text)
    except django_forms.ValidationError:
        return
    assert not has_control_characters(value)


@given(st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8)))
def test_no_three_boxes_break_a_date(boxes):
    try:
        found = DateField("Day", required=False).clean(list(boxes))
    except django_forms.ValidationError:
        return
    assert found is None or isinstance(found, date)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_date_comes_back_from_its_boxes(day):
    assert DateField("Day").clean([str(day.day), str(day.month), str(day.year)]) == day


def test_a_file_that_is_too_big_or_empty_is_refused():
    big = SimpleUploadedFile("a.pdf", b"x" * (1024 * 1024 + 1))
    empty = SimpleUploadedFile("a.pdf", b"")

    for file, words in ((big, "The selected file must be smaller than 1 MB"), (empty, "The selected file is empty")):
        form = Everything(QueryDict(GOOD), {"file": file})
        assert words in errors(form)


def test_a_broken_rule_shows_at_its_field_or_above_all():
    form = filled()
    form.is_valid()
    form.add_rule_broken(RuleBroken("There is one called Robin.", field="name"))
    form.add_rule_broken(RuleBroken("The year is closed.", field="not-here"))

    assert errors_of(form) == [
        {"text": "The year is closed."},
        {"text": "There is one called Robin.", "href": "#id_name"},
    ]


def test_a_revealed_field_stands_inside_its_answer_only_once():
    html = str(Everything(auto_id="id_%s"))

    assert html.count('name="which"') == 1
    assert html.index('value="other"') < html.index('name="which"')
    assert "data-aria-controls" not in html


def test_a_field_carries_its_hint_prefix_count_and_group():
    html = str(Everything())

    assert 'aria-describedby="id_name-hint"' in html
    assert "Mx</div>" in html
    assert 'data-maxlength="100"' in html
    assert '<fieldset class="govuk-fieldset" role="group" aria-describedby="id_born-hint">' in html
    assert html.count('type="checkbox"') == 3


def test_what_was_typed_stays_after_an_error():
    form = filled("name=&born-day=31&born-month=2")
    form.is_valid()
    html = str(form)

    assert 'name="born-day" type="text" value="31"' in html
    assert 'value="robin@example.org"' in html


def test_what_was_typed_is_escaped():
    form = filled("name=%3Cscript%3E")
    form.is_valid()

    assert "<script>" not in str(form)


def test_an_edit_form_needs_the_edition_it_was_read_at():
    assert "The page was incomplete. Open it again and repeat your change" in errors(EditForm(QueryDict("")))
    assert (
        "edition" in errors_of(EditForm(QueryDict("edition=x")))[0]["text"]
        or EditForm(QueryDict("edition=1")).is_valid()
    )


def test_stored_dates_and_answers_fill_the_form():
    html = str(Everything(initial={"born": date(2020, 4, 2), "open": True, "days": ["tue"], "colour": "red"}))

    assert 'name="born-year" type="text" value="2020"' in html
    assert html.count(" checked") == 3


class Money(Form):
    paid = MoneyField("Amount paid")


@pytest.mark.parametrize(
    ("typed", "amount"), [("£1,234.50", "1234.50"), ("0", "0"), (" 27 400 ", "27400"), ("1234.5", "1234.5")]
)
def test_money_is_read_as_people_write_it(typed, amount):
    form = Money({"paid": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["paid"] == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter amount paid"),
        ("TBC", "Amount paid must be an amount in pounds, like 1,250 or 1,250.50"),
        ("1e9", "Amount paid must be an amount in pounds, like 1,250 or 1,250.50"),
        ("NaN", "Amount paid must be an amount in pounds, like 1,250 or 1,250.50"),
        ("-5", "Amount paid must be £0 or more"),
        ("1.005", "Amount paid must have no more than 2 digits after the point"),
        ("9999999999999.00", "Amount paid is too large an amount"),
    ],
)
def test_money_that_cannot_be_read_says_how_to_write_it(typed, told):
    assert told in errors(Money({"paid": typed}))


def test_money_asks_for_digits_and_shows_the_pound():
    shown = str(Money())
    assert 'inputmode="decimal"' in shown
    assert "£" in shown
