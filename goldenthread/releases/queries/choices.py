"""What a form for preparing a release lets people choose from."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.releases.rules.periods import code_of

Choices = list[tuple[str, str]]


@reads
def partnerships_to_prepare(viewer: Viewer) -> Choices:
    """Return the partnerships for which the viewer may prepare releases: (id, name)."""
    return evidence.places_to_keep(viewer, Permission.RELEASE_PREPARE)


@reads
def partnerships_to_decide(viewer: Viewer) -> Choices:
    """Return the partnerships for which the viewer may decide what each audience sees: (id, name)."""
    return evidence.places_to_keep(viewer, Permission.RELEASE_APPROVE)


@reads
def indicators_to_choose(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the indicators of a partnership that have figures: (code, name)."""
    held = evidence.readings(viewer).order_by().values("indicator")
    rows = evidence.indicators(viewer, partnership).filter(pk__in=held)
    return list(rows.values_list("code", "name"))


@reads
def periods_to_choose(viewer: Viewer, partnership: UUID) -> tuple[Choices, Choices]:
    """Return the periods and the breakdowns for which there are figures, newest first: (value, words)."""
    rows = evidence.readings(viewer).filter(indicator__partnership=partnership).order_by("-end", "-start")
    kept = dict.fromkeys(Period(start, end) for start, end in rows.values_list("start", "end").distinct())
    dimensions = sorted({cuts.dimensions(cut) for cut in rows.exclude(cut="").values_list("cut", flat=True).distinct()})
    words = [(each, " and ".join(cuts.DIMENSIONS[name] for name in each.split(";"))) for each in dimensions]
    return [(code_of(each), say(each)) for each in kept], words
