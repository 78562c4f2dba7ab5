"""Who is asking: every request gets its viewer, and strangers are shown to the sign-in page."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.roles import ROLES
from goldenthread.accounts.queries.accounts import SECOND_FACTORS
from goldenthread.accounts.viewing import viewer_of_account
from goldenthread.foundation import clock

# Names of the sign-in library's addresses begin with one of these; what needs an account there, it guards itself.
OPEN_TO_STRANGERS = {
    "account": "signing in, out and resetting a password",
    "mfa": "the second step of signing in",
    "openid": "coming back from single sign-on",
    "socialaccount": "single sign-on that failed",
    "usersessions": "the list of one's own sessions",
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


class SecondFactorMiddleware:
    """Leads those whose role needs a second factor to set one up before anything else. Not in a demonstration."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Redirect to the page of second factors while one is needed and none is set up."""
        viewer = getattr(request, "viewer", None)
        if viewer is None or not settings.SECOND_FACTOR_ENFORCED or getattr(view, "gt_guard", "") == "public":
            return None
        match = request.resolver_match
        if match is not None and _belongs_to_sign_in(match.view_name):
            return None
        if not any(ROLES[code].second_factor for code in viewer.roles) or _has_second_factor(request):
            return None
        messages.warning(request, "Your role needs a second factor. Set up an authenticator app or a passkey to go on.")
        return HttpResponseRedirect(reverse("mfa_index"))


def _has_second_factor(request: HttpRequest) -> bool:
    return Authenticator.objects.filter(user_id=request.user.pk, type__in=SECOND_FACTORS).exists()


def _belongs_to_sign_in(view_name: str) -> bool:
    return ":" not in view_name and view_name.split("_")[0] in OPEN_TO_STRANGERS
