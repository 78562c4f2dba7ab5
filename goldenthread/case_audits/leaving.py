"""What of the cases leaves with a partnership: walls hold in exports, and so does blindness.

Grades of an audit that is not open leave with nobody, not even with the agency that gave them: an export is read by others.
"""

from uuid import UUID

from django.db.models import Q

from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import queries
from goldenthread.case_audits.models import Heard
from goldenthread.workbench.parts import on_records


def grades(viewer: Viewer, partnership: UUID) -> Q:
    """The grades that were handed in, of audits that are open, to those who work on them."""
    return queries.of_opened(viewer) & Q(participant__in_at__isnull=False) & on_records("case")(viewer, partnership)


def heard(viewer: Viewer, partnership: UUID) -> Q:
    """The groups that were heard, with their exact numbers, to those who run their audits."""
    return queries.of_heard(viewer) & on_records("audit")(viewer, partnership)


def said(viewer: Viewer, partnership: UUID) -> Q:
    """What groups said, to those who run their audits."""
    known = Heard.objects.filter(heard(viewer, partnership)).order_by().values("pk")
    return Q(heard__in=known)


def own_references(viewer: Viewer, partnership: UUID) -> Q:
    """What agencies call cases in their own systems leaves with nobody: it is theirs."""
    return Q(pk__in=[])


def agreed(viewer: Viewer, partnership: UUID) -> Q:
    """What was agreed, to those who work on the audit."""
    return queries.of_opened(viewer) & on_records("case")(viewer, partnership)


def case_actions(viewer: Viewer, partnership: UUID) -> Q:
    """The case actions the one who exports may read."""
    known = queries.case_actions(viewer).order_by().values("pk")
    return Q(pk__in=known) & on_records("case")(viewer, partnership)


def concerns(viewer: Viewer, partnership: UUID) -> Q:
    """The safety concerns the one who exports may read."""
    known = queries.concerns(viewer).order_by().values("pk")
    return Q(pk__in=known) & on_records("case")(viewer, partnership)
