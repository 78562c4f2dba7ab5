"""One's own account, and the one-click accounts of a demonstration."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from goldenthread.access.guards import public, signed_in, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES
from goldenthread.accounts import demonstration, queries
from goldenthread.accounts.presenters import held_words
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.ui.pages import page


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own account: roles, ways to sign in, walled records open now."""
    viewer = viewer_of(request)
    return page(
        request,
        "accounts/mine.jinja",
        {
            "held": [(ROLES[grant.role].name, held_words(viewer, grant)) for grant in viewer.grants],
            "may_break_glass": viewer.may_somewhere(Permission.BREAK_GLASS),
            "open_now": queries.my_openings(viewer, clock.now()),
        },
    )


@public("the one-click accounts of a demonstration; there are none anywhere else")
@require_POST
def demonstration_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the accounts that a demonstration offers."""
    try:
        chosen = UUID(request.POST.get("account", ""))
    except ValueError:
        raise NotFound("This account is not offered.") from None
    user = demonstration.account(chosen)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL))
