"""Inviting people and accepting an invitation."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, public, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import operations, presenters, queries
from goldenthread.accounts.forms import AcceptForm, InviteForm
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.ui.lists import Column, Empty, ListView, TextFilter
from goldenthread.ui.pages import page

INVITATIONS = ListView(
    "accounts.invitations",
    "Invitations",
    columns=[
        Column("name", "Name", lambda row: row.name, sort="name", below=lambda row: row.email),
        Column("role", "Role", lambda row: presenters.role_name(row.role), below=presenters.place_words),
        Column("by", "Invited by", lambda row: row.invited_by.name),
        Column("at", "When", lambda row: row.invited_at, sort="invited_at"),
        Column("expires", "Runs out", lambda row: row.expires_at, sort="expires_at"),
        Column(
            "state",
            "State",
            lambda row: presenters.invitation_tag(row, clock.now())[0],
            tag=lambda row: presenters.invitation_tag(row, clock.now()),
        ),
    ],
    filters=[TextFilter("name", "Name")],
    default_sort="-at",
    empty=Empty("No invitations yet", "Accounts are by invitation only.", ("Invite somebody", "accounts:invite")),
)


@needs(Permission.ACCOUNT_VIEW)
def invitations(request: HttpRequest) -> HttpResponse:
    """List invitations."""
    viewer = viewer_of(request)
    may_invite = viewer.may_somewhere(Permission.ACCOUNT_INVITE)
    rows = queries.invitations(viewer)
    waiting = rows.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now())
    context = {"may_invite": may_invite, "waiting": waiting[:50]}
    return INVITATIONS.respond(request, rows, "accounts/invitations.jinja", context)


@needs(Permission.ACCOUNT_INVITE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and show the link once, so that it can be handed over with e-mail off."""
    viewer = viewer_of(request)
    everywhere = viewer.may(Permission.ACCOUNT_INVITE)
    form = InviteForm(request.POST or None, places=queries.places_to_grant(viewer), everywhere=everywhere)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "email", "role", "until_on")}
        try:
            made = operations.invite(by=viewer, at=clock.now(), **given, **form.scope_and_place())
        except GoldenThreadError as refusal:
            form.add_rule_broken(refusal if isinstance(refusal, RuleBroken) else RuleBroken(refusal.sentence))
        else:
            context = {"invitation": made.invitation, "link": made.link, "mailed": made.mailed}
            return page(request, "accounts/invited.jinja", context)
    back = reverse("accounts:invitations")
    return page(
        request,
        "accounts/form.jinja",
        {"title": "Invite somebody", "form": form, "back_to": back, "save": "Make the invitation"},
    )


@needs(Permission.ACCOUNT_INVITE)
@require_POST
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    row = operations.withdraw_invitation(by=viewer_of(request), at=clock.now(), invitation=invitation_id)
    messages.success(request, f"The invitation of {row.name} no longer works.")
    return HttpResponseRedirect(reverse("accounts:invitations"))


@public("the link in an invitation: whoever holds it has no account yet")
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Make the account one was invited to."""
    form = AcceptForm(request.POST or None)
    if form.is_valid():
        newcomer = Viewer(user_id=uuid7(), name=form.cleaned_data["name"], email="")
        try:
            user = operations.accept_invitation(by=newcomer, at=clock.now(), token=token, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            return HttpResponseRedirect(reverse("mfa_index"))
    return page(request, "accounts/accept.jinja", {"form": form})
