"""Accounts and their roles."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, signed_in, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES
from goldenthread.accounts import operations, presenters, queries
from goldenthread.accounts.forms import GrantForm, ReasonForm, ResetForm, role_choices
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.pages import page

ACCOUNTS = ListView(
    "accounts.accounts",
    "Accounts",
    columns=[
        Column(
            "name",
            "Name",
            lambda user: user.name,
            link=lambda user: reverse("accounts:one", args=[user.pk]),
            sort="name",
        ),
        Column("email", "E-mail", lambda user: user.email, sort="email"),
        Column("roles", "Roles", presenters.roles_words),
        Column("factor", "Second factor", lambda user: presenters.factor_tag(user)[0], tag=presenters.factor_tag),
        Column(
            "state", "State", lambda user: presenters.account_tag(user)[0], tag=presenters.account_tag, sort="is_active"
        ),
        Column("last", "Last signed in", lambda user: user.last_login, sort="last_login"),
    ],
    filters=[
        TextFilter("name", "Name"),
        ChoiceFilter(
            "role",
            "Role",
            choices=role_choices,
            apply=lambda rows, code: rows.filter(grants__role=code, grants__ended_at__isnull=True).distinct(),
            any_label="Any role",
        ),
        FlagFilter("bare", "Without a second factor", apply=lambda rows, _: rows.filter(has_second_factor=False)),
    ],
    default_sort="name",
    empty=Empty("No accounts yet", "People whom you invite stand here.", ("Invite somebody", "accounts:invite")),
    lede="Who can sign in, and what they may do.",
)


@needs(Permission.ACCOUNT_VIEW)
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts."""
    viewer = viewer_of(request)
    may_invite = viewer.may_somewhere(Permission.ACCOUNT_INVITE)
    return ACCOUNTS.respond(request, queries.accounts(viewer), "accounts/accounts.jinja", {"may_invite": may_invite})


@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    """Show who may do what."""
    return page(request, "accounts/roles.jinja", {"roles": ROLES.values()})


@needs(Permission.ACCOUNT_VIEW)
def coverage(request: HttpRequest) -> HttpResponse:
    """Show who has a second factor, role by role."""
    return page(request, "accounts/coverage.jinja", {"coverage": queries.coverage(viewer_of(request))})


@needs(Permission.ACCOUNT_VIEW)
def account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show one account."""
    viewer = viewer_of(request)
    user = queries.account(viewer, user_id)
    rows = [
        {
            "grant": row,
            "role": presenters.role_name(row.role),
            "where": presenters.place_words(row),
            "when": presenters.grant_time(row),
        }
        for row in queries.grants_of(viewer, user_id)
    ]
    context = {
        "account": user,
        "state": presenters.account_tag(user),
        "factor": presenters.factor_tag(user),
        "grants": rows,
        "may_invite": viewer.may_somewhere(Permission.ACCOUNT_INVITE),
        "may_close": viewer.may(Permission.ACCOUNT_INVITE) and user.pk != viewer.user_id,
    }
    return page(request, "accounts/one.jinja", context, section="accounts", item="accounts.accounts")


@needs(Permission.ACCOUNT_INVITE)
def grant(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give an account a role."""
    viewer = viewer_of(request)
    user = queries.account(viewer, user_id)
    form = GrantForm(
        request.POST or None,
        places=queries.places_to_grant(viewer),
        everywhere=viewer.may(Permission.ACCOUNT_INVITE),
    )
    if form.is_valid():
        at = clock.now()
        try:
            given = operations.grant_role(
                by=viewer,
                at=at,
                user=user.pk,
                role=form.cleaned_data["role"],
                from_on=clock.london_day(at),
                until_on=form.cleaned_data["until_on"],
                **form.scope_and_place(),
            )
        except GoldenThreadError as refusal:
            form.add_rule_broken(refusal if isinstance(refusal, RuleBroken) else RuleBroken(refusal.sentence))
        else:
            messages.success(request, f"{user.name} now holds the role {presenters.role_name(given.role)}.")
            return HttpResponseRedirect(reverse("accounts:one", args=[user.pk]))
    title = f"Give {user.name} a role"
    back = reverse("accounts:one", args=[user.pk])
    return page(
        request, "accounts/form.jinja", {"title": title, "form": form, "back_to": back, "save": "Give the role"}
    )


@needs(Permission.ACCOUNT_INVITE)
def end_grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """End a role, after asking why."""
    viewer = viewer_of(request)
    queries.live_grant(viewer, grant_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        row = operations.end_grant(by=viewer, at=clock.now(), grant=grant_id, reason=form.cleaned_data["reason"])
        messages.success(request, f"The role {presenters.role_name(row.role)} has ended.")
        return HttpResponseRedirect(reverse("accounts:one", args=[row.user_id]))
    context = {"title": "End this role", "form": form, "back_to": reverse("accounts:accounts"), "save": "End the role"}
    return page(request, "accounts/form.jinja", context)


@needs(Permission.ACCOUNT_INVITE)
def close(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Close an account, after asking why."""
    viewer = viewer_of(request)
    user = queries.account(viewer, user_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        operations.close_account(by=viewer, at=clock.now(), user=user.pk, reason=form.cleaned_data["reason"])
        messages.success(request, f"The account of {user.name} is closed.")
        return HttpResponseRedirect(reverse("accounts:one", args=[user.pk]))
    back = reverse("accounts:one", args=[user.pk])
    context = {"title": f"Close the account of {user.name}", "form": form, "back_to": back, "save": "Close the account"}
    return page(request, "accounts/form.jinja", context)


@needs(Permission.ACCOUNT_INVITE)
def reset_second_factor(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Take away the second factor of somebody who has lost it, after asking how one knows that it is them."""
    viewer = viewer_of(request)
    user = queries.account(viewer, user_id)
    form = ResetForm(request.POST or None)
    back = reverse("accounts:one", args=[user.pk])
    if form.is_valid():
        try:
            operations.reset_second_factor(by=viewer, at=clock.now(), user=user.pk, reason=form.cleaned_data["reason"])
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(
                request, f"{user.name} signs in with the password alone, then sets up a new second factor."
            )
            return HttpResponseRedirect(back)
    title = f"Take away the second factor of {user.name}"
    context = {"title": title, "form": form, "back_to": back, "save": "Take it away"}
    return page(request, "accounts/form.jinja", context)


@needs(Permission.ACCOUNT_INVITE)
@require_POST
def reopen(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    viewer = viewer_of(request)
    user = operations.reopen_account(by=viewer, at=clock.now(), user=queries.account(viewer, user_id).pk)
    messages.success(request, f"The account of {user.name} is open again.")
    return HttpResponseRedirect(reverse("accounts:one", args=[user.pk]))
