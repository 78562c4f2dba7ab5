"""Which edition of a rule holds, how it is said in words, and the file of bank holidays."""

from datetime import date, datetime, timedelta

import holidays
import pytest

from goldenthread.clocks import library
from goldenthread.clocks.rules import clock_start, count_words, due, owner_place, upcoming
from goldenthread.clocks.rules.shapes import ClockStart, Place
from goldenthread.foundation.clock import today
from goldenthread.foundation.errors import RuleBroken

CALENDAR = library.england_and_wales()
LIBRARY = library.library()


def rule(rule_id, on=date(2026, 4, 2), variant=None):
    return LIBRARY.choose(rule_id, on, variant)


class TestWhichRuleHolds:
    def test_the_edition_in_force_at_the_trigger_holds_for_ever(self):
        referral, decision = date(2023, 12, 14), date(2023, 12, 18)
        assert rule("AS-1", referral).version == "WT2018"
        assert rule("AS-1", decision).version == "WT2023"

    def test_every_day_since_the_first_edition_has_exactly_one(self):
        for rule_id in LIBRARY.ids:
            for each in LIBRARY.of(rule_id):
                if each.applies_from is None:
                    continue
                assert [
                    other.version
                    for other in LIBRARY.of(rule_id)
                    if other.variant == each.variant and other.in_force(each.applies_from)
                ] == [each.version]

    def test_not_yet_in_force_no_longer_and_never_begun_are_told_apart(self):
        for rule_id, day, words in [
            ("SIN-1", date(2010, 1, 1), "was not yet in force on 1 January 2010"),
            ("MASA-1", date(2018, 6, 28), "was not yet in force on 28 June 2018"),
            ("MASA-1", date(2019, 9, 30), "was no longer in force"),
            ("MASA-2", date(2025, 2, 1), "was no longer in force"),
            ("FGDM-1", date(2026, 6, 1), "enacted on 29 April 2026 but is not yet in force"),
        ]:
            with pytest.raises(RuleBroken, match=words):
                rule(rule_id, day)

    def test_a_variant_that_waits_for_its_act_says_so(self):
        with pytest.raises(RuleBroken, match="not yet in force"):
            rule("EHE-1", variant="parent-information")

    def test_several_numbers_must_be_chosen_from(self):
        with pytest.raises(RuleBroken, match="red, amber, green"):
            rule("FD-2")
        with pytest.raises(RuleBroken, match="red, amber, green"):
            rule("FD-2", variant="blue")
        with pytest.raises(RuleBroken, match="one number for all"):
            rule("AS-1", variant="blue")
        assert rule("FD-2", variant="Amber").amount == 24
        assert rule("SIN-1", variant="standard") == rule("SIN-1")

    def test_an_unknown_rule_is_refused_and_case_does_not_matter(self):
        assert rule("sin-1") == rule("SIN-1")
        with pytest.raises(RuleBroken, match="no rule 'X-9'"):
            rule("X-9")

    def test_of_two_strategy_discussions_the_last_counts(self):
        moments = {ClockStart.EVENT: [date(2026, 6, 1), datetime(2026, 6, 4, 10)]}
        start = clock_start(rule("CP-2"), moments)
        assert due(rule("CP-2"), start, CALENDAR).on == date(2026, 6, 25)
        assert clock_start(rule("LAC-1"), moments) == date(2026, 6, 1), "of others the first"

    def test_a_private_fostering_arrangement_found_late_begins_when_it_is_found(self):
        moments = {ClockStart.EVENT: [date(2025, 9, 1)], ClockStart.KNOWN: [date(2026, 2, 2)]}
        start = clock_start(rule("PF-3"), moments)
        assert start == date(2026, 2, 2)
        assert upcoming(rule("PF-3"), start, CALENDAR)[0].on == date(2026, 3, 16)

    def test_a_moment_that_is_not_recorded_is_asked_for(self):
        with pytest.raises(RuleBroken, match="not recorded"):
            clock_start(rule("SIN-1"), {ClockStart.EVENT: [date(2026, 1, 1)]})

    def test_a_child_found_but_not_returned_has_a_clock_of_its_own(self):
        assert "found" in rule("MIS-1", variant="found").trigger
        assert rule("MIS-1").trigger == "the child returns"

    def test_with_three_areas_concerned_the_rule_says_whose_duty_it_is(self):
        places = {Place.INCIDENT: "A", Place.HOME: "B", Place.LOOKED_AFTER: "C"}
        assert owner_place(rule("RR-1"), places) == "A"
        assert owner_place(rule("SIN-3"), places) == "C"
        assert owner_place(rule("CP-2"), places) == "B"
        assert owner_place(rule("YR-1"), places) is None

    def test_a_child_who_moves_in_starts_the_new_areas_own_clock(self):
        moved_in = {ClockStart.KNOWN: [date(2026, 6, 8)], ClockStart.EVENT: [date(2026, 6, 1)]}
        start = clock_start(rule("CP-2", variant="transfer-in"), moved_in)
        assert due(rule("CP-2", variant="transfer-in"), start, CALENDAR).on == date(2026, 6, 29)


class TestWords:
    @pytest.mark.parametrize(
        ("rule_id", "variant", "words"),
        [
            ("SIN-1", None, "within 5 working days"),
            ("SIN-5", None, "within 1 working day"),
            ("LCSPR-2", None, "at least 7 working days before"),
            ("LCSPR-3", None, "for at least 1 year"),
            ("PF-5", None, "on reaching 28 days"),
            ("CP-6", None, "at least every 6 months"),
            ("PACE-2", None, "within 6 hours, then at least every 9 hours"),
            ("YR-2", None, "by 30 September"),
            ("OE-1", None, "before the start of the next school day"),
            ("SIN-4", None, "no number"),
        ],
    )
    def test_a_count_is_said_in_words(self, rule_id, variant, words):
        assert count_words(rule(rule_id, variant=variant)) == words

    def test_a_date_fixed_for_ever_too(self):
        assert count_words(rule("MASA-1", date(2019, 1, 1))) == "by 29 June 2019"


class TestBankHolidays:
    def test_the_file_says_what_the_holidays_package_says(self):
        ours = {day for day in library.bank_holidays() if day.weekday() < 5}
        years = range(CALENDAR.first.year, CALENDAR.last.year + 1)
        theirs = {day for day in holidays.country_holidays("GB", subdiv="ENG", years=years) if day.weekday() < 5}
        assert ours == theirs

    def test_no_bank_holiday_falls_on_a_weekend(self):
        assert [day for day in library.bank_holidays() if day.weekday() > 4] == []

    def test_the_published_bank_holidays_reach_a_year_ahead(self):
        left = library.published_until() - today()
        assert left > timedelta(days=365), (
            "The bank holidays run out within a year. Add the new ones from https://www.gov.uk/bank-holidays to "
            "goldenthread/clocks/data/bank_holidays.yaml and move published_until."
        )

    def test_what_is_worked_out_lies_after_what_is_published(self):
        worked_out = [day for day, (_, published) in library.bank_holidays().items() if not published]
        assert min(worked_out) > library.published_until()
