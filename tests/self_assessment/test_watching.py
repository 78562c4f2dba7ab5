"""Who was never asked this year, and the actions that the returns of a round asked for."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.self_assessment import operations, queries
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.self_assessment import LATER, Year

pytestmark = pytest.mark.django_db
DAY = LATER.date()


@pytest.fixture
def year(clock_at):
    clock_at(LATER)
    return Year()


def test_every_school_stands_in_the_list_of_the_year_also_who_was_never_asked(client, year):
    other = bodies.agency("Hazel Lane Primary School", partnership=year.place, kind="school").pk
    asked = bodies.agency("Silent School", partnership=year.place, kind="school").pk
    row = year.send(year.agency, asked)
    year.fill(row)
    year.sign(row)
    page = client.look_as(year.qa)
    address = reverse("self_assessment:yearly_of", args=["section_175", year.place])
    shown = page.get(address).text
    assert "Never asked" in shown
    assert "Signed" in shown
    never = page.get(address + "?state=never").text
    assert "Hazel Lane" in never
    assert "Alder Brook" not in never
    assert "Hazel Lane" not in page.get(address + "?state=open").text
    operations.close_round(by=year.qa, at=LATER, round=row.round_id)
    assert "Silent School" in page.get(address + "?state=late").text
    assert other in {each.pk for each in queries.asked_this_year(year.qa, year.place, "section_175", DAY)}
    after = date(2027, 8, 1)
    assert all(each.sheet is None for each in queries.asked_this_year(year.qa, year.place, "section_175", after))


def test_only_those_who_see_rounds_whole_are_told_who_was_never_asked(client, year):
    assert client.look_as(year.lead).get(reverse("self_assessment:yearly")).status_code == 404
    assert not queries.asked_this_year(year.lead, year.place, "section_175", DAY).exists()
    assert client.look_as(year.qa).get(reverse("self_assessment:yearly")).status_code == 200
    wrong = reverse("self_assessment:yearly_of", args=["survey", year.place])
    assert client.look_as(year.qa).get(wrong).status_code == 404
    stranger = client.look_as(viewers.stranger())
    assert stranger.get(reverse("self_assessment:yearly")).status_code in (302, 403)


def test_the_actions_of_a_round_stand_on_one_page_with_the_answer_that_asked_for_them(
    client, year, django_assert_max_num_queries
):
    row = year.signed(q1_1="0")
    operations.open_step(
        by=year.qa, at=LATER, sheet=row.pk, code="1.1", title="Write the policy anew", due=date(2026, 5, 20)
    )
    page = client.look_as(year.qa)
    address = reverse("self_assessment:actions", args=[row.round_id])
    with django_assert_max_num_queries(25):
        shown = page.get(address).text
    assert "Write the policy anew" in shown
    assert "Alder Brook Primary School, 1.1" in shown
    assert "Write the policy anew" in page.get(address + "?overdue=on").text
    assert "1 overdue" in page.get(reverse("self_assessment:round", args=[row.round_id])).text
    assert "Asked for by" in b"".join(page.get(address + "?format=csv")).decode()
    assert queries.progress(year.qa, row.round_id, DAY) == {"all": 1, "overdue": 1, "complete": 0, "settled": 0}
