"""The calendar address: secret, revocable, limited, and never more than its owner may see."""

from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from goldenthread.accounts.models import RoleGrant, User
from goldenthread.clocks import operations as clocks
from goldenthread.records.models import Record
from goldenthread.workbench.models import CalendarFeed
from goldenthread.workbench.operations import feeds
from goldenthread.workbench.views import feed as view
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.partnership("West Partnership")


@pytest.fixture
def officer(place, at, clock_at):
    clock_at(at)
    user = User.objects.create(email="officer@example.org", name="Robin Example", joined_at=at)
    RoleGrant.objects.create(
        user=user, role="training_officer", scope="partnership", place=place.record, from_on=date(2026, 1, 1),
        granted_by=user, granted_at=at,
    )  # fmt: skip
    return viewers.holding("training_officer", partnership=place.pk, user_id=user.pk, email=user.email)


@pytest.fixture
def secret(officer, at):
    return feeds.make_feed(by=officer, at=at, name="Outlook")


def owe(record, title, at, **fields):
    given = {"due": date(2026, 4, 10), "why": "Set by the group"}
    if "rule" in fields:
        given = {}
    return clocks.start(
        by=viewers.administrator(), at=at, record=record, trigger=at, title=title, **{**given, **fields}
    )


def read(client, secret):
    return client.get(reverse("workbench:feed", args=[secret]))


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_calendar_program_reads_the_dates_without_signing_in(client, secret, place, at):
    owe(place.pk, "Reply", at)
    response = read(client, secret)
    assert response.headers["Content-Type"].startswith("text/calendar")
    (event,) = events(response)
    assert event["SUMMARY"] == "Due: Reply"
    assert event["DTSTART"].dt == date(2026, 4, 10)
    assert "Set by the group" in event["DESCRIPTION"]
    assert "no-store" in response.headers["Cache-Control"]


def test_an_unchecked_rule_says_so_in_the_calendar_too(client, secret, place, at):
    owe(place.pk, "Tell the panel", at, rule="SIN-1")
    (event,) = events(read(client, secret))
    assert "Not checked against the guidance" in event["DESCRIPTION"]


def test_only_the_owners_dates_are_in_it(client, secret, place, at):
    owe(make.partnership("East Partnership").pk, "Not yours", at)
    assert events(read(client, secret)) == []


def test_nothing_of_a_walled_record_leaves_by_calendar(client, secret, place, at):
    deadline = owe(place.pk, "Walled", at)
    assert deadline.id
    Record.objects.filter(pk=place.pk).update(sensitivity="walled")
    assert events(read(client, secret)) == []


def test_a_stopped_and_a_wrong_address_are_not_found(client, officer, secret, at):
    assert read(client, secret + "x").status_code == 404
    feeds.revoke_feed(by=officer, at=at, feed=CalendarFeed.objects.get().pk)
    assert read(client, secret).status_code == 404


def test_an_address_dies_with_its_account(client, secret):
    User.objects.update(is_active=False)
    assert read(client, secret).status_code == 404


def test_only_the_hash_of_an_address_is_kept(secret):
    assert secret not in str(CalendarFeed.objects.values().get())


def test_an_address_is_read_so_often_and_no_more(client, secret, monkeypatch):
    monkeypatch.setattr(view, "READS", 2)
    assert [read(client, secret).status_code for _ in range(3)] == [200, 200, 429]


def test_guessing_addresses_is_slow(client, clock_at, at, monkeypatch):
    clock_at(at)
    monkeypatch.setattr(view, "WRONG", 2)
    assert [read(client, f"x{number}").status_code for number in range(3)] == [404, 404, 429]


def test_addresses_are_made_shown_once_and_stopped_on_a_page(client, officer):
    client.look_as(officer)
    page = reverse("workbench:calendar")
    made = client.post(page, {"name": "Phone"}).content.decode()
    assert ".ics" in made
    assert ".ics" not in client.get(page).content.decode()
    assert client.post(page, {"name": ""}).status_code == 422
    feed = CalendarFeed.objects.get()
    assert client.post(reverse("workbench:stop_feed", args=[feed.pk])).status_code == 302
    assert CalendarFeed.objects.get().revoked_at is not None


def test_nobody_stops_anothers_address(client, secret, admin, settings):
    settings.SECOND_FACTOR_ENFORCED = False
    client.look_as(admin)
    feed = CalendarFeed.objects.get()
    assert client.post(reverse("workbench:stop_feed", args=[feed.pk])).status_code == 404


def test_a_person_has_so_many_addresses_at_most(client, officer):
    client.look_as(officer)
    codes = [client.post(reverse("workbench:calendar"), {"name": f"n{number}"}).status_code for number in range(6)]
    assert codes == [200] * 5 + [422]
