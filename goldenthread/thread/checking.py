"""What can be wrong on the thread, for the nightly data checks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import short_date
from goldenthread.records.presenters import address_of
from goldenthread.thread import queries
from goldenthread.thread.models import Shortfall
from goldenthread.thread.rules import statuses
from goldenthread.workbench.checks import DataCheck, Found, Severity

UNJUDGED_DAYS, UNANSWERED_DAYS = 183, 42


def _about(record: Any, detail: str, key: str = "") -> Found:
    name = f"{record.reference}: {record.title}"[:250]
    return Found(key or str(record.pk), name, detail, record.pk, record.partnership_id, address_of(record))


def without_owner(viewer: Viewer, on: date) -> Iterator[Found]:
    """Yield open actions that no agency and no group owns."""
    rows = queries.actions(viewer).exclude(status__in=statuses.SETTLED)
    for row in rows.filter(record__owner_agency__isnull=True, record__owner_group__isnull=True):
        yield _about(row.record, "No agency and no group owns it.")


def without_date(viewer: Viewer, on: date) -> Iterator[Found]:
    """Yield actions still to be done that have no date."""
    for row in queries.actions(viewer, status=statuses.RUNNING).filter(deadline__isnull=True):
        said = f"Its date was only said: “{row.due_words}”." if row.due_words else "It has no date."
        yield _about(row.record, said)


def overdue_and_silent(viewer: Viewer, on: date) -> Iterator[Found]:
    """Yield actions that are overdue, and of which nothing was said since they were due."""
    for row in queries.actions(viewer, status=statuses.RUNNING).filter(
        deadline__status="open", deadline__due_on__lt=on
    ):
        if row.deadline is not None and row.updated_on <= row.deadline.due_on:
            yield _about(
                row.record,
                f"It was due on {short_date(row.deadline.due_on)}; the last word is of {short_date(row.updated_on)}.",
            )


def complete_not_judged(viewer: Viewer, on: date) -> Iterator[Found]:
    """Yield actions that have been complete for half a year without a judgement of the difference they made."""
    since = date.fromordinal(on.toordinal() - UNJUDGED_DAYS)
    for row in queries.actions(viewer, status=[statuses.COMPLETE]).filter(completed_on__lt=since):
        yield _about(row.record, f"It was complete on {short_date(row.completed_on or since)}.")


def unanswered(viewer: Viewer, on: date) -> Iterator[Found]:
    """Yield answers to recommendations that have been outstanding for six weeks."""
    since = date.fromordinal(on.toordinal() - UNANSWERED_DAYS)
    for row in queries.unanswered(viewer).filter(recommendation__record__opened_on__lt=since):
        yield _about(row.recommendation.record, f"{row.agency.title} has not answered.", str(row.pk))


def shortfalls_run_out(viewer: Viewer, on: date) -> Iterator[Found]:
    """Yield accepted shortfalls whose last day has passed."""
    known = queries.actions(viewer, status=[statuses.SHORTFALL]).order_by().values("pk")
    rows = Shortfall.objects.filter(action__in=known, ended_on__isnull=True, until_on__lt=on)
    for row in rows.select_related("action__record"):
        yield _about(row.action.record, f"The shortfall was accepted until {short_date(row.until_on)}.")


CHECKS = (
    DataCheck(
        "thread.no_owner",
        "An action has no owner",
        Severity.STOP,
        "What nobody owns, nobody does.",
        "Give it to an agency, or to a group.",
        without_owner,
    ),
    DataCheck(
        "thread.silent",
        "An overdue action has gone quiet",
        Severity.LOOK,
        "The group that oversees it cannot tell whether children are waiting for it.",
        "Ask its owner for an update, or change the date with a reason.",
        overdue_and_silent,
    ),
    DataCheck(
        "thread.unjudged",
        "An action is long complete, and nobody has judged its impact",
        Severity.LOOK,
        "Done is not the same as better: without a judgement the partnership cannot say what it achieved.",
        "Judge what difference it made, or say that it is too early and when to look again.",
        complete_not_judged,
    ),
    DataCheck(
        "thread.unanswered",
        "A recommendation waits for an answer",
        Severity.LOOK,
        "An agency that has neither accepted nor refused owes the partnership a reason.",
        "Ask the agency, or answer for it with its reason.",
        unanswered,
    ),
    DataCheck(
        "thread.shortfall",
        "An accepted shortfall has run out",
        Severity.LOOK,
        "It was accepted for a time only.",
        "Take the action up again, or accept the shortfall anew with a reason.",
        shortfalls_run_out,
    ),
    DataCheck(
        "thread.no_date",
        "An action has no date",
        Severity.NOTE,
        "Without a date it never comes onto anybody's list.",
        "Give it a date, beside the words in which it was said.",
        without_date,
    ),
)
