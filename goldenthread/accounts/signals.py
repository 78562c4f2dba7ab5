"""What the sign-in library tells us, kept in the audit trail."""

from typing import Any
from uuid import UUID

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.socialaccount import signals as single_sign_on
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from goldenthread.access.viewer import Viewer
from goldenthread.accounts.models import User
from goldenthread.audit import trail
from goldenthread.foundation import clock
from goldenthread.foundation.text import clean

NOBODY = UUID(int=0)


def listen() -> None:
    """Begin to listen. Called once, from registration."""
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="accounts.failed")
    for signal, what in [
        (mfa_signals.authenticator_added, "added a second factor"),
        (mfa_signals.authenticator_removed, "removed a second factor"),
        (mfa_signals.authenticator_reset, "made new recovery codes"),
        (account_signals.password_changed, "changed the password"),
        (account_signals.password_reset, "reset the password"),
        (account_signals.password_set, "set a password"),
        (account_signals.email_changed, "changed the e-mail"),
    ]:
        signal.connect(_change_of(what), weak=False, dispatch_uid=f"accounts.{what}")
    for signal, what in [
        (single_sign_on.social_account_added, "joined single sign-on to the account"),
        (single_sign_on.social_account_removed, "took single sign-on off the account"),
    ]:
        signal.connect(_single_sign_on(what), weak=False, dispatch_uid=f"accounts.{what}")


def _single_sign_on(what: str) -> Any:
    def changed(sender: Any, request: HttpRequest, **given: Any) -> None:
        joined = given.get("sociallogin") or given["socialaccount"]
        _write("accounts.factor_changed", request, joined.user, what=what)

    return changed


def _signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    _write("accounts.signed_in", request, user, how=getattr(user, "backend", "").rpartition(".")[2])


def _signed_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        _write("accounts.signed_out", request, user)


def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    email = clean(str(credentials.get("email") or credentials.get("username") or ""))[:254]
    _write("accounts.sign_in_failed", request, None, email=email)


def _change_of(what: str) -> Any:
    def changed(sender: Any, request: HttpRequest | None = None, user: User | None = None, **_: Any) -> None:
        if user is not None:
            _write("accounts.factor_changed", request, user, what=what)

    return changed


def _write(event: str, request: HttpRequest | None, user: User | None, **details: Any) -> None:
    by = Viewer(
        user_id=user.pk if user else NOBODY,
        name=user.name if user else "Somebody",
        email=user.email if user else "",
        request_id=getattr(request, "request_id", ""),
        address=request.META.get("REMOTE_ADDR", "") if request is not None else "",
    )
    with transaction.atomic():
        trail.write(event, by=by, at=clock.now(), **details)
