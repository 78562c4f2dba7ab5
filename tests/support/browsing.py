"""A client that looks through a viewer's eyes and checks every page it is given."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from goldenthread.access.viewer import Viewer
from tests.support import pages

_KEY = "goldenthread.test.viewer"


class ViewerGiven:
    """The last middleware of the test settings: a test may say which viewer is looking, without accounts and grants."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        if _KEY in request.META:
            request.viewer = request.META[_KEY]
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        if _KEY in request.META:
            request.viewer = request.META[_KEY]


class PageClient(Client):
    """Django's client, with `look_as`, and a check of every HTML page (`tests/support/pages.py`).

    ``check_pages = False`` turns the check off for a test that asks for a broken page on purpose.
    """

    check_pages = True

    def look_as(self, viewer: Viewer) -> "PageClient":
        """Sign in an account that belongs to ``viewer`` and see every page through it."""
        model = get_user_model()
        user, _ = model.objects.get_or_create(
            id=viewer.user_id,
            defaults={"email": viewer.email, "name": viewer.name, "joined_at": timezone.now()},
        )
        self.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.defaults[_KEY] = viewer
        return self

    def leave(self) -> None:
        """Sign out."""
        self.defaults.pop(_KEY, None)
        self.logout()

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        # a file to keep is not shown under our content policy
        kept = response.get("Content-Disposition", "").startswith("attachment")
        is_page = not response.streaming and not kept and response.get("Content-Type", "").startswith("text/html")
        if self.check_pages and is_page:
            html = response.content.decode()
            if pages.is_whole_page(html):
                found = pages.faults(html)
                assert not found, f"{request.get('PATH_INFO')} is not a sound page:\n  - " + "\n  - ".join(found)
        return response
