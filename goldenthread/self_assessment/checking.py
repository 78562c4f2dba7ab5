"""What can be wrong with rounds of self-assessment, for the nightly data checks."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import short_date
from goldenthread.self_assessment import queries
from goldenthread.workbench.checks import DataCheck, Found, Severity


def missing(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the returns that were not signed by their day, in rounds that are still open."""
    for row in queries.returns(viewer).filter(signed_at__isnull=True, round__closed_at=None, round__sign_by__lt=on):
        yield Found(
            f"missing:{row.pk}",
            row.record.title,
            f"It was to be signed by {short_date(row.round.sign_by)}.",
            record=row.pk,
            partnership=row.round.partnership_id,
            address=reverse("self_assessment:return", args=[row.pk]),
        )


def unchallenged(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the closed rounds of section 11 after which no sector was challenged: sessions follow every year."""
    found = queries.rounds(viewer).filter(asked__bank__purpose="section_11", closed_at__isnull=False)
    for row in found.filter(sessions__isnull=True):
        yield Found(
            f"unchallenged:{row.pk}",
            row.record.title,
            "No challenge session was held after it.",
            record=row.pk,
            partnership=row.partnership_id,
            address=reverse("self_assessment:round", args=[row.pk]),
        )


CHECKS = (
    DataCheck(
        "self_assessment.missing",
        "Self-assessments that were not returned",
        Severity.LOOK,
        "Every agency answers section 11, and every school section 175/157, each year. What nobody returned nobody can watch.",
        "Write to the agency, give the round more time, or close it.",
        missing,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "self_assessment.unchallenged",
        "Rounds of section 11 after which no sector was challenged",
        Severity.NOTE,
        "Challenge sessions follow section 11 each year, with young people on the panel.",
        "Hold a session, and record it on the page of the round.",
        unchallenged,
        eyes=SCRUTINEER,
    ),
)
