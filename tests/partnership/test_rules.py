"""The rules of the partnership, in plain Python."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from goldenthread.partnership.rules import frequency, membership, stages

PAGE = Path(__file__).resolve().parents[2] / "docs" / "areas" / "partnership.md"


def test_the_picture_of_the_stages_is_the_table_of_the_stages():
    assert stages.diagram() in PAGE.read_text()


def test_every_stage_can_be_reached_and_leads_somewhere_known():
    reached = {stages.FIRST, *(after for stage in stages.STAGES.values() for after in stage.next)}
    assert reached == set(stages.STAGES)
    assert stages.why_not("closed", "oversight").startswith("The group has closed")
    assert stages.why_not("", "oversight") == "Only a time-limited group has stages."
    assert stages.why_not("oversight", "elsewhere") == "Choose one of the stages listed."


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        (date(2014, 4, 1), 24, date(2016, 3, 31)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 1), 1, date(2024, 12, 31)),
    ],
)
def test_a_term_of_whole_months_ends_the_day_before_it_would_begin_again(begins, months, ends):
    assert membership.last_day_of_term(begins, months) == ends


def test_words_with_two_meanings_are_known():
    assert frequency.two_meanings(" Bi-Annual ")
    assert not frequency.two_meanings("quarterly")
    assert frequency.readings("when needed") == ()


@pytest.mark.parametrize(
    ("months", "words"),
    [(None, ""), (1, "every month"), (2, "every 2 months"), (Decimal("0.50"), "twice a month"), (24, "every 2 years")],
)
def test_months_are_said_in_words(months, words):
    assert frequency.in_words(months) == words


@pytest.mark.parametrize("capacity", ["observer", "adviser", "critical_friend", "youth", "parent", "support", "nobody"])
def test_some_never_take_part_in_decisions(capacity):
    assert not membership.votes(capacity, seat_votes=True)
