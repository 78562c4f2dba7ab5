"""The papers that hang on a partnership, a group, an agency or a memorandum, as their pages show them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.documents import presenters, queries
from goldenthread.documents.queries import Paper


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers of one record, and where another is added, if the viewer may."""

    papers: list[Paper]
    add: str
    words: Any = presenters


def shelf(viewer: Viewer, record: UUID) -> Shelf | None:
    """Return the papers of a record; None for those whose roles open no papers."""
    if not viewer.may_somewhere(Permission.DOCUMENT_VIEW):
        return None
    add = reverse("documents:add", args=[record]) if queries.may_edit(viewer, record) else ""
    return Shelf(queries.of_record(viewer, record), add)
