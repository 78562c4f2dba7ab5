"""Reports about one topic: asked for, received, told in short, and cited in the partnership's own."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.periods import year_from_april
from goldenthread.reports import citing, operations, queries
from goldenthread.reports import models as m
from goldenthread.workbench.queries import due
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TODAY = make.AT.date()
YEAR = year_from_april("2017-18")


def text(response):
    return response.content.decode()


@pytest.fixture
def agency(place):
    return bodies.agency("The council", partnership=place.pk)


@pytest.fixture
def member(agency, place):
    return viewers.holding("agency_member", agency=agency.pk, around=[place.pk])


@pytest.fixture
def asked(place, manager, agency):
    return make.asked_for(place.pk, manager, supplier=agency.pk, due=date(2018, 10, 1))


@pytest.fixture
def arrived(asked, manager):
    operations.receive(by=manager, at=make.AT, received=asked, on=TODAY)
    return asked


def tell(by, received, points="Arrangements rose by a fifth (page 4)\nNobody was missed.", summary="A good year."):
    seen = queries.received(by, received).edition
    operations.summarise(by=by, at=make.AT, received=received, seen=seen, summary=summary, points=points)


def test_the_agency_that_is_asked_has_it_on_its_list_until_it_arrives(asked, manager, member):
    assert [line.due_on for line in due.due(member)] == [date(2018, 10, 1)]
    row = queries.received(manager, asked)
    assert (row.title, row.whose) == ("Private fostering: yearly report 2017-18", "The council")

    operations.receive(by=member, at=make.AT, received=asked, on=TODAY)

    assert not due.due(member).exists()
    with pytest.raises(RuleBroken, match="arrived already"):
        operations.receive(by=manager, at=make.AT, received=asked, on=TODAY)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"topic": "weather"}, "Select the topic"),
        ({"supplier": None}, "whose report"),
        ({"supplier": uuid7()}, "agency of the partnership"),
        ({"due": date(2018, 9, 2)}, "today or later"),
        ({"end": date(2017, 1, 1)}, "must end on or after"),
    ],
)
def test_what_is_asked_for_must_be_clear(fields, words, place, manager, agency):
    with pytest.raises(RuleBroken, match=words):
        make.asked_for(place.pk, manager, **{"supplier": agency.pk, **fields})
    assert not m.Received.objects.exists()


def test_it_cannot_have_arrived_on_a_day_to_come(asked, manager):
    with pytest.raises(RuleBroken, match="not come yet"):
        operations.receive(by=manager, at=make.AT, received=asked, on=date(2018, 9, 4))


def test_what_it_says_is_told_once_it_is_there_with_conflicts_caught(asked, manager):
    with pytest.raises(RuleBroken, match="not arrived"):
        tell(manager, asked)
    operations.receive(by=manager, at=make.AT, received=asked, on=TODAY)
    with pytest.raises(RuleBroken, match="in a summary or in points"):
        tell(manager, asked, points=" \n ", summary="")
    tell(manager, asked)
    with pytest.raises(EditConflict):
        operations.summarise(by=manager, at=make.AT, received=asked, seen=1, summary="Other.", points="")


def test_its_points_are_offered_to_the_report_of_that_year_and_cited(arrived, manager, place):
    assert [offer.key for offer in citing.offers(manager, place.pk, YEAR)] == ["received.list"]
    tell(manager, arrived)
    key = citing.key_of(queries.received(manager, arrived))
    assert [offer.key for offer in citing.offers(manager, place.pk, YEAR)] == ["received.list", key]

    block = citing.block(manager, place.pk, YEAR, key)

    assert block.rows == (("Arrangements rose by a fifth", "page 4"), ("Nobody was missed.", ""))
    assert block.source == "Private fostering: yearly report 2017-18, The council, received 3 September 2018"
    assert citing.block(manager, place.pk, YEAR, "received.list").rows[0][1] == "The council"
    assert citing.block(manager, place.pk, YEAR, "received.other") is None
    assert not citing.offers(manager, place.pk, year_from_april("2015-16"))


def test_points_without_a_place_make_a_table_of_one_column(arrived, manager, place):
    tell(manager, arrived, points="One.\nTwo.")
    row = queries.received(manager, arrived)
    assert citing.block(manager, place.pk, YEAR, citing.key_of(row)).rows == (("One.",), ("Two.",))


def test_a_point_in_a_report_is_frozen_with_its_source(arrived, report, manager):
    tell(manager, arrived)
    key = citing.key_of(queries.received(manager, arrived))
    make.write_all(report, manager, f"They wrote to us.\n\n[[{key}]]")
    block = queries.compiled(manager, report).document["blocks"][key]
    assert block["source"].endswith("received 3 September 2018")


def test_members_of_other_agencies_and_partnerships_cannot_hand_it_in(asked, place):
    other = viewers.holding("agency_member", agency=bodies.agency(partnership=place.pk).pk, around=[place.pk])
    with pytest.raises(NotAllowed):
        operations.receive(by=other, at=make.AT, received=asked, on=TODAY)
    elsewhere = viewers.business_manager(bodies.partnership().pk)
    lay = viewers.holding("lay_member", partnership=place.pk)
    for viewer in (elsewhere, lay, viewers.stranger()):
        with pytest.raises(NotFound):
            operations.receive(by=viewer, at=make.AT, received=asked, on=TODAY)


def test_members_do_not_ask_or_tell(arrived, place, member, agency):
    with pytest.raises(NotAllowed):
        make.asked_for(place.pk, member, supplier=agency.pk)
    with pytest.raises(NotAllowed):
        tell(member, arrived)


BROKEN = {
    "reports_received_ends_after_it_begins": {"end": date(2000, 1, 1)},
    "reports_received_from_somebody": {"supplier": None},
    "reports_received_whole": {"received_on": TODAY},
    "reports_received_summarised_whole": {"summary": "Words"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_is_half_there(name, broken, asked):
    with broken(name):
        m.Received.objects.filter(pk=asked).update(**BROKEN[name])


class TestPages:
    def test_the_list_costs_the_same_for_many_and_tells_what_is_missing(
        self, client, place, manager, agency, django_assert_max_num_queries
    ):
        for number in range(5):
            make.asked_for(place.pk, manager, supplier=agency.pk, title=f"Report {number}")
        client.look_as(manager)
        client.get(reverse("reports:received"))
        with django_assert_max_num_queries(24):
            page = text(client.get(reverse("reports:received")))
        assert "Report 4" in page
        assert "Not received" in page
        assert "Report 4" in text(client.get(reverse("reports:received") + "?missing=1&topic=private_fostering"))

    def test_from_asking_to_telling_by_forms(self, client, place, manager, agency, django_assert_max_num_queries):
        client.look_as(manager)
        days = {"start": date(2017, 4, 1), "end": date(2018, 3, 31), "due": date(2030, 1, 2)}
        given = {
            f"{name}-{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")
        }
        address = reverse("reports:ask_for", args=[place.pk])
        assert "The council" in text(client.get(address))
        answer = client.post(address, {"topic": "training", "supplier": str(agency.pk), **given})
        assert answer.status_code == 302, text(answer)
        row = m.Received.objects.get()
        on = {"on-day": 3, "on-month": 9, "on-year": 2018}
        assert client.post(reverse("reports:receive", args=[row.pk]), on).status_code == 302
        row.refresh_from_db()
        words = {"summary": "Good.", "points": "More came (page 2)", "edition": row.edition}
        assert client.get(reverse("reports:summarise", args=[row.pk])).status_code == 200
        assert client.post(reverse("reports:summarise", args=[row.pk]), words).status_code == 302
        with django_assert_max_num_queries(45):
            page = text(client.get(reverse("reports:received_report", args=[row.pk])))
        for each in ("More came", "page 2", "[[received.", "Told in short"):
            assert each in page

    def test_an_agency_hands_in_its_own_and_reads_the_rest(self, client, asked, member, manager, place):
        client.look_as(member)
        assert "It has arrived" in text(client.get(reverse("reports:received_report", args=[asked])))
        assert client.get(reverse("reports:receive", args=[asked])).status_code == 200
        other = make.asked_for(place.pk, manager, supplier_words="The designated officer")
        assert client.get(reverse("reports:receive", args=[other])).status_code == 403
