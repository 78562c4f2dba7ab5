"""Who may know of what is asked: an agency of its own, all agencies once the group has accepted the answer.

Whoever holds the permission for the partnership or for the asking group knows of everything it asks.
"""

from uuid import UUID

from django.db.models import Q

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import rules
from goldenthread.assurance.models import Enquiry
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records

Choices = list[tuple[str, str]]
CALL, REPORT = "assurance.call", "assurance.report"
KINDS = {rules.CALL: CALL, rules.REPORT: REPORT}


@reads
def of_enquiries(viewer: Viewer) -> Q:
    """Return the condition on records of calls for evidence and assurance reports that the viewer may know of."""
    reach = viewer.reach(Permission.ASSURANCE_VIEW)
    if reach.everywhere:
        return Q()
    read = Enquiry.objects.filter(state=rules.ACCEPTED).order_by().values("pk")
    mine = Q(partnership__in=reach.partnerships) | Q(owner_group__in=reach.groups) | Q(owner_agency__in=reach.agencies)
    return mine | Q(partnership__in=reach.around, pk__in=read)


@reads
def places(viewer: Viewer, permission: Permission = Permission.ASSURANCE_ASK) -> Choices:
    """Return the partnerships in which the viewer holds a permission, for one of their groups too: (id, name)."""
    reach = viewer.reach(permission)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.around)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


@reads
def agencies(viewer: Viewer, partnership: UUID, *, schools: bool | None = None) -> Choices:
    """Return the agencies of a partnership that can be asked: (id, name). ``schools``: only schools, or none of them."""
    rows = partnerships.agencies(viewer, partnership=partnership, schools=schools).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


@reads
def groups(viewer: Viewer, partnership: UUID, permission: Permission = Permission.ASSURANCE_ASK) -> Choices:
    """Return the groups of a partnership in whose name the viewer may act: (id, name)."""
    rows = partnerships.groups(viewer, partnership=partnership).order_by("name")
    if not viewer.may(permission, partnership=partnership):
        rows = rows.filter(pk__in=viewer.reach(permission).groups)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
