"""Reminders and digests: to whom, when, in which words, and never twice."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from goldenthread.accounts.models import RoleGrant, User
from goldenthread.clocks import operations as clocks
from goldenthread.jobs.models import OutgoingMail
from goldenthread.workbench import mailing
from goldenthread.workbench.operations.preferences import choose_mail
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 4, 7, 6, 0, tzinfo=UTC)  # the first working day after Easter
WEDNESDAY = datetime(2026, 4, 8, 6, 0, tzinfo=UTC)


@pytest.fixture
def place():
    return make.partnership("West Partnership")


@pytest.fixture
def officer(place, at):
    user = User.objects.create(email="officer@example.org", name="Robin Example", joined_at=at)
    RoleGrant.objects.create(
        user=user, role="training_officer", scope="partnership", place=place.record, from_on=date(2026, 1, 1),
        granted_by=user, granted_at=at,
    )  # fmt: skip
    return viewers.holding("training_officer", partnership=place.pk, user_id=user.pk, email=user.email)


def owe(place, title, due, at, **fields):
    return clocks.start(
        by=viewers.administrator(), at=at, record=place.pk, trigger=date(2026, 4, 1), title=title, due=due,
        why="Set by the group", **fields
    )  # fmt: skip


def mails(kind):
    return list(OutgoingMail.objects.filter(key__startswith=kind).order_by("key"))


def run(clock_at, moment):
    clock_at(moment)
    return mailing.write_all(moment)


def test_a_weekly_digest_tells_what_is_overdue_and_due_soon_with_why(place, officer, at, clock_at):
    owe(place, "Late reply", date(2026, 4, 1), at)
    owe(place, "Soon due", date(2026, 4, 10), at)
    owe(place, "Far away", date(2026, 9, 1), at)
    run(clock_at, TUESDAY)
    (mail,) = mails("digest:")
    assert mail.to == "officer@example.org"
    assert mail.subject == "Your work: 1 overdue, 1 due in the next 5 working days"
    assert "Late reply" in mail.text
    assert "Why: Date set by people. Set by the group" in mail.text
    assert "Far away" not in mail.text
    assert reverse("workbench:mail") in mail.text


def test_the_same_digest_is_written_once_however_often_the_night_begins_again(place, officer, at, clock_at):
    owe(place, "Late reply", date(2026, 4, 1), at)
    assert run(clock_at, TUESDAY) == 1
    assert run(clock_at, TUESDAY) == 0


def test_a_weekly_digest_comes_on_the_first_working_day_only(place, officer, at, clock_at):
    owe(place, "Late reply", date(2026, 4, 1), at)
    run(clock_at, WEDNESDAY)
    assert mails("digest:") == []


def test_who_wants_no_mail_gets_none(place, officer, at, clock_at):
    owe(place, "Late reply", date(2026, 4, 1), at)
    choose_mail(by=officer, at=at, digest="none", reminders=False, seen=1)
    run(clock_at, TUESDAY)
    assert not OutgoingMail.objects.exists()


def test_a_reminder_comes_five_working_days_and_one_working_day_before(place, officer, at, clock_at):
    owe(place, "Reply", date(2026, 4, 15), at)
    choose_mail(by=officer, at=at, digest="none", reminders=True, seen=1)
    for day in range(7, 16):
        run(clock_at, datetime(2026, 4, day, 6, tzinfo=UTC))
    assert [mail.subject for mail in mails("reminder:")] == [
        "Due in 1 working day: Reply",
        "Due in 5 working days: Reply",
    ]


def test_a_date_that_moves_is_reminded_of_anew(place, officer, at, clock_at):
    deadline = owe(place, "Reply", date(2026, 4, 14), at)
    choose_mail(by=officer, at=at, digest="none", reminders=True, seen=1)
    run(clock_at, TUESDAY)
    assert len(mails("reminder:")) == 1
    key = mails("reminder:")[0].key
    assert str(deadline.id) in key
    assert "2026-04-14" in key


def test_a_rule_nobody_checked_is_said_to_be_unchecked_in_mails_too(place, officer, at, clock_at):
    clocks.start(
        by=viewers.administrator(), at=at, record=place.pk, trigger=datetime(2026, 4, 1, 9, tzinfo=UTC), rule="SIN-1",
        title="Tell the panel",
    )  # fmt: skip
    run(clock_at, TUESDAY)
    assert "(not checked against the guidance)" in mails("digest:")[0].text


def test_an_account_that_fails_stops_no_other(place, officer, at, clock_at, monkeypatch):
    owe(place, "Late reply", date(2026, 4, 1), at)
    User.objects.create(email="aaa@example.org", name="First", joined_at=at)
    real = mailing.viewer_for

    def failing(email, through):
        if email == "aaa@example.org":
            raise RuntimeError("broken")
        return real(email, through=through)

    monkeypatch.setattr(mailing, "viewer_for", failing)
    assert run(clock_at, TUESDAY) == 1


def test_a_closed_account_gets_nothing(place, officer, at, clock_at):
    owe(place, "Late reply", date(2026, 4, 1), at)
    User.objects.update(is_active=False)
    assert run(clock_at, TUESDAY) == 0
