"""The pages of visits, as members, those who keep them, and those who may not."""

import pytest
from django.urls import reverse

from goldenthread.quality import operations as banks
from goldenthread.scrutiny import models as m
from goldenthread.thread import queries as threads
from tests.factories import accounts
from tests.factories.scrutiny import AT

pytestmark = pytest.mark.django_db
TODAY = {"on-day": "2", "on-month": "4", "on-year": "2026"}


@pytest.fixture(autouse=True)
def known(site):
    for viewer in (site.lay, site.observer, site.stranger, *site.members):
        accounts.make_user(viewer)


def at(name, *args):
    return reverse(f"scrutiny:{name}", args=args)


def text(response):
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_a_year_is_planned_and_its_page_says_who_owes_what(client, site):
    looking = client.look_as(site.manager)
    assert "No visit yet" in text(looking.get(at("visits")))
    text(looking.get(at("new_visit_plan", site.place)))
    given = {
        "title": "Visits 2025-26",
        "year": "2025-26",
        "group": str(site.board),
        "a_year": "2",
        "words": "Supervision",
    }
    made = looking.post(at("new_visit_plan", site.place), given)
    page = text(looking.get(made.headers["Location"]))
    for words in ("Member 1", "0 of 2", "one by 30 September 2025", "Supervision"):
        assert words in page
    plan = m.VisitPlan.objects.get().pk
    assert "Member 2" in text(looking.get(at("chase", plan)))
    assert "Member 2" in looking.get(at("chase", plan) + "?behind=yes&format=csv").content.decode()
    change = {"title": "Visits", "a_year": "2", "words": "", "edition": "1"}
    assert looking.post(at("change_visit_plan", plan), change).status_code == 302
    assert looking.post(at("change_visit_plan", plan), change).status_code == 409
    assert looking.post(at("ask_members", plan)).status_code == 302
    assert looking.get(at("ask_members", plan)).status_code == 405


def test_a_member_writes_a_visit_up_and_those_who_keep_visits_take_it_into_the_thread(client, site):
    looking = client.look_as(site.members[0])
    assert "Are you worried about a child?" in text(looking.get(at("record_visit", site.place)))
    given = {"team": "Ward 4", "agency": str(site.agencies[1]), "seen": "A calm ward.", **TODAY}
    given |= {"strengths": "Staff know the policy", "concerns": "Supervision is late", "themes": "Supervision"}
    made = looking.post(at("record_visit", site.place), given)
    assert made.status_code == 302, made.content
    page = text(looking.get(made.headers["Location"]))
    assert "Not in the thread yet" in page
    assert "Take them into the thread" not in page
    visit = m.Visit.objects.get().pk
    assert looking.post(at("take_up", visit)).status_code == 403
    keeping = client.look_as(site.manager)
    assert "Take them into the thread" in text(keeping.get(at("visit", visit)))
    assert keeping.post(at("take_up", visit)).status_code == 302
    assert threads.findings(site.manager, source=visit).count() == 2
    assert "FND-" in text(keeping.get(at("visit", visit)))


def test_a_name_is_refused_at_its_field_and_nothing_is_kept(client, site):
    given = {"team": "Ward 4", "seen": "We met Mrs Example.", **TODAY}
    answer = client.look_as(site.members[0]).post(at("record_visit", site.place), given)
    assert "seems to name a person" in answer.content.decode()
    assert not m.Visit.objects.exists()


def test_a_visit_is_planned_changed_written_with_questions_and_answered(client, site):
    edition = banks.adopt(by=site.manager, at=AT, partnership=site.place, code="visit")
    banks.publish(by=site.manager, at=AT, edition=edition)
    site.year(tool=edition)
    looking = client.look_as(site.members[0])
    given = {"team": "Ward 4", "agency": str(site.agencies[1]), "aim": "Supervision", **TODAY}
    assert looking.post(at("plan_visit", site.place), given).status_code == 302
    visit = m.Visit.objects.get().pk
    text(looking.get(at("change_visit", visit)))
    assert looking.post(at("change_visit", visit), {**given, "team": "Ward 5", "edition": "1"}).status_code == 302
    page = text(looking.get(at("write_visit", visit)))
    assert "What stands in their way?" in page
    assert "What did you see?" in page
    said = {"q_1_4": "Time", "q_2_1": "partly", "q_3_3": "no", **TODAY}
    assert looking.post(at("write_visit", visit), said).status_code == 302
    page = text(looking.get(at("visit", visit)))
    for words in ("Ward 5", "What stands in their way?", "Time", "Partly"):
        assert words in page
    answering = client.look_as(site.members[1])
    assert "Reply for Hospitals" in text(answering.get(at("visit", visit)))
    text(answering.get(at("reply", visit)))
    assert answering.post(at("reply", visit), {"words": "We will change that."}).status_code == 302
    again = client.look_as(site.members[0])
    assert "We will change that." in text(again.get(at("visit", visit)))
    assert again.get(at("reply", visit)).status_code == 403


def test_a_planned_visit_that_is_not_made_says_why(client, site):
    visit = site.planned()
    looking = client.look_as(site.members[0])
    assert looking.post(at("drop_visit", visit), {"why": "The team was called out."}).status_code == 302
    assert "The team was called out." in text(looking.get(at("visit", visit)))


def test_pages_ask_few_questions_however_many_visits(client, site, django_assert_max_num_queries):
    plan = site.year()
    for _ in range(6):
        site.written()
    looking = client.look_as(site.manager)
    for address, most in ((at("visits"), 45), (at("visit_plan", plan), 60), (at("chase", plan), 30)):
        with django_assert_max_num_queries(most):
            text(looking.get(address))


def test_who_may_not_finds_no_way(client, site):
    plan, visit = site.year(), site.planned()
    lay = client.look_as(site.lay)
    assert "Write it up" not in text(lay.get(at("visit", visit)))
    for name in ("write_visit", "change_visit", "drop_visit"):
        assert lay.get(at(name, visit)).status_code == 403
        assert lay.post(at(name, visit), {"why": "Mine"}).status_code == 403
    assert lay.post(at("ask_members", plan)).status_code == 403
    stranger = client.look_as(site.stranger)
    for name, pk in (("visit", visit), ("write_visit", visit), ("visit_plan", plan), ("chase", plan)):
        assert stranger.get(at(name, pk)).status_code == 404
    for name in ("record_visit", "plan_visit", "new_visit_plan"):
        assert stranger.get(at(name, site.place)).status_code == 404
    assert client.look_as(site.observer).get(at("visits")).status_code == 403
