"""Reports for tests, made by the product's own operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.reports import operations, queries
from tests.factories import viewers

AT = datetime(2018, 9, 3, 10, 0, tzinfo=UTC)


def report(partnership: UUID, by: Any = None, **fields: Any) -> UUID:
    """Return the id of a new report about 2017-18."""
    by = by or viewers.business_manager(partnership)
    days = {"start": date(2017, 4, 1), "end": date(2018, 3, 31)} | fields
    return operations.start(by=by, at=AT, partnership=partnership, **days)


def write_all(report: UUID, by: Any, text: str = "What we did.") -> None:
    """Write the same words in every section."""
    for section in queries.report(by, report).sections.all():
        operations.write_section(by=by, at=AT, section=section.pk, text=text, seen=section.edition)


def published(report: UUID, by: Any, chair: Any, text: str = "What we did.") -> UUID:
    """Write, approve and publish a report; return the id of its edition."""
    write_all(report, by, text)
    operations.approve(by=chair, at=AT, report=report)
    return operations.publish(by=by, at=AT, report=report)


def asked_for(partnership: UUID, by: Any, **fields: Any) -> UUID:
    """Ask for a report about private fostering in 2017-18; return its id."""
    known = {"topic": "private_fostering", "start": date(2017, 4, 1), "end": date(2018, 3, 31)}
    return operations.ask_for(by=by, at=AT, partnership=partnership, **{**known, **fields})


def update(partnership: UUID, by: Any, **fields: Any) -> UUID:
    """Begin a joint update to the health and wellbeing board; return its id."""
    known = {"board": "Health and wellbeing board", "start": date(2017, 4, 1), "end": date(2018, 3, 31)}
    return operations.begin_update(
        by=by, at=AT, partnership=partnership, **{**known, "due": date(2018, 10, 1), **fields}
    )
