"""Who a report goes to, what was sent there, and whether it arrived."""

from datetime import date, timedelta

import pytest

from goldenthread.foundation.ids import uuid7
from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from tests.factories import reports as make

pytestmark = pytest.mark.django_db
TODAY = make.AT.date()


@pytest.fixture
def edition(report, manager, chair):
    return make.published(report, manager, chair)


@pytest.fixture
def leader(report, manager):
    return queries.recipients(manager, report).get(code="leader")


def test_a_recipient_of_the_law_stands_on_the_list_once(broken, leader):
    with broken("reports_recipient_once"):
        m.Recipient.objects.create(report=leader.report, code="leader", name="The leader", place=9)


def test_a_recipient_is_not_left_out_without_saying_who_decided_it_and_why(broken, leader):
    with broken("reports_recipient_excused_whole"):
        m.Recipient.objects.filter(pk=leader.pk).update(excused_at=make.AT)


def sent(leader, edition, **fields):
    known = {"sent_on": TODAY, "how": "email", "at": make.AT, "by": uuid7(), "by_name": "Robin Example"}
    return m.Sending.objects.create(recipient=leader, edition_id=edition, **{**known, **fields})


def test_an_edition_goes_to_a_recipient_once(broken, leader, edition):
    sent(leader, edition)
    with broken("reports_sending_once"):
        sent(leader, edition)


def test_nothing_arrives_before_it_was_sent(broken, leader, edition):
    noted = {"noted_at": make.AT, "noted_by": uuid7(), "noted_by_name": "Robin Example"}
    with broken("reports_sending_received_after_it_was_sent"):
        sent(leader, edition, received_on=TODAY - timedelta(days=1), **noted)


def test_a_receipt_says_who_noted_it_and_when(broken, leader, edition):
    with broken("reports_sending_received_whole"):
        sent(leader, edition, received_on=TODAY)


def test_a_report_goes_to_whom_the_guidance_of_its_time_names(report, manager, place):
    names = [row.code for row in queries.recipients(manager, report)]
    assert names == ["chief_executive", "leader", "pcc", "health_wellbeing"]
    later = make.report(place.pk, manager, start=date(2024, 4, 1), end=date(2025, 3, 31))
    assert [row.code for row in queries.recipients(manager, later) if row.must] == ["panel", "foundations"]
    assert {row.way for row in queries.going(manager, report)} == {queries.Way.UNPUBLISHED}


def test_sending_and_receipt_are_recorded_with_who_and_when(report, manager, leader, edition):
    sending = operations.send(by=manager, at=make.AT, recipient=leader.pk, edition=edition, sent_on=TODAY, how="email")
    operations.acknowledge(by=manager, at=make.AT, sending=sending, received_on=TODAY, words="Thank you.")
    (gone,) = [each for each in queries.going(manager, report) if each.recipient == leader]
    assert (gone.way, gone.sending.by_name, gone.sending.noted_by_name) == (
        queries.Way.RECEIVED,
        manager.name,
        manager.name,
    )
