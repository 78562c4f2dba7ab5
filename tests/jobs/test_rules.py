from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.jobs import rules


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "after", "due"),
    [
        ("0 2 * * *", "2026-01-10T03:00", "2026-01-11T02:00"),
        ("0 2 * * *", "2026-07-10T03:00", "2026-07-11T01:00"),  # London is an hour ahead in summer
        ("*/15 * * * *", "2026-01-10T03:07", "2026-01-10T03:15"),
        ("30 7 * * 1-5", "2026-01-09T08:00", "2026-01-12T07:30"),  # Friday to Monday
        ("0 9 1 * *", "2026-01-10T03:00", "2026-02-01T09:00"),
        ("0 0 29 2 *", "2026-03-01T00:00", "2028-02-29T00:00"),
        ("0 6 1 * 0", "2026-01-02T00:00", "2026-01-04T06:00"),  # the first, or a Sunday
    ],
)
def test_the_next_time_is_reckoned_in_london(line, after, due):
    assert rules.next_time(rules.read_cron(line), moment(after)) == moment(due)


def test_a_time_that_the_spring_night_skips_falls_away():
    cron = rules.read_cron("30 1 * * *")
    assert rules.next_time(cron, moment("2026-03-28T12:00")) == moment("2026-03-30T00:30")


def test_a_time_that_the_autumn_night_repeats_is_taken_once():
    cron = rules.read_cron("30 1 * * *")
    first = rules.next_time(cron, moment("2026-10-24T12:00"))
    assert first == moment("2026-10-25T00:30")
    assert rules.next_time(cron, first) == moment("2026-10-26T01:30")


@pytest.mark.parametrize("line", ["", "* * * *", "60 * * * *", "a * * * *", "5-1 * * * *", "*/0 * * * *", "1- * * * *"])
def test_a_line_that_cannot_be_read_is_refused_with_a_sentence(line):
    with pytest.raises(rules.CronWrong, match="schedule"):
        rules.read_cron(line)


def test_a_line_that_is_never_due_is_refused():
    with pytest.raises(rules.CronWrong, match="never due"):
        rules.next_time(rules.read_cron("0 0 31 2 *"), moment("2026-01-01T00:00"))


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 59),
    st.integers(0, 23),
)
def test_the_next_time_is_always_later_and_on_the_minute(after, minute, hour):
    due = rules.next_time(rules.read_cron(f"{minute} {hour} * * *"), after)
    here = due.astimezone(rules.LONDON)
    assert due > after
    assert (here.minute, here.hour, here.second) == (minute, hour, 0)


def test_each_retry_waits_longer_and_never_more_than_six_hours():
    waits = [rules.seconds_before_retry(number) for number in range(1, 12)]
    assert waits[:4] == [30, 120, 480, 1920]
    assert waits == sorted(waits)
    assert max(waits) == 6 * 60 * 60


def test_work_is_tried_once_more_than_its_retries():
    assert rules.may_try_again(attempts=3, retries=3)
    assert not rules.may_try_again(attempts=4, retries=3)
