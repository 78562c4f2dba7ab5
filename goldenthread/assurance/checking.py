"""What can be wrong with what was asked, for the nightly data checks."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import queries, rules
from goldenthread.foundation.text import short_date
from goldenthread.workbench.checks import DataCheck, Found, Severity


def unanswered(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield what an agency was asked for by a day that has passed."""
    for row in queries.late(viewer).filter(due_on__lt=on):
        yield Found(
            str(row.pk),
            row.title,
            f"{row.agency.title} was asked to answer by {short_date(row.due_on)}.",
            record=row.pk,
            partnership=row.partnership_id,
            address=reverse("assurance:enquiry", args=[row.pk]),
        )


def undecided(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the exceptions that the Executive was to decide by a day that has passed."""
    for row in queries.exceptions(viewer).filter(state=rules.REPORTED, due_on__lt=on):
        yield Found(
            str(row.pk),
            row.title,
            f"{row.executive.title} was to decide by {short_date(row.due_on)}.",
            record=row.pk,
            partnership=row.partnership_id,
            address=reverse("assurance:exception", args=[row.pk]),
        )


CHECKS = (
    DataCheck(
        "assurance.unanswered",
        "Agencies have not answered",
        Severity.LOOK,
        "A question about the data that nobody answers leaves the group without an explanation.",
        "Ask the agency, type in an answer that came another way, or withdraw the question with the reason.",
        unanswered,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "assurance.undecided",
        "Exceptions are not decided",
        Severity.LOOK,
        "An apparent risk was put to the Executive, and nobody has recorded what it decided.",
        "Record what the Executive decided, or take the exception back with the reason.",
        undecided,
        eyes=SCRUTINEER,
    ),
)
