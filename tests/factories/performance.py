"""Profiles for tests, made by the product's own operations."""

from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.performance import operations, queries
from tests.factories.evidence import AT


def profile(by: Viewer, place: UUID, **fields: Any) -> UUID:
    """Make a profile."""
    fields.setdefault("form", "profile")
    fields.setdefault("title", "Neglect")
    return operations.add_profile(by=by, at=AT, partnership=place, **fields)


def section(by: Viewer, profile: UUID, *codes: str, **fields: Any) -> None:
    """Add a section to a profile."""
    fields.setdefault("title", "Plans")
    fields.setdefault("shape", "multiples")
    seen = queries.profile(by, profile).edition
    operations.put_section(by=by, at=AT, profile=profile, seen=seen, indicators=codes, **fields)
