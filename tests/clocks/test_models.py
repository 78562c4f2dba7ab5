"""What the database refuses, whoever asks."""

from datetime import date, timedelta

import pytest

from goldenthread.clocks import operations
from goldenthread.clocks.models import (
    BankHoliday,
    Breach,
    ClosureDay,
    Deadline,
    Pause,
    RuleVersion,
    TermCalendar,
    TermDates,
)
from goldenthread.clocks.rules.shapes import TRANSITIONS
from goldenthread.foundation.ids import uuid7
from tests.factories.clocks import AT, started

DAY = date(2026, 4, 9)


def test_a_bank_holiday_stands_once(broken):
    BankHoliday.objects.create(day=DAY, name="One")
    with broken("bankholiday_day_once"):
        BankHoliday.objects.create(day=DAY, name="Two")


def test_a_place_is_closed_once_a_day(scene, broken):
    ClosureDay.objects.create(place=scene.agency, day=DAY, name="One")
    with broken("closureday_once"):
        ClosureDay.objects.create(place=scene.agency, day=DAY, name="Two")


def test_term_dates_have_one_name_and_one_standard(scene, broken):
    TermCalendar.objects.create(partnership=scene.partnership, name="One", standard=True)
    with broken("termcalendar_name_once"):
        TermCalendar.objects.create(partnership=scene.partnership, name="One")
    with broken("termcalendar_one_standard"):
        TermCalendar.objects.create(partnership=scene.partnership, name="Two", standard=True)


def test_a_term_ends_after_it_begins_and_begins_once(scene, broken):
    terms = TermCalendar.objects.create(partnership=scene.partnership, name="One")
    with broken("termdates_last_after_first"):
        TermDates.objects.create(calendar=terms, name="T", first_day=DAY, last_day=DAY - timedelta(days=1))
    TermDates.objects.create(calendar=terms, name="T", first_day=DAY, last_day=DAY)
    with broken("termdates_begin_once"):
        TermDates.objects.create(calendar=terms, name="U", first_day=DAY, last_day=DAY)


class TestRules:
    def row(self, **fields):
        given = {
            "rule": "X-1",
            "version": "V",
            "title": "T",
            "domain": "D",
            "unit": "weeks",
            "strength": "local_policy",
        }
        return RuleVersion.objects.create(**{**given, **fields})

    def test_an_edition_stands_once_for_all_and_once_in_a_partnership(self, scene, broken):
        self.row()
        with broken("ruleversion_once"):
            self.row()
        self.row(replaced_at=AT)
        self.row(partnership=scene.partnership)
        with broken("ruleversion_once_locally"):
            self.row(partnership=scene.partnership)

    @pytest.mark.parametrize("missing", ["verified_by", "verified_source", "verified_source_date", "verified_at"])
    def test_a_check_says_who_when_and_against_what(self, broken, missing):
        whole = {
            "verified_at": AT,
            "verified_by": uuid7(),
            "verified_source": "Page 3",
            "verified_source_date": DAY,
        }
        self.row(**whole)
        del whole[missing]
        with broken("ruleversion_verified_with_source"):
            self.row(version="W", **whole)

    def test_it_ends_after_it_begins(self, broken):
        with broken("ruleversion_ends_after_beginning"):
            self.row(applies_from=DAY, applies_to=DAY - timedelta(days=1))


def test_the_table_of_transitions_knows_every_state():
    assert set(TRANSITIONS) == set(Deadline.Status.values)
    assert set().union(*TRANSITIONS.values()) <= set(Deadline.Status.values)


class TestDeadlines:
    def change(self, row, **fields):
        Deadline.objects.filter(pk=row.pk).update(**fields)

    def test_it_has_a_rule_or_a_reason(self, scene, broken):
        row = started(scene.thing, due=DAY, title="T", why="W")
        with broken("deadline_rule_or_why"):
            self.change(row, why="")

    def test_done_is_when_and_by_whom(self, scene, broken):
        row = started(scene.thing)
        with broken("deadline_done_when_and_by"):
            self.change(row, status="done")
        with broken("deadline_done_when_and_by"):
            self.change(row, completed_at=AT, completed_by=uuid7())

    def test_both_dates_have_a_time_or_neither(self, scene, broken):
        row = started(scene.thing)
        with broken("deadline_both_times_or_none"):
            self.change(row, due_at=AT)

    def test_what_another_covers_is_done(self, scene, broken):
        one, two = started(scene.thing), started(scene.thing)
        with broken("deadline_covered_is_done"):
            self.change(one, covered_by=two)

    def test_it_is_paused_once_at_a_time_and_goes_on_later(self, scene, broken):
        row = started(scene.thing)
        give = {"deadline": row, "cause": "agreed", "paused_at": AT, "paused_by": uuid7(), "paused_by_name": "A"}
        Pause.objects.create(**give)
        with broken("pause_one_at_a_time"):
            Pause.objects.create(**give)
        for wrong in ({"resumed_at": AT}, {"resumed_at": AT - timedelta(days=1), "resumed_by": uuid7()}):
            with broken("pause_resumed_after_and_by"):
                Pause.objects.filter(deadline=row).update(**wrong)

    def test_a_reason_for_missing_it_is_approved_by_another(self, scene, broken):
        row = started(scene.thing)
        operations.explain_breach(by=scene.manager, at=AT + timedelta(days=30), deadline=row.pk, reason="error")
        breach = Breach.objects.filter(deadline=row)
        with broken("breach_approved_by_another"):
            breach.update(approved_at=AT)
        with broken("breach_approved_by_another"):
            breach.update(approved_at=AT, approved_by=scene.manager.user_id)
        with broken("breach_other_needs_words"):
            breach.update(cause="other")
