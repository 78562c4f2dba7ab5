"""What a call can ask, of whom, for which groups."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import library
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.rules import cuts
from goldenthread.partnership import queries as partnerships
from goldenthread.returns import catalogue

Choices = list[tuple[str, str]]


@reads
def agencies_to_ask(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the agencies of a partnership: (id, name)."""
    known = partnerships.agencies(viewer, partnership=partnership).order_by("name")
    return [(str(pk), name) for pk, name in known.values_list("pk", "name")]


@reads
def groups_to_tell(viewer: Viewer) -> Choices:
    """Return the groups that can receive a call's data: (id, name)."""
    known = partnerships.groups(viewer).order_by("name")
    return [(str(pk), name) for pk, name in known.values_list("pk", "name")]


@reads
def indicators_to_ask(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the indicators a partnership keeps: (code, name with its group)."""
    groups = library.groups()
    known = evidence.indicators(viewer, partnership).filter(retired_on__isnull=True)
    return [
        (code, f"{name} ({groups.get(group, group).lower()})")
        for code, name, group in known.values_list("code", "name", "group")
    ]


@reads
def usual_groups(viewer: Viewer, partnership: UUID, codes: list[str]) -> dict[str, list[str]]:
    """Return for each indicator the groups to ask for: those supplied before, else the usual ones of its breakdowns."""
    rows = evidence.indicators(viewer, partnership).filter(code__in=codes).prefetch_related("definitions")
    there: dict[UUID, list[str]] = {}
    supplied = evidence.readings(viewer).filter(indicator__in=[each.pk for each in rows]).exclude(cut="")
    for pk, cut in supplied.order_by("cut").values_list("indicator", "cut").distinct():
        there.setdefault(pk, []).append(cut)
    found = {}
    for row in rows:
        cells: list[str] = []
        for name in list(row.definitions.all())[-1].dimensions:
            known = [cut for cut in there.get(row.pk, ()) if cuts.dimensions(cut) == name]
            cells += known or [cuts.cut({name: value}) for value in catalogue.groups().get(name, ())]
        found[row.code] = cells
    return found
