"""Partnerships, agencies, people and groups for tests, made by the product's own operations."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.partnership import operations
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
_number = count(1)


def _by(fields: dict[str, Any]) -> Viewer:
    return fields.pop("by", None) or viewers.administrator()


def partnership(name: str = "", **fields: Any) -> Any:
    """Return a new partnership."""
    by, at = _by(fields), fields.pop("at", AT)
    name = name or f"Exampleshire {next(_number)} Safeguarding Children Partnership"
    fields.setdefault("from_on", date(2019, 6, 29))
    return operations.create_partnership(by=by, at=at, name=name, **fields)


def agency(name: str = "", *, partnership: UUID | None = None, **fields: Any) -> Any:
    """Return a new agency, belonging to ``partnership`` as a relevant agency unless ``agency_class`` says otherwise."""
    by, at = _by(fields), fields.pop("at", AT)
    name = name or f"Example agency {next(_number)}"
    fields.setdefault("kind", "other")
    fields.setdefault("serves_from", date(2019, 6, 29))
    return operations.add_agency(by=by, at=at, name=name, partnership=partnership, **fields)


def serving(agency: Any, *partnerships: UUID, **fields: Any) -> Any:
    """Make an agency serve more partnerships, as relevant agency unless told otherwise."""
    by, at = _by(fields), fields.pop("at", AT)
    fields.setdefault("agency_class", "relevant")
    fields.setdefault("from_on", date(2019, 6, 29))
    for each in partnerships:
        operations.classify_agency(by=by, at=at, agency=agency.pk, partnership=each, **fields)
    return agency


def person(name: str = "", *, partnership: UUID | None = None, **fields: Any) -> Any:
    """Return a new person kept by ``partnership``; with ``agency`` and ``job_title``, holding a post there."""
    by, at = _by(fields), fields.pop("at", AT)
    return operations.add_person(
        by=by, at=at, name=name or f"Example person {next(_number)}", partnership=partnership, **fields
    )


def group(name: str = "", *, partnership: UUID, **fields: Any) -> Any:
    """Return a new sub-group of ``partnership``, unless ``kind`` says otherwise."""
    by, at = _by(fields), fields.pop("at", AT)
    fields.setdefault("kind", "sub_group")
    fields.setdefault("from_on", date(2019, 6, 29))
    return operations.create_group(
        by=by, at=at, name=name or f"Example group {next(_number)}", partnership=partnership, **fields
    )


def member(group: Any, person: Any, **fields: Any) -> Any:
    """Return a membership of ``person`` in ``group``."""
    by, at = _by(fields), fields.pop("at", AT)
    fields.setdefault("from_on", date(2019, 6, 29))
    return operations.add_member(by=by, at=at, group=group.pk, person=person.pk, **fields)
