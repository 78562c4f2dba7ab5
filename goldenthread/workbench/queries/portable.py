"""Finding what to export."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnership


@reads
def partnership_called(viewer: Viewer, words: str) -> UUID:
    """Return the id of a partnership by its short name in addresses, its reference or its id."""
    known = partnership.partnerships(viewer)
    found = known.filter(slug=words).first() or known.filter(record__reference=words).first()
    if found is None:
        try:
            found = known.filter(pk=UUID(words)).first()
        except ValueError:
            found = None
    if found is None:
        names = ", ".join(known.values_list("slug", flat=True)) or "none"
        raise NotFound(f"There is no partnership called {words}. Those you may see: {names}.")
    return UUID(str(found.pk))
