"""The triage list: what deserves a look, and what was decided about what was looked at."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import rules
from goldenthread.assurance.models import Look, Raised, WorkedOut
from goldenthread.evidence import queries as evidence
from goldenthread.foundation.errors import NotFound


@reads
def of_signals(viewer: Viewer) -> Q:
    """Return the condition on signals and looks: of partnerships in which, or for a group of which, the viewer triages."""
    reach = viewer.reach(Permission.ASSURANCE_TRIAGE)
    return Q() if reach.everywhere else Q(partnership__in=reach.around)


@reads
def raised(viewer: Viewer, *, to_look_at: bool = True) -> QuerySet[Raised]:
    """Return the signals as they were worked out last, the newest period first: those nobody has looked at as they now are."""
    found = Raised.objects.filter(of_signals(viewer))
    found = found.exclude(standing=rules.SEEN) if to_look_at else found
    return found.select_related("partnership", "indicator", "agency", "look__record").order_by("-end", "what")


@reads
def signal(viewer: Viewer, pk: UUID) -> Raised:
    """Return one signal; raises `NotFound`."""
    row = raised(viewer, to_look_at=False).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such signal any more, or you are not allowed to see it.")
    return row


@reads
def looks(viewer: Viewer, *, what: str = "", partnership: UUID | None = None) -> QuerySet[Look]:
    """Return what was decided about signals, the newest first; of one signal, or of all."""
    found = Look.objects.filter(of_signals(viewer)).select_related("partnership", "indicator", "agency", "record")
    found = found.filter(what=what) if what else found
    return found if partnership is None else found.filter(partnership=partnership)


@reads
def worked_out(viewer: Viewer) -> dict[UUID, datetime]:
    """Return when the signals of each partnership were worked out last."""
    return {row.partnership_id: row.at for row in WorkedOut.objects.filter(of_signals(viewer))}


@reads
def outdated(viewer: Viewer, partnership: UUID) -> bool:
    """Say whether figures have come in since the signals of a partnership were worked out, or they never were."""
    at = worked_out(viewer).get(partnership)
    new = evidence.readings(viewer, current=False).filter(indicator__partnership=partnership)
    return at is None or new.filter(entered_at__gt=at).exists()
