"""Grouping of due work, and the days mail goes out."""

from datetime import date

import pytest

from goldenthread.workbench.rules import Bucket, bucket, digest_is_due

TODAY, HORIZON = date(2026, 4, 2), date(2026, 4, 13)
EASTER = {date(2026, 4, 3), date(2026, 4, 6)}


def working(day):
    return day.weekday() < 5 and day not in EASTER


@pytest.mark.parametrize(
    ("paused", "overdue", "due", "expected"),
    [
        (True, True, date(2026, 3, 1), Bucket.PAUSED),
        (False, True, date(2026, 4, 1), Bucket.OVERDUE),
        (False, False, HORIZON, Bucket.SOON),
        (False, False, date(2026, 4, 14), Bucket.LATER),
    ],
)
def test_a_line_stands_where_its_date_puts_it(paused, overdue, due, expected):
    assert bucket(paused=paused, overdue=overdue, due_on=due, horizon=HORIZON) is expected


def test_every_bucket_has_words():
    assert [each.heading for each in Bucket] == ["Overdue", "Next 5 working days", "Later", "Paused"]


@pytest.mark.parametrize(
    ("digest", "day", "goes"),
    [
        ("none", date(2026, 4, 2), False),
        ("daily", date(2026, 4, 2), True),
        ("daily", date(2026, 4, 3), False),  # Good Friday
        ("weekly", date(2026, 4, 6), False),  # Easter Monday
        ("weekly", date(2026, 4, 7), True),  # the first working day of that week
        ("weekly", date(2026, 4, 8), False),
        ("weekly", date(2026, 4, 13), True),
    ],
)
def test_a_digest_goes_out_on_working_days_only(digest, day, goes):
    assert digest_is_due(digest, day, working) is goes
