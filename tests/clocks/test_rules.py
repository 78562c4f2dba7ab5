"""How long the law gives: tables of the awkward corners, and properties that hold for every date."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.clocks import library
from goldenthread.clocks.rules import (
    LONDON,
    BeyondCalendar,
    Due,
    Unit,
    due,
    following,
    redated,
    resumed,
    upcoming,
)
from goldenthread.clocks.rules.reckon import add_months, local
from goldenthread.clocks.rules.shapes import Direction
from goldenthread.foundation.errors import RuleBroken

CALENDAR = library.england_and_wales()
LIBRARY = library.library()


def rule(rule_id, on=date(2026, 4, 2), variant=None):
    return LIBRARY.choose(rule_id, on, variant)


def on(rule_id, start, variant=None, calendar=CALENDAR):
    day = start.date() if isinstance(start, datetime) else start
    return due(rule(rule_id, day, variant), start, calendar).on


DAYS = st.dates(date(2013, 1, 1), date(2033, 12, 31))


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("start", "expected", "why"),
        [
            (
                datetime(2026, 4, 2, 16),
                date(2026, 4, 13),
                "Thursday before Easter: Good Friday and Easter Monday are stepped over",
            ),
            (datetime(2025, 4, 17, 16), date(2025, 4, 28), "the same a year earlier"),
            (datetime(2027, 3, 19, 16), date(2027, 3, 30), "a Friday at 4pm, with Easter in the week after"),
            (date(2026, 4, 3), date(2026, 4, 13), "awareness on Good Friday"),
            (date(2026, 4, 4), date(2026, 4, 13), "awareness on the Saturday"),
            (date(2026, 4, 6), date(2026, 4, 13), "awareness on Easter Monday"),
            (date(2026, 4, 7), date(2026, 4, 14), "the first working day after Easter is day nought of its own clock"),
            (date(2026, 12, 24), date(2027, 1, 5), "Christmas Day, the substitute day for Boxing Day, and New Year"),
            (date(2022, 9, 12), date(2022, 9, 20), "a holiday proclaimed at short notice: the state funeral"),
            (datetime(2026, 6, 5, 23, 59), date(2026, 6, 12), "late in the evening is still that day"),
        ],
    )
    def test_five_working_days_from_awareness(self, start, expected, why):
        assert on("SIN-1", start) == expected, why

    def test_a_moment_in_utc_counts_on_the_day_it_is_in_london(self):
        late = datetime(2026, 6, 4, 23, 30, tzinfo=UTC)  # 00:30 on Friday 5 June in London
        assert on("SIN-1", late.astimezone(LONDON)) == on("SIN-1", date(2026, 6, 5))
        assert due(rule("SIN-1"), late, CALENDAR).on == date(2026, 6, 12)

    def test_weekends_and_bank_holidays_all_start_on_the_next_working_day(self):
        starts = [date(2026, 4, day) for day in (2, 3, 4, 5, 6)]
        assert {CALENDAR.step(start, 1) for start in starts} == {date(2026, 4, 7)}

    def test_looking_back_steps_over_the_same_days(self):
        assert on("LCSPR-2", date(2026, 4, 13)) == date(2026, 3, 31)
        assert on("CP-7", date(2026, 4, 6)) == date(2026, 3, 27), "the event on a bank holiday"

    def test_counting_no_days_at_all_is_refused(self):
        with pytest.raises(ValueError, match="at least one"):
            CALENDAR.step(date(2026, 1, 5), 0)

    @given(start=DAYS, number=st.integers(1, 260))
    def test_forward_and_back_meet(self, start, number):
        end = CALENDAR.step(start, number)
        assert CALENDAR.is_working_day(end)
        assert end > start
        assert CALENDAR.between(start, end) == number
        assert CALENDAR.step(end + timedelta(days=1), -number) == CALENDAR.step(start, 1)

    @given(start=DAYS, number=st.integers(1, 200))
    def test_more_days_never_give_an_earlier_date(self, start, number):
        assert CALENDAR.step(start, number + 1) > CALENDAR.step(start, number)
        assert CALENDAR.step(start + timedelta(days=1), number) >= CALENDAR.step(start, number)

    @given(start=DAYS, number=st.integers(1, 60), inside=st.integers(0, 400))
    def test_a_bank_holiday_proclaimed_later_gives_what_a_fresh_count_gives(self, start, number, inside):
        sin = replace(rule("SIN-1"), amount=number)
        before = due(sin, start, CALENDAR).on
        new = start + timedelta(days=inside % 90)
        if new in CALENDAR.bank_holidays:
            return
        later = CALENDAR.with_bank_holidays({**CALENDAR.bank_holidays, new: "Proclaimed"})
        moved = redated(sin, before, start=start, changed=new, added=True, calendar=later)
        assert moved == due(sin, start, later).on
        assert redated(sin, moved, start=start, changed=new, added=False, calendar=CALENDAR) == before

    @given(event=DAYS, number=st.integers(1, 40), back=st.integers(0, 80))
    def test_it_does_so_before_an_event_too(self, event, number, back):
        notice = replace(rule("LCSPR-2"), amount=number)
        before, new = due(notice, event, CALENDAR).on, event - timedelta(days=back)
        if new in CALENDAR.bank_holidays:
            return
        later = CALENDAR.with_bank_holidays({**CALENDAR.bank_holidays, new: "Proclaimed"})
        moved = redated(notice, before, start=event, changed=new, added=True, calendar=later)
        assert moved == due(notice, event, later).on
        assert redated(notice, moved, start=event, changed=new, added=False, calendar=CALENDAR) == before

    def test_years_without_bank_holidays_are_refused_with_a_sentence(self):
        with pytest.raises(BeyondCalendar, match="from 2012 to"):
            CALENDAR.step(date(2011, 5, 1), 5)
        with pytest.raises(BeyondCalendar):
            CALENDAR.step(CALENDAR.last, 5)
        with pytest.raises(BeyondCalendar):
            due(rule("YR-1"), date(9999, 6, 1), CALENDAR)


class TestMonths:
    @pytest.mark.parametrize(
        ("start", "months", "expected"),
        [
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2027, 8, 31), 6, date(2028, 2, 29)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2026, 1, 31), -2, date(2025, 11, 30)),
        ],
    )
    def test_the_end_of_a_month_is_its_last_day(self, start, months, expected):
        assert add_months(start, months) == expected

    def test_six_months_for_a_review_begun_on_31_august(self):
        assert on("LCSPR-1", date(2026, 8, 31)) == date(2027, 2, 28)
        assert on("LCSPR-1", date(2027, 8, 31)) == date(2028, 2, 29)

    def test_a_year_from_29_february(self):
        assert on("LCSPR-3", date(2028, 2, 29)) == date(2029, 2, 28)

    @given(start=DAYS, months=st.integers(-120, 120))
    def test_the_month_is_always_the_one_asked_for(self, start, months):
        moved = add_months(start, months)
        assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months
        assert moved.day <= start.day

    @given(start=DAYS, months=st.integers(1, 24))
    def test_later_starts_never_end_sooner(self, start, months):
        assert add_months(start + timedelta(days=1), months) >= add_months(start, months)


class TestHours:
    def test_72_hours_over_the_change_to_summer_time_are_72_hours_that_passed(self):
        found = due(rule("MIS-1", date(2026, 3, 28)), datetime(2026, 3, 28, 18), CALENDAR)
        assert str(found) == "2026-03-31T19:00:00+01:00"

    def test_and_over_the_change_back(self):
        found = due(rule("MIS-1", date(2026, 10, 24)), datetime(2026, 10, 24, 18), CALENDAR)
        assert str(found) == "2026-10-27T17:00:00+00:00"

    def test_a_time_that_happens_twice_is_the_first(self):
        assert local(datetime(2026, 10, 25, 1, 30)).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    def test_a_time_that_never_happens_is_an_hour_on(self):
        assert local(datetime(2026, 3, 29, 1, 30)).isoformat() == "2026-03-29T02:30:00+01:00"

    def test_a_date_alone_is_its_beginning_the_strictest_reading(self):
        assert str(due(rule("CDR-1"), date(2026, 6, 1), CALENDAR)) == "2026-06-02T00:00:00+01:00"

    def test_night_counts_like_day(self):
        assert str(due(rule("FD-2", variant="red"), datetime(2026, 6, 5, 22), CALENDAR)) == "2026-06-06T02:00:00+01:00"

    def test_detention_is_reviewed_at_six_hours_and_then_every_nine(self):
        first, *rest = upcoming(rule("PACE-2"), datetime(2026, 6, 5, 20), CALENDAR)
        assert first.at == datetime(2026, 6, 6, 2, tzinfo=LONDON)
        gaps = {later.at - earlier.at for earlier, later in zip([first, *rest], rest, strict=False)}
        assert gaps == {timedelta(hours=9)}
        assert len(rest) == 5

    @given(start=st.datetimes(datetime(2013, 1, 1), datetime(2033, 1, 1)), hours=st.integers(1, 400))
    def test_exactly_so_many_hours_pass(self, start, hours):
        found = due(replace(rule("MIS-1"), amount=hours), start, CALENDAR)
        assert found.at.astimezone(UTC) - local(start).astimezone(UTC) == timedelta(hours=hours)
        assert found.on == found.at.date()


class TestSchoolDays:
    A = library.calendar("example-terms-a")
    B = library.calendar("example-terms-b")

    def test_schools_with_other_terms_have_another_date(self):
        assert on("CME-1", date(2026, 3, 26), calendar=self.A) == date(2026, 4, 16)
        assert on("CME-1", date(2026, 3, 26), calendar=self.B) == date(2026, 4, 2)

    def test_an_incident_in_the_holidays_waits_for_the_first_day_of_term(self):
        incident = datetime(2026, 8, 10, 21)
        assert on("OE-1", incident, calendar=self.A) == date(2026, 9, 2)
        assert on("OE-1", incident, calendar=self.B) == date(2026, 9, 1)

    def test_an_incident_in_the_small_hours_is_told_that_same_morning(self):
        assert on("OE-1", datetime(2026, 6, 9, 2), calendar=self.A) == date(2026, 6, 9)
        assert on("OE-1", datetime(2026, 6, 9, 9), calendar=self.A) == date(2026, 6, 10)
        assert on("OE-1", date(2026, 6, 9), calendar=self.A) == date(2026, 6, 10), "a date alone: the day after"

    def test_an_incident_on_a_friday_night_waits_for_monday(self):
        assert on("OE-1", datetime(2026, 6, 12, 23), calendar=self.A) == date(2026, 6, 15)
        assert on("OE-1", datetime(2026, 6, 13, 2), calendar=self.A) == date(2026, 6, 15)

    def test_the_first_day_of_absence_is_day_one_because_the_rule_says_so(self):
        assert on("CME-2", date(2026, 6, 1), calendar=self.A) == date(2026, 6, 12)
        assert on("CME-2", date(2026, 5, 31), calendar=self.A) == date(2026, 6, 12), "a Sunday is no school day"

    def test_without_terms_the_date_is_never_too_late(self):
        for start in (date(2026, 3, 26), date(2026, 6, 1), date(2026, 7, 20)):
            assert on("CME-1", start) <= on("CME-1", start, calendar=self.A)

    def test_beyond_the_last_term_is_refused_with_a_sentence(self):
        with pytest.raises(BeyondCalendar, match="Add the next terms"):
            on("CME-1", date(2027, 7, 20), calendar=self.A)

    @given(start=st.dates(date(2025, 9, 1), date(2027, 3, 1)), number=st.integers(1, 40))
    def test_a_school_day_is_a_working_day_in_a_term(self, start, number):
        found = self.A.step(start, number, school=True)
        assert self.A.is_school_day(found)
        assert self.A.is_working_day(found)
        assert found >= self.A.step(start, number)

    def test_a_new_bank_holiday_in_a_holiday_moves_no_school_day(self):
        cme = rule("CME-1")
        before = due(cme, date(2026, 3, 26), self.A).on
        for new, expected in [(date(2026, 4, 8), before), (date(2026, 4, 14), date(2026, 4, 17))]:
            later = self.A.with_bank_holidays({**self.A.bank_holidays, new: "Proclaimed"})
            moved = redated(cme, before, start=date(2026, 3, 26), changed=new, added=True, calendar=later)
            assert moved == expected == due(cme, date(2026, 3, 26), later).on
            assert redated(cme, moved, start=date(2026, 3, 26), changed=new, added=False, calendar=self.A) == before


class TestOtherUnits:
    def test_weeks_before_a_planned_arrangement(self):
        assert on("PF-1", date(2026, 6, 1)) == date(2026, 4, 20)

    def test_28_days_make_it_private_fostering(self):
        assert on("PF-5", date(2026, 2, 1)) == date(2026, 3, 1)

    def test_the_yearly_report_is_due_by_the_end_of_the_next_september(self):
        assert on("YR-2", date(2026, 3, 31)) == date(2026, 9, 30)
        assert on("YR-2", date(2026, 10, 1)) == date(2027, 9, 30)

    def test_a_fixed_date_is_the_same_whenever_the_clock_starts(self):
        assert on("MASA-1", date(2018, 7, 4)) == on("MASA-1", date(2019, 6, 1)) == date(2019, 6, 29)

    def test_first_arrangements_are_in_force_within_three_months_of_being_published(self):
        first = rule("MASA-1", date(2019, 6, 1), variant="in-force")
        assert due(first, date(2019, 6, 29), CALENDAR).on == date(2019, 9, 29)
        assert due(first, date(2018, 11, 30), CALENDAR).on == date(2019, 2, 28)

    def test_arrangements_are_refreshed_for_the_guidance_of_2023_by_the_end_of_2024(self):
        assert on("MASA-2", date(2023, 12, 15)) == on("MASA-2", date(2024, 12, 31)) == date(2024, 12, 31)

    def test_calendar_days_can_count_the_day_of_the_trigger(self):
        order = replace(rule("CP-10"), counts_trigger_day=True)
        assert due(order, date(2026, 6, 1), CALENDAR).on == date(2026, 6, 8)

    def test_later_reviews_are_counted_from_the_one_before(self):
        assert [each.on for each in upcoming(rule("CP-6"), date(2026, 8, 31), CALENDAR)][:3] == [
            date(2027, 2, 28),
            date(2027, 8, 28),
            date(2028, 2, 28),
        ]
        assert [each.on for each in upcoming(rule("LAC-2"), date(2026, 1, 15), CALENDAR)][:3] == [
            date(2026, 4, 15),
            date(2026, 10, 15),
            date(2027, 4, 15),
        ]

    def test_a_rule_that_does_not_repeat_has_no_following_date(self):
        with pytest.raises(RuleBroken, match="does not repeat"):
            following(rule("SIN-1"), date(2026, 1, 1), CALENDAR)

    def test_a_duty_has_no_date_and_says_what_it_is(self):
        with pytest.raises(RuleBroken, match="gives no number"):
            due(rule("SIN-4"), date(2026, 4, 2), CALENDAR)

    @given(start=DAYS)
    def test_every_rule_with_a_number_has_a_date_on_its_right_side(self, start):
        for each in LIBRARY.every():
            if not each.has_date or each.unit is Unit.FIXED_DATE:
                continue
            found = due(each, start, CALENDAR).on
            if each.direction is Direction.AT_LEAST_BEFORE:
                assert found < start
            else:
                assert found >= start


class TestPauses:
    def test_working_days_move_by_the_working_days_it_stood(self):
        moved = resumed(
            Unit.WORKING_DAYS,
            Due(date(2026, 4, 1)),
            paused=datetime(2026, 3, 26, 12, tzinfo=LONDON),
            resumed=datetime(2026, 4, 8, 12, tzinfo=LONDON),
            calendar=CALENDAR,
        )
        assert CALENDAR.between(date(2026, 3, 26), date(2026, 4, 8)) == 7
        assert moved.on == CALENDAR.step(date(2026, 4, 1), 7)

    def test_hours_move_by_the_time_that_passed(self):
        was = Due(date(2026, 3, 29), datetime(2026, 3, 29, 12, tzinfo=LONDON))
        moved = resumed(
            Unit.CLOCK_HOURS,
            was,
            paused=datetime(2026, 3, 28, 23, tzinfo=LONDON),
            resumed=datetime(2026, 3, 29, 3, tzinfo=LONDON),
            calendar=CALENDAR,
        )
        assert moved.at == datetime(2026, 3, 29, 15, tzinfo=LONDON), "the night of the change has an hour less"

    def test_months_move_by_calendar_days(self):
        moved = resumed(
            Unit.MONTHS,
            Due(date(2026, 6, 30)),
            paused=datetime(2026, 3, 1, tzinfo=LONDON),
            resumed=datetime(2026, 3, 31, tzinfo=LONDON),
            calendar=CALENDAR,
        )
        assert moved.on == date(2026, 7, 30)

    @given(due_on=DAYS, stood=st.integers(0, 60))
    def test_a_pause_never_brings_a_date_forward(self, due_on, stood):
        paused = datetime(2026, 5, 1, 12, tzinfo=LONDON)
        for unit in (Unit.WORKING_DAYS, Unit.MONTHS):
            moved = resumed(unit, Due(due_on), paused=paused, resumed=paused + timedelta(days=stood), calendar=CALENDAR)
            assert moved.on >= due_on
