"""What every operation on a release shares."""

from typing import Any

from goldenthread.releases.models import Release


def about(row: Release) -> dict[str, Any]:
    """Return what every event of a release says of it."""
    return {"record": row.pk, "partnership": row.partnership_id, "title": row.title}
