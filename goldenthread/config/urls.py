"""Every address of the product. Each area brings its own: `urls.py`, under the ``url_prefix`` of its `apps.py`."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", include("allauth.urls")),
]
urlpatterns += [
    path(getattr(app, "url_prefix", f"{app.label}/"), include(f"{app.name}.urls"))
    for app in apps.get_app_configs()
    if app.name.startswith("goldenthread.") and find_spec(f"{app.name}.urls")
]

handler400 = "goldenthread.ui.errors.bad_request"
handler403 = "goldenthread.ui.errors.forbidden"
handler404 = "goldenthread.ui.errors.not_found"
handler500 = "goldenthread.ui.errors.server_error"
