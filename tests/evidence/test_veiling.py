"""Lay members and observers see indicators as board papers show them, and no figure as it was supplied."""

import re

import pytest
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES
from goldenthread.evidence import queries, veiling
from goldenthread.foundation.errors import NotFound
from tests.factories import viewers
from tests.factories.evidence import AT, Home, day
from tests.factories.releases import protect

pytestmark = pytest.mark.django_db
PLANS = {"Neglect": 40, "Emotional": 31, "Physical": 3, "Sexual": 17}


@pytest.fixture
def home() -> Home:
    made = Home("cpp")
    for name, count in PLANS.items():
        made.supply("cpp", day("2018-03-31"), count, breakdown={"category": name})
    made.supply("cpp", day("2018-03-31"), sum(PLANS.values()))
    made.supply("cpp", day("2017-03-31"), 4)
    protect(made, "board")
    return made


@pytest.fixture(params=["lay_member", "elected_observer"])
def lay(request, home):
    return viewers.holding(request.param, partnership=home.place)


def text_of(client, viewer, name, *args, **asked) -> str:
    answer = client.look_as(viewer).get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_pages_of_an_indicator_hide_what_board_papers_hide(client, clock_at, home, lay):
    clock_at(AT)
    pk = home.ids["cpp"]
    page = text_of(client, lay, "evidence:indicator", pk)
    assert "Small numbers are hidden here, as in board papers" in page
    groups = dict(re.findall(r'gt-table__main">(\w+)</span></th>.*?<td.*?>(?:<[^>]+>)*(\d+|hidden)', page, re.DOTALL))
    assert groups["Neglect"] == "40"
    assert groups["Physical"] == "hidden"
    assert list(groups.values()).count("hidden") >= 2
    assert not re.search(r">\s*3(\.3%)?\s*<|>3 children", page)
    for group, number in (("category=Physical", "3"), ("", "4")):
        when = "2018-03-31" if group else "2017-03-31"
        one = text_of(client, lay, "evidence:figure", pk, **{"from": when, "to": when, "group": group})
        assert "Hidden" in one
        assert f">{number}<" not in one
        assert "What was supplied" not in one
    assert "91" in text_of(client, lay, "evidence:indicators")
    for name in ("performance:overview", "performance:profiles", "performance:paper"):
        assert "Data" in text_of(client, lay, name)
    assert "Download the data" not in text_of(client, lay, "performance:overview")


def test_nothing_that_was_supplied_reaches_them_by_another_door(client, home, lay):
    assert not queries.readings(lay).exists()
    assert not queries.claims(lay).exists()
    book = queries.book(lay, home.ids["cpp"])
    assert book.figure(day("2018-03-31"), "category=Physical").readings == ()
    assert queries.figure(lay, home.place, "cpp", day("2017-03-31")).numerator is None
    for name in ("evidence:readings", "evidence:claims", "performance:overview_data", "performance:internal"):
        assert client.look_as(lay).get(reverse(name)).status_code in (403, 404)
    (made,) = queries.judgements(lay, home.place)
    assert [each.hidden for each in made.figures] == [True, False]


def test_another_partnership_stays_closed_and_ones_own_open(home, lay):
    other = Home("cpp")
    other.supply("cpp", day("2018-03-31"), 216)
    with pytest.raises(NotFound):
        queries.book(lay, other.ids["cpp"])
    both = viewers.viewer(*lay.grants, viewers.grant("scrutineer", partnership=other.place))
    assert queries.figure(both, other.place, "cpp", day("2018-03-31")).numerator == 216
    assert queries.figure(both, home.place, "cpp", day("2017-03-31")).hidden


def test_whoever_sees_figures_as_supplied_may_read_them_and_reads_for_others_as_those_may(home):
    for role in ROLES.values():
        assert Permission.EVIDENCE_VIEW not in role.permissions or Permission.EVIDENCE_READ in role.permissions
    assert veiling.audience_of(home.by, home.place) == ""
    assert queries.figure(home.by.reading_for("board"), home.place, "cpp", day("2017-03-31")).hidden
    assert queries.figure(home.by.reading_for("public"), home.place, "cpp", day("2018-03-31")).hidden
    assert not queries.figure(home.by, home.place, "cpp", day("2017-03-31")).hidden
