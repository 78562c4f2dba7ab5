"""What an evidence pack tells of the area."""

from datetime import date

import pytest

from goldenthread.foundation.periods import Period
from goldenthread.scrutiny import operations, packing
from goldenthread.workbench import packs
from tests.factories.scrutiny import AT

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 4, 1), date(2026, 4, 30))
INSPECTIONS, _, _, VISITS = packing.PARTS


def test_inspections_are_told_with_their_grades_and_how_far_what_they_asked_for_has_come(site):
    made = site.asked("Plans drift", scale="ofsted_four")
    operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("Overall", "good", "Steady.")])
    [piece] = packs.pieces(site.manager, INSPECTIONS, site.place, YEAR)
    assert (piece.record, piece.about) == (made, "Joint targeted area inspection")
    told = piece.tell().text
    for words in (
        "22 to 26 September 2025, letter of 14 November 2025",
        "- Overall: Good: Steady.",
        "Plans drift: no action yet",
    ):
        assert words in told


def test_visits_of_the_period_are_told_with_what_they_bring_back_and_the_reply(site):
    made = site.written()
    operations.reply(by=site.members[1], at=AT, visit=made, words="Monthly from May.")
    [piece] = packs.pieces(site.manager, VISITS, site.place, YEAR)
    told = piece.tell().text
    for words in ("Who went: Member 1.", "A calm ward.", "- To change: Supervision is late", "Monthly from May."):
        assert words in told
    assert packs.pieces(site.manager, VISITS, site.place, Period(date(2024, 4, 1), date(2025, 3, 31))) == []


def test_a_stranger_finds_neither_part(site):
    site.asked("One")
    site.written()
    for part in packing.PARTS:
        assert packs.pieces(site.stranger, part, site.place, YEAR) == []
