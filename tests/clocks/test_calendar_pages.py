"""Pages of the calendar: what counts, and who may change it."""

import pytest
from django.urls import reverse

from goldenthread.clocks import operations, queries
from goldenthread.foundation.ids import uuid7
from tests.factories.clocks import AT, fresh, started


def day(name, number, month=4, year=2026):
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


@pytest.fixture
def loaded(scene, clock_at):
    clock_at(AT)
    operations.load_bank_holidays(by=scene.admin, at=AT)
    return scene


@pytest.fixture
def admin_client(client, loaded):
    return client.look_as(loaded.admin)


def show(client, where="calendar", *args, query="", status=200):
    response = client.get(reverse(f"clocks:{where}", args=args) + query)
    assert response.status_code == status
    return response.content.decode()


def send(client, where, *args, status=200, **given):
    response = client.post(reverse(f"clocks:{where}", args=args), given, follow=True)
    assert response.status_code == status, response.content.decode()[:1500]
    return response.content.decode()


def test_a_year_of_bank_holidays_with_how_certain_they_are(admin_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        html = show(admin_client)
    assert "Friday 3 April 2026" in html
    assert "Published" in html
    assert "Worked out ahead" in show(admin_client, query="?year=2030")
    assert "Friday 3 April 2026" in show(admin_client, query="?year=1066")
    assert "Friday 3 April 2026" in show(admin_client, query="?year=99999999999999999999")


def test_before_anything_is_loaded_it_says_what_to_do(client, scene):
    assert "goldenthread set-up" in show(client.look_as(scene.admin))


def test_a_proclaimed_day_moves_open_clocks_and_can_be_taken_away(admin_client, loaded):
    row = started(loaded.thing)
    show(admin_client, "add_holiday")
    assert "Open clocks that count over it have moved" in send(
        admin_client, "add_holiday", name="A day", **day("day", 9)
    )
    assert fresh(row.pk).due_on.isoformat() == "2026-04-14"
    added = queries.bank_holidays(loaded.admin).get(name="A day")
    show(admin_client, "rename_holiday", added.pk)
    send(admin_client, "rename_holiday", added.pk, name="The day", edition=1)
    assert "The day" in show(admin_client)
    old = send(admin_client, "rename_holiday", added.pk, name="Mine", edition=1, status=409)
    assert "The day" in old
    show(admin_client, "remove_holiday", added.pk)
    send(admin_client, "remove_holiday", added.pk, why="Called off")
    assert fresh(row.pk).due_on == row.due_on


def test_what_is_wrong_is_said_beside_its_field(admin_client):
    assert "already" in send(admin_client, "add_holiday", name="x", status=422, **day("day", 3))
    assert "weekend" in send(admin_client, "add_holiday", name="x", status=422, **day("day", 11))
    assert "must be a real date" in send(admin_client, "add_holiday", name="x", status=422, **day("day", 31))


def test_a_partnerships_manager_changes_closures_and_terms_but_no_bank_holiday(client, loaded):
    client.look_as(loaded.manager)
    html = show(client)
    assert "Add a closure day" in html
    assert "Add a bank holiday" not in html
    show(client, "add_holiday", status=403)
    show(client, "add_closure")
    place = str(loaded.partnership.pk)
    html = send(client, "add_closure", place=place, name="Office moves", **day("day", 13))
    assert "Office moves" in html
    closure = queries.closure_days(loaded.manager).get()
    show(client, "remove_closure", closure.pk)
    assert "Office moves" not in send(client, "remove_closure", closure.pk)
    show(client, "remove_closure", closure.pk, status=404)


def test_term_dates_are_entered_stretch_by_stretch(client, loaded):
    client.look_as(loaded.manager)
    show(client, "add_terms")
    send(client, "add_terms", partnership=str(loaded.partnership.pk), name="Schools", standard="on")
    terms = queries.term_calendars(loaded.manager).get()
    show(client, "add_term", terms.pk)
    stretch = {"name": "Summer", **day("first_day", 13), **day("last_day", 22, 5)}
    assert "13 April 2026 to 22 May 2026" in send(client, "add_term", terms.pk, **stretch)
    assert "overlap" in send(client, "add_term", terms.pk, status=422, **stretch)
    term = queries.term_calendars(loaded.manager).get().term_list[0]
    show(client, "remove_term", terms.pk, term.pk)
    assert "13 April 2026 to 22 May 2026" not in send(client, "remove_term", terms.pk, term.pk)
    assert "No terms yet" in show(client)


def test_those_without_the_right_change_nothing(client, loaded):
    client.look_as(loaded.member)
    assert "Add a closure day" not in show(client)
    for name, args in [("add_holiday", []), ("add_closure", []), ("add_terms", []), ("remove_holiday", [uuid7()])]:
        show(client, name, *args, status=403)
        assert client.post(reverse(f"clocks:{name}", args=args), {}).status_code == 403
