"""Who is asking: every request gets its viewer, and strangers are shown to the sign-in page."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from goldenthread.accounts.viewing import viewer_of_account
from goldenthread.foundation import clock

OPEN_TO_STRANGERS = {
    "account": "signing in, out and resetting a password",
    "mfa": "the second step of signing in",
    "openid_connect": "coming back from single sign-on",
    "socialaccount": "single sign-on that failed",
}


class ViewerMiddleware:
    """Puts ``request.viewer`` on each request of somebody who has signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the viewer and go on."""
        user = request.user
        if user.is_authenticated:
            request.viewer = viewer_of_account(  # type: ignore[attr-defined]
                user,  # type: ignore[arg-type]
                at=clock.now(),
                through="web",
                request_id=getattr(request, "request_id", ""),
                address=request.META.get("REMOTE_ADDR", ""),
            )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Send strangers to sign in, except at doors that say they are public. A page without a lock stays shut."""
        if request.user.is_authenticated or getattr(view, "gt_guard", "") == "public":
            return None
        match = request.resolver_match
        if match is not None and _belongs_to_sign_in(match.view_name):
            return None
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def _belongs_to_sign_in(view_name: str) -> bool:
    return view_name.split("_")[0].split(":")[0] in OPEN_TO_STRANGERS or view_name.startswith("openid_connect")
