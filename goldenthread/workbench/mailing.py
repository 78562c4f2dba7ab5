"""Reminders and digests: who gets which, and their words. A mail is told once, however often the night's work is begun."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from goldenthread.access.identity import viewer_for
from goldenthread.access.viewer import Viewer
from goldenthread.clocks.rules import BeyondCalendar, Calendar
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.foundation.text import counted, short_date
from goldenthread.jobs import mail, progress
from goldenthread.workbench import moments, presenters, rules
from goldenthread.workbench.due import Moment
from goldenthread.workbench.models import MailPreference
from goldenthread.workbench.queries import due
from goldenthread.workbench.queries import preferences as queries
from goldenthread.workbench.rules import Bucket

_log = logging.getLogger(__name__)
MOST_LINES = 40


def write_all(now: datetime) -> int:
    """Write to every open account that wants it; one account that fails stops no other. Returns how many mails were kept."""
    emails = list(queries.readers_of_mail())
    written = 0
    for number, email in enumerate(emails):
        try:
            written += _write_to(email, now)
        except Exception:
            _log.exception("No mail about work could be written to one account.")
        progress(number + 1, len(emails), "accounts")
    return written


def _write_to(email: str, now: datetime) -> int:
    try:
        viewer = replace(viewer_for(email, through="job"), opened=frozenset())
    except GoldenThreadError:
        return 0
    wanted = queries.mail_preference(viewer)
    when, calendar = moments.at(viewer, now)
    rows = list(due.listed(viewer, due.outside(viewer), when)[:500])
    written = _remind(viewer, wanted, rows, when, calendar) if wanted.reminders else 0
    if rules.digest_is_due(wanted.digest, when.today, calendar.is_working_day):
        written += _digest(viewer, wanted, rows, when, calendar)
    return written


def _remind(viewer: Viewer, wanted: MailPreference, rows: list[Any], when: Moment, calendar: Calendar) -> int:
    written = 0
    for row, days in _coming(rows, when, calendar):
        (line,) = presenters.lines([row], {}, when, calendar)
        text = "\n".join([*_said(line), "", _footer()])
        subject = f"Due in {counted(days, 'working day')}: {line.title}"
        written += mail.send(viewer.email, subject, text, f"reminder:{row.pk}:{viewer.user_id}:{row.due_on}:{days}")
    return written


def _coming(rows: list[Any], when: Moment, calendar: Calendar) -> Iterator[tuple[Any, int]]:
    """The lines that are due in exactly as many working days as a reminder goes out before."""
    for row in rows:
        if row.status != "open" or row.due_on < when.today:
            continue
        try:
            days = calendar.between(when.today, row.due_on)
        except BeyondCalendar:
            continue
        if days in rules.REMIND_WORKING_DAYS_BEFORE:
            yield row, days


def _digest(viewer: Viewer, wanted: MailPreference, rows: list[Any], when: Moment, calendar: Calendar) -> bool:
    soon = [each for each in presenters.lines(rows, {}, when, calendar) if each.bucket in (Bucket.OVERDUE, Bucket.SOON)]
    if not soon:
        return False
    late = sum(line.bucket is Bucket.OVERDUE for line in soon)
    subject = f"Your work: {late} overdue, {len(soon) - late} due in the next {rules.SOON_WORKING_DAYS} working days"
    parts: list[str] = []
    heading = None
    for line in soon[:MOST_LINES]:
        if line.bucket is not heading:
            heading = line.bucket
            parts += ["", heading.heading.upper()]
        parts += ["", *_said(line)]
    if len(soon) > MOST_LINES:
        parts += ["", f"And {counted(len(soon) - MOST_LINES, 'more line')} on the page."]
    text = "\n".join([f"What is due on {short_date(when.today)}.", *parts, "", _footer()])
    return mail.send(viewer.email, subject, text, f"digest:{viewer.user_id}:{wanted.digest}:{when.today.isoformat()}")


def _said(line: presenters.Line) -> list[str]:
    checked = " (not checked against the guidance)" if line.face.unverified else ""
    why = f"{line.face.rule_words}{checked}" + (f". {line.face.why}" if line.face.why else "")
    place = " · ".join(each for each in (line.whose, line.partnership) if each)
    return [line.title, f"{line.face.words}: {line.face.date_words}", f"{place}", f"Why: {why}"]


def _footer() -> str:
    home, choose = (settings.ADDRESS + reverse(f"workbench:{name}") for name in ("my_work", "mail"))
    return f"Open My work: {home}\nChange how often we write: {choose}"
