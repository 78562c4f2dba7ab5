"""The pages of inspections, as the people who use them."""

import pytest
from django.urls import reverse

from goldenthread.scrutiny import models as m
from goldenthread.scrutiny import queries
from tests.factories import accounts

pytestmark = pytest.mark.django_db
MOST = 60


@pytest.fixture(autouse=True)
def known(site):
    for viewer in (site.lay, site.observer, site.stranger, site.scrutineer, *site.members):
        accounts.make_user(viewer)


def at(name, *args):
    return reverse(f"scrutiny:{name}", args=args)


def text(response):
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def days(**given):
    return {
        f"{name}-{part}": value
        for name, day in given.items()
        for part, value in zip(("day", "month", "year"), day, strict=True)
    }


def test_an_inspection_is_recorded_graded_and_its_letter_taken_into_the_thread(client, site):
    looking = client.look_as(site.manager)
    assert "No inspection yet" in text(looking.get(at("inspections")))
    chosen = looking.post(at("new_inspection", site.place), {"kind": "ofsted_services"})
    assert chosen.headers["Location"] == at("record_inspection", site.place, "ofsted_services")
    form = text(looking.get(chosen.headers["Location"]))
    assert "Four grades, outstanding counts 4" in form
    given = {"title": "Inspection 2025", "precision": "day", "scale": "ofsted_four", "inspectorates": "Ofsted"}
    given |= days(from_on=("1", "9", "2025"), to_on=("5", "9", "2025"), letter_on=("3", "11", "2025"))
    assert looking.post(chosen.headers["Location"], {**given, "bodies": [str(site.agencies[0])]}).status_code == 302
    row = m.Inspection.objects.get()
    assert "Say what it judged" in text(looking.get(at("inspection", row.pk)))
    assert "The experiences of children in care" in text(looking.get(at("judge", row.pk)))
    judged = {"area_0": "Overall effectiveness", "grade_0": "good", "words_0": "", "area_1": "", "grade_1": ""}
    assert looking.post(at("judge", row.pk), judged).status_code == 302
    found = {
        "strengths": "Leaders know the service",
        "improvements": "Plans drift",
        "recommend": "on",
        "themes": "Drift",
    }
    found["addressed_to"] = [str(site.agencies[0])]
    assert looking.post(at("found", row.pk), found).status_code == 302
    page = text(looking.get(at("inspection", row.pk)))
    for words in ("1 to 5 September 2025", "letter of 3 November 2025", "Good", "Plans drift", "No action yet"):
        assert words in page
    assert "Good" in text(looking.get(at("inspections")))


def test_a_grade_that_is_missing_is_told_at_its_field(client, site):
    made = site.inspection()
    answer = client.look_as(site.manager).post(at("judge", made), {"area_0": "The partnership", "words_0": ""})
    assert answer.status_code in (200, 422)
    assert "or what was said of it" in answer.content.decode()


def test_something_is_signed_off_on_its_page(client, site):
    made = site.asked("Plans drift")
    target = site.points(made)[0].record.pk
    looking = client.look_as(site.manager)
    assert "Plans drift" in text(looking.get(at("sign_off", made, target)))
    given = {"extent": "part", "body": "Improvement board", "words": "An audit is to show it."}
    given |= days(on=("1", "3", "2026"))
    assert looking.post(at("sign_off", made, target), given).headers["Location"].endswith("#progress")
    assert "An audit is to show it" in text(looking.get(at("inspection", made)))
    assert looking.get(at("sign_off", made, made)).status_code == 404


def test_two_people_who_change_an_inspection_see_both_versions(client, site):
    made = site.inspection()
    looking = client.look_as(site.manager)
    text(looking.get(at("change_inspection", made)))
    given = {"title": "Mine", "precision": "day", "inspectorates": "Ofsted", "edition": "1"}
    given |= days(from_on=("22", "9", "2025"), to_on=("26", "9", "2025"), letter_on=("14", "11", "2025"))
    assert looking.post(at("change_inspection", made), given).status_code == 302
    assert looking.post(at("change_inspection", made), {**given, "title": "Theirs"}).status_code == 409


def test_progress_over_all_inspections_is_a_list_that_can_be_taken_out(client, site):
    site.asked("Plans drift", "Hear the child")
    looking = client.look_as(site.manager)
    page = text(looking.get(at("progress")))
    assert "Plans drift" in page
    assert "no action yet" in page
    assert "Plans drift" not in text(looking.get(at("progress") + "?standing=full"))
    file = looking.get(at("progress") + "?format=csv").content.decode()
    assert "Hear the child" in file


def test_pages_ask_few_questions(client, site, django_assert_max_num_queries):
    made = site.asked(*(f"Point {number}" for number in range(12)), strengths="\n".join(map(str, range(12))))
    looking = client.look_as(site.manager)
    with django_assert_max_num_queries(MOST):
        text(looking.get(at("inspection", made)))
    with django_assert_max_num_queries(30):
        text(looking.get(at("progress")))


def test_a_lay_member_reads_and_finds_no_way_to_change(client, site):
    made = site.asked("Plans drift")
    target = site.points(made)[0].record.pk
    looking = client.look_as(site.lay)
    page = text(looking.get(at("inspection", made)))
    assert "Plans drift" in page
    assert "Sign off" not in page
    assert "Add what it found" not in page
    assert "Record an inspection" not in text(looking.get(at("inspections")))
    for name, args in (
        ("change_inspection", [made]),
        ("judge", [made]),
        ("found", [made]),
        ("sign_off", [made, target]),
        ("new_inspection", [site.place]),
    ):
        assert looking.get(at(name, *args)).status_code == 403
        assert looking.post(at(name, *args), {"title": "Mine"}).status_code == 403


def test_who_may_not_know_of_it_meets_nothing(client, site):
    made = site.asked("Plans drift")
    looking = client.look_as(site.stranger)
    for name in ("inspection", "change_inspection", "judge", "found"):
        assert looking.get(at(name, made)).status_code == 404
    assert looking.get(at("new_inspection", site.place)).status_code == 404
    assert "Plans drift" not in text(looking.get(at("progress")))
    assert client.look_as(site.observer).get(at("inspection", made)).status_code == 403
    assert queries.inspections(site.manager).count() == 1


def test_the_scrutineer_signs_off_and_opens_no_action(client, site):
    made = site.asked("Plans drift")
    page = text(client.look_as(site.scrutineer).get(at("inspection", made)))
    assert "Sign off" in page
    assert "Open an action<" not in page
