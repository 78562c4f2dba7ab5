"""Signals that the figures themselves give."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.evidence import operations, signalling
from goldenthread.evidence.signals import Kind
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.evidence import AT, Home, quarter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 2)
STEADY = [20, 22, 19, 21, 20, 23, 20, 21, 22, 19, 21, 20, 22]


@pytest.fixture
def home():
    return Home("exclusions", "taf_partner_led", "cla", "contacts")


def fill(home, code, values, of=None):
    for place, value in enumerate(values):
        home.supply(code, quarter(2014 + place // 4, place % 4 + 1), value, of)


def found(home, kind=None, on=TODAY, by=None):
    told = signalling.found(by or home.by, home.place, on)
    return [each for each in told if kind is None or each.kind == kind]


def test_a_steady_series_gives_none(home):
    fill(home, "exclusions", STEADY)
    assert found(home) == []


def test_more_than_chance_is_told_with_the_number_and_the_way_it_leans(home):
    fill(home, "exclusions", [*STEADY, 44])
    (signal,) = found(home, Kind.SPECIAL_CAUSE)
    assert signal.lean == "concern"
    assert "by more than chance: 44 children in Q2 2017-18" in signal.words
    assert signal.period == quarter(2017, 2)
    assert signal.facts == "44 outside high"
    (far,) = found(home, Kind.OUTLIER)
    assert "far from the other 13 values. Is it a slip?" in far.words


def test_a_handful_of_figures_is_no_signal_and_few_are_provisional(home):
    fill(home, "exclusions", [20, 21, 90])
    assert found(home) == []
    fill(home, "contacts", [*STEADY[:9], 90])
    (signal,) = found(home, Kind.SPECIAL_CAUSE)
    assert "provisional" in signal.words
    (far,) = found(home, Kind.OUTLIER)
    assert "can happen by itself" in far.words


def agree(home, **changes):
    given = {
        "by": home.by, "at": AT, "indicator": home.ids["taf_partner_led"], "start": date(2015, 4, 1),
        "value": Decimal(80), "at_least": True, "source": "Plan", "agreed_on": date(2017, 3, 1), "agreed_by": "Executive",
    }  # fmt: skip
    operations.set_target(**given | changes)


def test_a_missed_target_is_told_unless_the_shortfall_is_accepted_on_that_day(home):
    fill(home, "taf_partner_led", [60] * 13, 100)
    agree(home)
    (signal,) = found(home, Kind.TARGET)
    assert "60.0% in Q1 2017-18, and the target is at least 80.0%" in signal.words
    assert signal.lean == "concern"
    operations.accept_shortfall(
        by=home.by, at=AT, indicator=home.ids["taf_partner_led"], start=date(2026, 4, 1), end=date(2026, 6, 30),
        owner=bodies.person("Head of early help", agency=home.supplier).pk, reason="Schools join.", accepted_by="Executive",
    )  # fmt: skip
    assert found(home, Kind.TARGET) == []
    assert len(found(home, Kind.TARGET, on=date(2026, 7, 1))) == 1


def test_a_nearly_met_target_is_told_softly(home):
    fill(home, "taf_partner_led", [79] * 13, 100)
    agree(home, near=Decimal(75))
    (signal,) = found(home, Kind.TARGET)
    assert signal.words.endswith("It is nearly met.")
    assert signal.lean == "neutral"


def test_a_part_that_is_larger_is_told_once_for_its_newest_period(home):
    fill(home, "exclusions", [9, 9])
    fill(home, "cla", [8, 8])
    operations.declare_containment(by=home.by, at=AT, part=home.ids["exclusions"], whole=home.ids["cla"])
    (signal,) = found(home, Kind.INCONSISTENT)
    assert signal.period == quarter(2014, 2)
    assert "more than the 8 of" in signal.words


def test_retired_indicators_are_left_alone_and_others_learn_nothing(home):
    fill(home, "exclusions", [*STEADY, 44])
    assert found(home, by=viewers.holding("qa_officer", partnership=Home().place)) == []
    operations.retire(by=home.by, at=AT, indicator=home.ids["exclusions"], seen=1, on=date(2026, 1, 1))
    assert found(home) == []


def test_signals_take_a_fixed_number_of_questions(home):
    def count():
        with CaptureQueriesContext(connection) as asked:
            found(home)
        return len(asked)

    fill(home, "exclusions", [*STEADY, 44])
    before = count()
    for code in ("cla", "contacts"):
        fill(home, code, [*STEADY, 44])
    assert count() == before
