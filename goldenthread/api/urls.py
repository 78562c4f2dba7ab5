"""Addresses of the programming interface."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from goldenthread.api import views

app_name = "api"


def _interface() -> list[URLPattern | URLResolver]:
    """Return the interface's own addresses. The law on doors reads ``gt_guard``: a token opens each."""
    patterns = [each for each in views.interface().urls[0] if getattr(each, "name", "") not in ("api-root",)]
    for each in patterns:
        each.callback.gt_guard = "token"
    return patterns


urlpatterns: list[URLPattern | URLResolver] = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<uuid:token>/revoke/", views.revoke, name="revoke_token"),
    path("api/v1/openapi.json", views.description, name="description"),
    path("api/v1/", include((_interface(), "interface"))),
    re_path(r"^api/v1/(?P<rest>.*)$", views.nothing, name="nothing"),
]
