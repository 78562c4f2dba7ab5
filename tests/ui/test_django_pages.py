"""Pages of the sign-in library stand in our frame."""

import pytest
from django.http import QueryDict
from django.template import engines
from django.template.loader import render_to_string

from goldenthread.ui.forms import Form, TextField

pytestmark = pytest.mark.django_db


class Named(Form):
    name = TextField("Name")


def test_a_django_page_has_our_header_styles_and_footer(client):
    html = client.get("/sign-in/login/").content.decode()

    assert '<header class="gt-header">' in html
    assert '<footer class="gt-foot">' in html
    assert "&lt;" not in html
    assert " – Golden Thread</title>" in html


def test_its_errors_stand_at_the_top_once(rf):
    form = Named(QueryDict("x=1"))
    template = engines["django"].from_string('{% extends "ui/base.html" %}{% block content %}{{ form }}{% endblock %}')
    html = template.render({"form": form}, rf.get("/"))

    assert html.count("There is a problem") == 1
    assert html.index("There is a problem") < html.index('name="name"')
    assert "<title>Error: " in html


def test_what_people_type_is_escaped_in_the_summary(rf):
    form = Named(QueryDict("name=x"))
    form.is_valid()
    form.add_error("name", "<script>")

    assert "<script>" not in render_to_string("ui/forms/summary.jinja", {"form": form})
