"""The checks over the lower areas: each finds what it is for, and says how to mend it."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.clocks import operations as clocks
from goldenthread.workbench import checks
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 2)


def found(code):
    """What one check finds, as (subject, detail)."""
    return [(each.subject, each.detail) for each in checks.get(code).find(viewers.administrator(), TODAY)]


def subjects(code):
    return {subject for subject, _ in found(code)}


@pytest.fixture
def place():
    return make.partnership("Sampleshire Partnership")


@pytest.fixture
def group(place):
    return make.group("Quality group", partnership=place.pk)


def owe(place, title, due, at, **fields):
    return clocks.start(
        by=viewers.administrator(), at=at, record=place.pk, trigger=date(2026, 1, 5), title=title, due=due,
        why="Agreed", **fields
    )  # fmt: skip


def test_every_check_tells_why_it_matters_and_how_to_mend_it():
    assert len(checks.every()) >= 20
    for check in checks.every():
        assert check.why.endswith("."), check.code
        assert check.mend.endswith("."), check.code


@pytest.mark.parametrize("code", [check.code for check in checks.every()])
def test_every_check_runs_on_an_empty_and_on_a_filled_register(code, place, group, at):
    agency = make.agency(partnership=place.pk)
    person = make.person(partnership=place.pk, agency=agency.pk, job_title="Nurse")
    make.member(group, person, capacity="chair")
    owe(place, "Reply", date(2026, 5, 1), at)
    assert isinstance(list(checks.get(code).find(viewers.administrator(), TODAY)), list)


def test_a_group_without_chair_members_or_terms_is_found(group):
    for code in ("register.group_chair", "register.group_members", "register.group_terms"):
        assert subjects(code) == {"Quality group"}, code


def test_a_chaired_group_is_not_found(place, group):
    make.member(group, make.person(partnership=place.pk), capacity="chair")
    assert found("register.group_chair") == found("register.group_members") == []


def test_a_member_beyond_the_term_is_found(place, group):
    member = make.person("Lee Example", partnership=place.pk)
    make.member(group, member, capacity="lay", from_on=date(2020, 1, 1), term_months=24)
    ((subject, detail),) = found("register.beyond_term")
    assert subject == "Quality group"
    assert "Lee Example" in detail
    assert "31 December 2021" in detail


def test_a_member_without_post_or_email_is_found(place, group):
    make.member(group, make.person("Lee Example", partnership=place.pk), capacity="member")
    assert subjects("register.no_post") == subjects("register.no_email") == {"Lee Example"}


def test_an_agency_that_belongs_nowhere_is_found(place):
    make.agency("Lost agency")
    make.agency("Placed agency", partnership=place.pk)
    assert subjects("register.agency_class") == {"Lost agency"}


def test_two_entries_of_one_body_are_found(place):
    make.agency("Fire & Rescue Service", partnership=place.pk)
    make.agency("Fire and Rescue  service", partnership=place.pk)
    assert len(found("register.agency_twice")) == 1


def test_a_partnership_without_its_three_partners_is_found(place):
    assert len(found("register.statutory_role")) == 3


def test_a_statutory_partner_without_a_lead_is_found(place):
    make.agency("The Council", partnership=place.pk, agency_class="statutory", statutory_role="authority")
    ((_, detail),) = found("register.statutory_lead")
    assert detail.startswith("The Council")
    assert len(found("register.statutory_role")) == 2


def test_a_missed_date_without_a_reason_is_found(place, at):
    owe(place, "Reply", date(2026, 3, 1), at)
    owe(place, "Not yet due", date(2026, 5, 1), at)
    assert subjects("clocks.overdue_unexplained") == {"Reply"}


def test_a_date_that_nobody_owes_is_found(place, at):
    agency = make.agency(partnership=place.pk)
    owe(place, "Nobody's", date(2026, 5, 1), at)
    owe(place, "Somebody's", date(2026, 5, 1), at, owner_agency=agency.pk)
    assert subjects("clocks.no_owner") == {"Nobody's"}


def test_a_long_pause_is_found(place, at):
    early = datetime(2025, 7, 1, 9, tzinfo=UTC)
    deadline = clocks.start(
        by=viewers.administrator(), at=early, record=place.pk, trigger=date(2025, 7, 1), title="Review",
        due=date(2026, 9, 1), why="Agreed",
    )  # fmt: skip
    clocks.pause(by=viewers.administrator(), at=early, deadline=deadline.id, reason="criminal_proceedings")
    assert subjects("clocks.long_pause") == {"Review"}


def test_a_rule_nobody_checked_is_found_once_however_many_dates_stand_on_it(place, at):
    for _ in range(2):
        clocks.start(
            by=viewers.administrator(), at=at, record=place.pk, trigger=at, rule="SIN-1", title="Tell the panel"
        )
    ((subject, detail),) = found("clocks.unverified")
    assert subject.startswith("SIN-1")
    assert "2 running dates" in detail
