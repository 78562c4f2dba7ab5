"""The sign-in library's forms, in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django.forms import Form

_AGAIN = "The new password again"
_WORDS: dict[str, tuple[str, str]] = {
    "AskForLinkForm.email": ("E-mail", ""),
    "NewPasswordForm.password1": ("New password", ""),
    "NewPasswordForm.password2": (_AGAIN, ""),
    "ChangePasswordForm.oldpassword": ("Your password now", ""),
    "ChangePasswordForm.password1": ("New password", ""),
    "ChangePasswordForm.password2": (_AGAIN, ""),
    "ConfirmPasswordForm.password": ("Your password", ""),
    "CodeForm.code": ("Code", "Six digits from the app, or one recovery code"),
    "ConfirmCodeForm.code": ("Code", "Six digits from the app, or one recovery code"),
    "TurnOnAppForm.code": ("The six digits that the app shows", ""),
    "AddKeyForm.name": ("Name", "For example, work laptop"),
    "AddKeyForm.passwordless": (
        "It lets me in without my password",
        "Then it is a passkey: your device asks for your finger, your face or its number",
    ),
    "RenameKeyForm.name": ("Name", "For example, work laptop"),
}


class _OurWords(Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if words := _WORDS.get(f"{type(self).__name__}.{name}"):
                field.label, field.help_text = words


class AskForLinkForm(_OurWords, account.ResetPasswordForm):
    """Whose password is forgotten."""


class NewPasswordForm(_OurWords, account.ResetPasswordKeyForm):
    """A new password, from the link in an e-mail."""


class ChangePasswordForm(_OurWords, account.ChangePasswordForm):
    """A new password, by somebody who knows the old one."""


class ConfirmPasswordForm(_OurWords, account.ReauthenticateForm):
    """The password once more, before something grave."""


class CodeForm(_OurWords, codes.AuthenticateForm):
    """The code after the password."""


class ConfirmCodeForm(_OurWords, codes.ReauthenticateForm):
    """A code once more, before something grave."""


class TurnOnAppForm(_OurWords, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""


class AddKeyForm(_OurWords, keys.AddWebAuthnForm):
    """A new passkey or security key."""


class RenameKeyForm(_OurWords, keys.EditWebAuthnForm):
    """Another name for a passkey."""
