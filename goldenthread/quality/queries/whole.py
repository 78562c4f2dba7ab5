"""An edition whole, in the shape every area reads it in, in a fixed number of queries."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.quality import frozen
from goldenthread.quality.queries import rows
from goldenthread.quality.rules.asking import Questionnaire, ScaleView


@reads
def questionnaire(viewer: Viewer, edition: UUID) -> Questionnaire:
    """Return an edition with all its standards, questions and scales; raises `NotFound`.

    Five queries at most, whatever its size; one where a published edition was read before.
    """
    found = rows.edition(viewer, edition)
    return frozen.whole(found) if found.state == "draft" else frozen.questionnaire(found.pk)


@reads
def scale(viewer: Viewer, pk: UUID) -> ScaleView:
    """Return a scale with its values; raises `NotFound`."""
    found = rows.scales(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such scale, or you are not allowed to see it.")
    return frozen.scale(found, found.values.all())
