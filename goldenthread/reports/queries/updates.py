"""Joint updates to other boards: their parts, and the document they make."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records
from goldenthread.releases.rules.audiences import BOARD
from goldenthread.reports.document import frozen, small, tree
from goldenthread.reports.document.reading import read
from goldenthread.reports.models import JointUpdate, UpdatePart
from goldenthread.workbench import materials

UPDATE = "reports.update"


@dataclass(frozen=True, slots=True)
class Told:
    """A joint update as it stands: its document as plain data, names under which there is nothing, and small numbers."""

    document: dict[str, Any]
    unknown: tuple[str, ...]
    small: tuple[small.SmallNumber, ...]


@reads
def updates(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[JointUpdate]:
    """Return the joint updates the viewer may know of, the latest first, each with its parts."""
    found = JointUpdate.objects.filter(record__in=records.visible(viewer, kind=UPDATE))
    if partnership is not None:
        found = found.filter(partnership=partnership)
    parts = UpdatePart.objects.select_related("agency", "deadline").order_by("place", "id")
    return found.select_related("record", "partnership", "deadline").prefetch_related(Prefetch("parts", queryset=parts))


@reads
def update(viewer: Viewer, pk: UUID) -> JointUpdate:
    """Return one joint update; raises `NotFound`."""
    row = updates(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such update, or you are not allowed to see it.")
    return row


@reads
def update_part(viewer: Viewer, pk: UUID) -> UpdatePart:
    """Return one part of a joint update; raises `NotFound`."""
    known = updates(viewer).order_by().values("pk")
    row = (
        UpdatePart.objects.filter(pk=pk, update__in=known)
        .select_related("update__record", "agency", "deadline")
        .first()
    )
    if row is None:
        raise NotFound("There is no such part, or you are not allowed to see it.")
    return row


@reads
def may_write_part(viewer: Viewer, part: UpdatePart) -> bool:
    """Say whether the viewer may write a part: those who write reports, and members of its agency."""
    writes = viewer.may(Permission.REPORT_WRITE, partnership=part.update.partnership_id)
    return writes or viewer.may(Permission.REPORT_COMMENT, agency=part.agency_id)


@reads
def told(viewer: Viewer, pk: UUID) -> Told:
    """Put a joint update together as ``viewer`` sees it; one that was given is as it was then."""
    row = update(viewer, pk)
    if row.document is not None:
        return Told(row.document, (), tuple(small.find(row.document)))
    home = partnerships.partnerships(viewer).get(pk=row.partnership_id)
    written = [("introduction", "Introduction", row.introduction)] if row.introduction else []
    written += [(f"part-{each.place}", each.agency.title, each.text) for each in row.parts.all()]
    nodes = [(code, heading, read(text)) for code, heading, text in written]
    used = dict.fromkeys(key for _, _, each in nodes for key in tree.keys(each))
    reader = viewer.reading_for(BOARD)
    found = {key: materials.build(reader, row.partnership_id, row.period, key) for key in used}
    blocks = {key: frozen.freeze(each) for key, each in found.items() if each is not None}
    document = {
        "title": row.title,
        "partnership": home.name,
        "slug": home.slug,
        "start": row.start.isoformat(),
        "end": row.end.isoformat(),
        "period": row.period.name,
        "content_set": f"Joint update to: {row.board}",
        "approved_by": "",
        "sections": [_section(code, heading, each, blocks) for code, heading, each in nodes],
        "blocks": blocks,
    }
    unknown = tuple(f"[[{key}]]" for key in used if key not in blocks)
    return Told(document, unknown, tuple(small.find(document)))


def _section(code: str, heading: str, nodes: tuple[tree.Node, ...], blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": code,
        "heading": heading,
        "required": False,
        "complete": bool(nodes),
        "plain": "",
        "keys": [key for key in dict.fromkeys(tree.keys(nodes)) if key in blocks],
        "nodes": [node.plain() for node in nodes],
    }
