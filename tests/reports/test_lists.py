"""The lists of reports, received reports, sendings and joint updates: how they are narrowed, sorted and taken out."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from goldenthread.reports import operations, queries
from tests.factories import reports as make

pytestmark = pytest.mark.django_db


def text(response):
    assert response.status_code == 200, response.content
    return response.content.decode()


@pytest.fixture
def edition(report, manager, chair):
    return make.published(report, manager, chair)


@pytest.fixture
def reader(client, manager, clock_at):
    clock_at(make.AT)
    client.look_as(manager)
    return client


def listed(reader, name, **query):
    return text(reader.get(reverse(f"reports:{name}"), query))


def test_reports_are_narrowed_by_how_they_stand_as_their_tag_says(reader, edition, report, chair, place, manager):
    make.report(place.pk, manager, title="In the making")
    assert "Published" in listed(reader, "reports", state="published")
    assert "In the making" not in listed(reader, "reports", state="published")
    assert "In the making" in listed(reader, "reports", state="writing")
    operations.reopen(by=chair, at=make.AT, report=report, why="One word")
    assert "Being written again" in listed(reader, "reports", state="writing")
    approved = listed(reader, "reports", state="approved")
    assert "In the making" not in approved
    assert "RPT-" not in approved


def test_reports_lead_to_what_the_public_reads_once_something_is_published(reader, report, manager, chair):
    public = "What the public reads"
    assert public not in listed(reader, "reports")
    make.published(report, manager, chair)
    page = listed(reader, "reports")
    assert public in page
    slug = queries.public_shelves(manager)[0][0]
    assert reverse("reports:published", args=[slug]) in page
    assert reverse("reports:published", args=[slug]) in text(reader.get(reverse("reports:report", args=[report])))


def test_a_report_whose_editions_are_all_taken_down_does_not_lead_to_the_public_page(reader, edition, report, manager):
    operations.take_down(by=manager, at=make.AT, edition=edition, why="A figure was wrong.")
    assert "public page" not in text(reader.get(reverse("reports:report", args=[report])))


def test_received_reports_that_are_late_are_found(reader, place, manager, clock_at):
    make.asked_for(place.pk, manager, title="Late one", supplier_words="An office", due=date(2018, 9, 10))
    make.asked_for(place.pk, manager, title="Early one", supplier_words="An office", due=date(2018, 12, 1))
    clock_at(datetime(2018, 10, 1, 9, tzinfo=UTC))
    reader.look_as(manager)
    page = listed(reader, "received", late="1", sort="whose")
    assert "Late one" in page
    assert "Early one" not in page


def test_what_was_sent_is_one_list_over_all_reports(reader, edition, report, manager, django_assert_max_num_queries):
    for goes in queries.recipients(manager, report)[:3]:
        operations.send(by=manager, at=make.AT, recipient=goes.pk, edition=edition, sent_on=make.AT.date(), how="email")
    with django_assert_max_num_queries(25):
        page = listed(reader, "sendings", how="email", open="1")
    assert "Chief executive of the council" in page
    assert "Edition 1" in page
    sheet = reader.get(reverse("reports:sendings"), {"format": "csv"})
    assert "Chief executive of the council" in sheet.content.decode("utf-8-sig")


def test_joint_updates_are_narrowed_by_their_board_and_day(reader, place, manager):
    make.update(place.pk, manager, board="The adults board", title="One", due=date(2018, 10, 1))
    make.update(place.pk, manager, board="The health board", title="Two", due=date(2018, 12, 1))
    assert "Two" not in listed(reader, "updates", board="adults")
    assert "One" not in listed(reader, "updates", due_on_from="2018-11-01")
