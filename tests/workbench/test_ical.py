"""Due dates as a calendar program reads them."""

from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Calendar

from goldenthread.workbench.ical import DueDate, calendar

STAMP = datetime(2026, 4, 1, 9, tzinfo=UTC)


def events(*dates):
    return Calendar.from_ical(calendar("My work", dates)).walk("VEVENT")


def test_a_day_is_a_whole_day():
    (event,) = events(DueDate("a@example.org", "Reply", date(2026, 4, 2), STAMP))
    assert event["DTSTART"].dt == date(2026, 4, 2)
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_a_moment_is_given_in_utc_whatever_the_clock_on_the_wall_shows():
    summer = timezone(timedelta(hours=1))
    (event,) = events(DueDate("a@example.org", "Reply", datetime(2026, 7, 2, 9, tzinfo=summer), STAMP))
    assert event["DTSTART"].to_ical() == b"20260702T080000Z"
    assert b"VTIMEZONE" not in calendar("My work", [])


def test_words_that_mean_something_to_calendars_are_escaped():
    text = calendar("My work", [DueDate("a@example.org", "Reply; to, them\nnow", date(2026, 4, 2), STAMP)])
    assert rb"SUMMARY:Reply\; to\, them\nnow" in text


def test_lines_are_folded_so_that_every_program_reads_them():
    text = calendar("My work", [DueDate("a@example.org", "x" * 300, date(2026, 4, 2), STAMP, description="é" * 100)])
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert Calendar.from_ical(text).walk("VEVENT")[0]["SUMMARY"] == "x" * 300
