"""One of many: few are listed, many are found, and nothing that was typed is lost on the way."""

from django.http import QueryDict

from goldenthread.ui.forms import Form, SearchedChoiceField, TextField


def school_form(number, data=None, *, required=True):
    """A form with so many schools to choose from."""

    class SchoolForm(Form):
        name = TextField("Name")
        school = SearchedChoiceField(
            "School", required=required, choices=[(str(n), f"School {n:03}") for n in range(1, number + 1)]
        )

    return SchoolForm(None if data is None else QueryDict(data))


def test_few_are_listed_and_many_are_searched_for():
    assert "<select" in str(school_form(25)["school"].as_field_group())
    html = str(school_form(26)["school"].as_field_group())
    assert "<select" not in html
    assert "Part of the name" in html
    assert "School 001" not in html


def test_find_shows_what_is_found_keeps_what_was_typed_and_does_not_save():
    form = school_form(60, "name=Half&gt-find=school&school-text=03")
    assert not form.is_valid()
    assert not form.errors
    html = str(form["school"].as_field_group())
    assert "School 030" in html
    assert "School 041" not in html
    assert 'value="Half"' in str(form["name"].as_field_group())


def test_new_words_are_looked_for_whichever_button_sent_them():
    assert school_form(60, "name=A&school-text=03&school-sought=04&school=4").finding == "school"
    assert school_form(60, "name=A&school-text=03&school-sought=03&school=4").is_valid()


def test_what_was_picked_stays_picked_while_looking_for_another():
    html = str(school_form(60, "gt-find=school&school-text=05&school=7")["school"].as_field_group())
    assert html.index("School 007") < html.index("School 005")
    assert 'value="7" checked' in html


def test_at_most_twenty_are_shown_and_it_is_said():
    html = str(school_form(90, "gt-find=school&school-text=school")["school"].as_field_group())
    assert html.count('type="radio"') == 20
    assert "The first 20 are shown" in html
    nothing = str(school_form(90, "gt-find=school&school-text=zzz")["school"].as_field_group())
    assert "Nothing is called “zzz”" in nothing


def test_what_is_not_on_the_list_is_refused_and_the_error_leads_to_the_box():
    form = school_form(60, "name=A&school=999")
    assert not form.is_valid()
    assert {"text": "Select one of the answers on the list", "href": "#id_school"} in form.error_list
    assert not school_form(60, "name=A").is_valid()
    assert school_form(60, "name=A", required=False).is_valid()
