"""Reading one's own tokens."""

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.api.models import Token


@reads
def tokens(viewer: Viewer) -> QuerySet[Token]:
    """Return the viewer's tokens, the newest first."""
    return Token.objects.filter(user_id=viewer.user_id)
