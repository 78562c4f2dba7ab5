"""What the lists of `ui` ask about saved views."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.access.guards import viewer_of
from goldenthread.access.viewer import Viewer
from goldenthread.ui import lists
from goldenthread.workbench.queries.saved_views import saved_views


class KeptViews:
    """Answers from the table of saved views."""

    def views(self, request: HttpRequest, code: str) -> Sequence[lists.SavedView]:
        """Return the views of a list that this person has or shares."""
        viewer = viewer_of(request)
        manage = f"{reverse('workbench:views')}?{urlencode({'code': code})}"
        return [lists.SavedView(view.name, view.query, manage) for view in saved_views(viewer, code)]

    def save_address(self, request: HttpRequest, code: str, query: str) -> str:
        """Return the page that saves the present view, with the way back to the list."""
        if not isinstance(getattr(request, "viewer", None), Viewer):
            return ""
        given = {"code": code, "query": query, "back": request.path}
        return f"{reverse('workbench:save_view')}?{urlencode(given)}"
