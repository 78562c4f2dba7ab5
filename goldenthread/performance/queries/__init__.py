"""Every read of the area: from the viewer, and no more than the viewer may know."""

from goldenthread.performance.queries.boards import Looked, beside, kept, looked, overview
from goldenthread.performance.queries.rows import KIND, places, profile, profiles, visible

__all__ = ["KIND", "Looked", "beside", "kept", "looked", "overview", "places", "profile", "profiles", "visible"]
