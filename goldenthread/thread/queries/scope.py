"""What a viewer may know of in the thread, as conditions on records that the spine asks for."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.records import kinds
from goldenthread.records import queries as records
from goldenthread.thread.models import Action, Finding, Recommendation, Theme

FINDING, RECOMMENDATION, ACTION = "thread.finding", "thread.recommendation", "thread.action"
NOTHING_HERE = "There is nothing here, or you are not allowed to see it."


@reads
def in_reach(viewer: Viewer, prefix: str = "") -> Q:
    """Return the condition on what stands on the thread: that of partnerships, groups and agencies in reach.

    ``prefix`` is how a table reaches the record, such as ``record__``: a condition without a question inside.
    """
    reach = viewer.reach(Permission.THREAD_VIEW)
    if reach.everywhere:
        return Q()
    places = {"partnership": reach.around, "owner_agency": reach.agencies, "owner_group": reach.groups}
    found = Q()
    for name, ids in places.items():
        found |= Q(**{f"{prefix}{name}__in": ids})
    return found


@reads
def of_actions(viewer: Viewer) -> Q:
    """Return the condition on records of actions: those in reach, and those in the viewer's own hands."""
    reach = in_reach(viewer)
    if viewer.person_id is None or not reach:  # everything, or what is in hand, would be what is in hand
        return reach
    return reach | Q(pk__in=Action.objects.filter(owner_person=viewer.person_id).values("pk"))


@reads
def of_findings(viewer: Viewer) -> Q:
    """Return the condition on records of findings: in reach, and only where the viewer may know of what showed it."""
    return in_reach(viewer) & Q(Exists(Finding.objects.filter(source_known(viewer), pk=OuterRef("pk"))))


@reads
def source_known(viewer: Viewer, name: str = "source") -> Q:
    """Return the condition that the viewer may know of a finding's source; ``name`` is how a table reaches it."""
    return records.knows(viewer, name, besides=(FINDING,))


@reads
def known_findings(viewer: Viewer) -> QuerySet[Finding]:
    """Return the findings the viewer may know of: what `of_findings` says, without going round by the spine."""
    return Finding.objects.filter(in_reach(viewer, "record__"), source_known(viewer))


@reads
def known_recommendations(viewer: Viewer) -> QuerySet[Recommendation]:
    """Return the recommendations the viewer may know of."""
    return Recommendation.objects.filter(in_reach(viewer, "record__"))


@reads
def known_actions(viewer: Viewer) -> QuerySet[Action]:
    """Return the actions the viewer may know of: what `of_actions` says, without going round by the spine."""
    own = Q(owner_person=viewer.person_id) if viewer.person_id is not None else Q()
    if not viewer.may_somewhere(Permission.WORK_VIEW):
        return Action.objects.none()
    reach = in_reach(viewer, "record__")
    return Action.objects.filter(reach | own if reach else reach)


@reads
def known_themes(viewer: Viewer, partnership: UUID | None = None) -> QuerySet[Theme]:
    """Return the themes of the partnerships whose thread the viewer may see."""
    reach = viewer.reach(Permission.THREAD_VIEW)
    rows = Theme.objects.all() if reach.everywhere else Theme.objects.filter(partnership__in=reach.around)
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    return rows.select_related("partnership")


@reads
def hinting_kinds(viewer: Viewer) -> list[str]:
    """Return the kinds that let it be said that there is something restricted, with its reference and no more."""
    return [kind.code for kind in kinds.every() if kind.hint and not kind.walled]
