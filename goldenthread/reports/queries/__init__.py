"""Every read of the reports: from the viewer, and no more than the viewer may know."""

from goldenthread.reports.queries.compiling import Compiled, compiled, offers
from goldenthread.reports.queries.published import file_of, latest, of_period, published_edition, published_reports
from goldenthread.reports.queries.rows import (
    KIND,
    edition,
    editions,
    places_to_start,
    report,
    report_of,
    reports,
    section,
    visible,
)

__all__ = [
    "KIND",
    "Compiled",
    "compiled",
    "edition",
    "editions",
    "file_of",
    "latest",
    "of_period",
    "offers",
    "places_to_start",
    "published_edition",
    "published_reports",
    "report",
    "report_of",
    "reports",
    "section",
    "visible",
]
