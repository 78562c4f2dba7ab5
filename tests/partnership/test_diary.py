"""Dates of the register become deadlines that somebody must meet."""

from datetime import date

import pytest

from goldenthread.clocks import queries as clocks
from goldenthread.partnership import operations
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
DAY, LATER, LATEST = date(2026, 4, 2), date(2027, 4, 1), date(2027, 6, 1)


@pytest.fixture
def home():
    return make.partnership()


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


def dues(viewer):
    return [(row.title, row.due_on, row.status) for row in clocks.deadlines(viewer).order_by("started_at", "pk")]


def test_the_review_of_terms_of_reference_is_due_until_the_next_version(home, manager, at):
    group = make.group("Executive", partnership=home.pk)
    words = {"effective_from": DAY, "purpose": "To lead."}
    operations.write_terms(by=manager, at=at, group=group.pk, next_review_on=LATER, **words)
    assert dues(manager) == [("Review the terms of reference of Executive", LATER, "open")]
    operations.write_terms(by=manager, at=at, group=group.pk, next_review_on=LATEST, **words)
    assert sorted(row[1:] for row in dues(manager)) == [(LATER, "done"), (LATEST, "open")]


def test_the_end_of_a_lay_member_s_term_is_a_deadline_and_history_is_not(home, manager, at):
    group = make.group("Board", partnership=home.pk)
    make.member(group, make.person(), capacity="lay", term_months=24, from_on=date(2014, 4, 1))
    now = make.member(group, make.person(), capacity="lay", term_months=24, from_on=DAY)
    assert dues(manager) == [("The term of a lay member of Board ends", date(2028, 4, 1), "open")]
    now = operations.change_membership(by=manager, at=at, membership=now.pk, seen=1, term_months=12)
    assert dues(manager)[0][1] == LATER
    operations.end_membership(by=manager, at=at, membership=now.pk, seen=2, on=DAY)
    assert dues(manager)[0][2] == "cancelled"


def test_an_appraisal_is_due_until_it_is_held(home, manager, at):
    chair = make.person(partnership=home.pk)
    operations.appoint(by=manager, at=at, partnership=home.pk, person=chair.pk, kind="independent_chair")
    row = operations.plan_appraisal(by=manager, at=at, partnership=home.pk, person=chair.pk, due_on=LATER)
    assert dues(manager) == [("Appraisal: independent chair", LATER, "open")]
    operations.change_appraisal(by=manager, at=at, appraisal=row.pk, seen=1, held_on=DAY, appraiser="Chief executive")
    assert dues(manager)[0][2] == "done"


def test_a_memorandum_s_review_moves_with_its_date_and_goes_with_its_end(home, manager, at):
    memo = operations.add_memorandum(by=manager, at=at, partnership=home.pk, title="Protocol", review_on=LATER)
    operations.change_memorandum(by=manager, at=at, memorandum=memo.pk, seen=1, review_on=LATEST)
    assert dues(manager) == [("Review: Protocol", LATEST, "open")]
    operations.change_memorandum(by=manager, at=at, memorandum=memo.pk, seen=2, ended_on=LATER)
    assert dues(manager)[0][2] == "cancelled"
