"""Reading one's own drafts."""

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.workbench.models import Draft


@reads
def draft(viewer: Viewer, form: str, about: str = "") -> Draft | None:
    """Return what the viewer has typed into a form and not sent."""
    return Draft.objects.filter(user_id=viewer.user_id, form=form, about=about).first()


@reads
def drafts(viewer: Viewer) -> QuerySet[Draft]:
    """Return all drafts of the viewer, the newest first."""
    return Draft.objects.filter(user_id=viewer.user_id)
