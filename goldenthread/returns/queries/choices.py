"""What a call can ask, of whom, for which groups."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import library
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.rules import cuts
from goldenthread.foundation.text import listed
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
def indicators_to_ask(viewer: Viewer, partnership: UUID) -> list[tuple[str, str, Choices, dict[str, str]]]:
    """Return the indicators a partnership keeps, by group: the group's code and name, (code, name) of each, who supplies each."""
    known = evidence.indicators(viewer, partnership).filter(retired_on__isnull=True).prefetch_related("definitions")
    of: dict[str, tuple[Choices, dict[str, str]]] = {}
    for row in known:
        choices, hints = of.setdefault(row.group, ([], {}))
        choices.append((row.code, row.name))
        hints[row.code] = _who(list(row.definitions.all())[-1].details)
    order = [*library.groups(), *of]
    names = library.groups()
    return [(code, names.get(code, code), *of[code]) for code in dict.fromkeys(order) if code in of]


def _who(details: Any) -> str:
    who = f"Supplied by: {details.supplier_kind}" if details.supplier_kind else ""
    by = f"by {listed(cuts.DIMENSIONS[name].lower() for name in details.dimensions)}" if details.dimensions else ""
    return ", ".join(filter(None, (who, by)))


@reads
def breakdowns_to_ask(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the breakdowns that any indicator of a partnership has: (code, name)."""
    rows = evidence.indicators(viewer, partnership).filter(retired_on__isnull=True).prefetch_related("definitions")
    there = {name for row in rows for name in list(row.definitions.all())[-1].dimensions}
    return [(code, name) for code, name in cuts.DIMENSIONS.items() if code in there]


@reads
def usual_groups(
    viewer: Viewer, partnership: UUID, codes: Collection[str], dimensions: Collection[str] | None = None
) -> dict[str, list[str]]:
    """Return for each indicator the groups to ask for: those supplied before, else the usual ones of its breakdowns.

    ``dimensions``: of these breakdowns only.
    """
    rows = evidence.indicators(viewer, partnership).filter(code__in=codes).prefetch_related("definitions")
    there: dict[UUID, list[str]] = {}
    supplied = evidence.readings(viewer).filter(indicator__in=[each.pk for each in rows]).exclude(cut="")
    for pk, cut in supplied.order_by("cut").values_list("indicator", "cut").distinct():
        there.setdefault(pk, []).append(cut)
    found = {}
    for row in rows:
        cells: list[str] = []
        for name in list(row.definitions.all())[-1].dimensions:
            if dimensions is not None and name not in dimensions:
                continue
            known = [cut for cut in there.get(row.pk, ()) if cuts.dimensions(cut) == name]
            cells += known or [cuts.cut({name: value}) for value in catalogue.groups().get(name, ())]
        found[row.code] = cells
    return found
