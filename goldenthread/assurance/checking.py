"""What can be wrong with what was asked, for the nightly data checks."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.assurance import keeping, queries, rules
from goldenthread.foundation.text import short_date
from goldenthread.partnership import queries as partnerships
from goldenthread.workbench.checks import DataCheck, Found, Severity


def _readers(viewer: Viewer) -> list[tuple[Viewer, UUID]]:
    """Return whoever runs the checks as the scrutineer of each partnership: the operator reads none of this."""
    homes = partnerships.partnerships(viewer).values_list("pk", flat=True)
    return [(keeping.scrutineer(viewer, home), home) for home in homes]


def unanswered(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield what an agency was asked for by a day that has passed."""
    readers = _readers(viewer)
    for row in (row for by, home in readers for row in queries.late(by, partnership=home).filter(due_on__lt=on)):
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
    readers = _readers(viewer)
    late = {"state": rules.REPORTED, "due_on__lt": on}
    for row in (row for by, home in readers for row in queries.exceptions(by, partnership=home).filter(**late)):
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
    ),
    DataCheck(
        "assurance.undecided",
        "Exceptions are not decided",
        Severity.LOOK,
        "An apparent risk was put to the Executive, and nobody has recorded what it decided.",
        "Record what the Executive decided, or take the exception back with the reason.",
        undecided,
    ),
)
