"""Dates: why they are what they are, what moves them, and who says that a rule is right."""

import re

import pytest


def test_a_business_manager_checks_a_rule_and_its_dates_stop_saying_that_nobody_did(own_site, visitors):
    manager = visitors(own_site)
    manager.signs_in_as("Business manager")
    manager.goes_to("/clocks/rules/").sees_heading("Register of rules")
    manager.fills("Words", "SIN-2").presses("Apply").follows("SIN-2")
    manager.sees("Not checked against the guidance")
    manager.fills("The clock starts", "2026-04-02T16:00").presses("Work it out").sees("Monday 13 April 2026")
    manager.goes_to("/clocks/rules/SIN-2/").follows("Check WT2026")
    manager.presses("It agrees with the text").sees("There is a problem")
    manager.fills("Which text did you check it against?", "Working Together 2026, page 90")
    manager.fills("Day", "19").fills("Month", "3").fills("Year", "2026")
    manager.presses("It agrees with the text")
    manager.sees("is marked as checked").sees("Against: Working Together 2026, page 90")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_administrator_adds_a_bank_holiday_and_reads_what_changed(own_site, visitors, scripts):
    administrator = visitors(own_site, scripts=scripts)
    administrator.signs_in_as("System administrator")
    administrator.goes_to("/clocks/calendar/").presses("Add a bank holiday")
    administrator.fills("Day", "9").fills("Month", "5").fills("Year", "2030")
    administrator.fills("What is it called?", "A national day").presses("Save")
    administrator.goes_to("/clocks/calendar/?year=2030").sees("A national day").sees("Entered by hand")
    administrator.goes_to("/clocks/changes/").sees("WT2023 to WT2026").follows("WT2018 to WT2023").sees("SIN-4")


def test_on_a_phone_an_agency_member_reads_why_a_date_is_what_it_is(own_site, visitors):
    member = visitors(own_site, phone=True)
    member.signs_in_as("Agency member")
    member.goes_to("/").follows(re.compile("^Why this date"))
    member.sees("Why this date").sees("History").sees("Started")
