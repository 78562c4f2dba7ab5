"""How the sign-in library behaves here: nobody signs up uninvited, and single sign-on opens only accounts that exist."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse


class Doorkeeper(DefaultAccountAdapter):
    """Accounts are made by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Accounts have no user names."""


class SecondProof(DefaultMFAAdapter):
    """What is said when a code or a key does not open the door."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Enter the one that the app shows now, or a recovery code not used yet.",
    }


class SingleSignOn(DefaultSocialAccountAdapter):
    """Whoever the identity provider sends must already have an account with the same, verified, e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Only those who have an account come in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Send strangers back to the sign-in page with a sentence."""
        if sociallogin.is_existing:
            return
        messages.error(request, "You have no account here yet. Ask your partnership's business manager to invite you.")
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
