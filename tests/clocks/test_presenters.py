"""What stands beside a date."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.clocks import operations
from goldenthread.clocks.presenters import clock_face
from tests.factories.clocks import AT, fresh, started


def face(row, now):
    return clock_face(fresh(row.pk), now)


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        (datetime(2026, 4, 2, 16, tzinfo=UTC), "soon", "Due in 5 working days"),
        (datetime(2026, 4, 12, 12, tzinfo=UTC), "soon", "Due in 1 working day"),
        (datetime(2026, 4, 13, 21, tzinfo=UTC), "soon", "Due today"),
        (datetime(2026, 4, 14, 9, tzinfo=UTC), "over", "Overdue by 1 working day"),
        (datetime(2026, 4, 20, 9, tzinfo=UTC), "over", "Overdue by 5 working days"),
    ],
)
def test_the_days_left_are_working_days(scene, now, state, words):
    found = face(started(scene.thing), now)
    assert (found.state, found.words, found.date_words) == (state, words, "13 April 2026")


def test_far_off_is_due(scene):
    row = started(scene.thing, rule="LCSPR-1")
    assert face(row, AT).state == "due"


def test_a_rule_nobody_has_checked_says_so_beside_its_date(scene):
    found = face(started(scene.thing), AT)
    assert found.unverified
    assert found.unverified_words == "Not checked against the guidance"
    assert found.rule_words == "SIN-1, WT2026: within 5 working days"
    assert "Day one is Tuesday 7 April 2026" in found.why


def test_a_date_set_by_people_needs_no_check(scene):
    found = face(started(scene.thing, due=date(2026, 5, 1), title="T", why="Set by the group"), AT)
    assert (found.unverified_words, found.rule_words, found.why) == ("", "Date set by people", "Set by the group")


def test_a_date_on_a_saturday_is_overdue_in_days_until_a_working_day_has_passed(scene):
    row = started(scene.thing, due=date(2026, 4, 18), title="T", why="W")
    assert face(row, datetime(2026, 4, 17, 9, tzinfo=UTC)).words == "Due on 18 April 2026"
    assert face(row, datetime(2026, 4, 19, 9, tzinfo=UTC)).words == "Overdue by 1 day"


def test_hours_are_said_in_hours(scene):
    row = started(scene.thing, rule="MIS-1", trigger=AT)
    assert face(row, AT + timedelta(hours=1)).words == "Due in 71 hours"
    assert face(row, AT + timedelta(hours=71, minutes=30)).words == "Due within the hour"
    assert face(row, AT + timedelta(hours=75)).words == "Overdue by 3 hours"
    assert face(row, AT + timedelta(hours=72 + 24 * 6)).words == "Overdue by 4 working days"
    assert face(row, AT).date_words == "5 April 2026 at 4:00pm"
    assert face(row, AT - timedelta(hours=10)).state == "soon"


def test_met_late_paused_and_cancelled_are_told_apart(scene):
    on_time, late, paused, cancelled = (
        started(scene.thing, rule=rule) for rule in ("SIN-1", "SIN-1", "LCSPR-1", "SIN-1")
    )
    operations.complete(by=scene.manager, at=AT, deadline=on_time.pk)
    operations.complete(by=scene.manager, at=datetime(2026, 4, 15, 9, tzinfo=UTC), deadline=late.pk)
    operations.pause(by=scene.manager, at=AT, deadline=paused.pk, reason="coroner")
    operations.cancel(by=scene.manager, at=AT, deadline=cancelled.pk, why="x")
    now = datetime(2026, 5, 1, 9, tzinfo=UTC)
    told = [
        (face(row, now).state, face(row, now).words, face(row, now).late) for row in (on_time, late, paused, cancelled)
    ]
    assert told == [
        ("met", "Met on 2 April 2026", False),
        ("met", "Done on 15 April 2026, 2 working days late", True),
        ("hold", "Paused", False),
        ("hold", "Cancelled", False),
    ]


def test_years_the_calendar_does_not_know_are_counted_roughly(scene):
    row = started(scene.thing, due=date(2044, 5, 2), title="T", why="W")
    assert face(row, AT).words.endswith("working days")
