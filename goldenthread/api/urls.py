"""Addresses of the programming interface."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from goldenthread.access.guards import public
from goldenthread.api import views

app_name = "api"


_DOOR = public("a program signs in by the token it sends: without one it is told 401, never led to a page")


def _interface() -> list[URLPattern | URLResolver]:
    """Return the interface's own addresses. Sign-in by cookie leaves them alone: each has a door of its own."""
    patterns = [each for each in views.interface().urls[0] if getattr(each, "name", "") != "api-root"]
    for each in patterns:
        each.callback = _DOOR(each.callback)
    return patterns


urlpatterns: list[URLPattern | URLResolver] = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<uuid:token>/revoke/", views.revoke, name="revoke_token"),
    path("api/v1/openapi.json", views.description, name="description"),
    path("api/v1/", include((_interface(), "interface"))),
    re_path(r"^api/v1/(?P<rest>[\s\S]*)$", views.nothing, name="nothing"),
]
