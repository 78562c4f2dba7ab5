"""Every way in: with a password and a code, with a recovery code, with a passkey."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest

PASSWORD = "three random words"
SIGN_IN = re.compile("^sign in$", re.I)


def code_of(secret: str, moment: float | None = None) -> str:
    """The six digits that an authenticator app shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int((moment or time.time()) // 30)), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.fixture
def newcomer(own_site, visitors):
    """Somebody who was invited, made an account and is signed in."""
    manager = visitors(own_site)
    manager.goes_to("/sign-in/login/").presses("Business manager")
    manager.goes_to("/accounts/invitations/new/").fills("Name", "Sam Example").fills("Work e-mail", "sam@example.org")
    manager.chooses("Role", "Lay member")
    manager.finds("Where is it held?", "Executive")
    manager.presses("Make the invitation").sees_heading("Sam Example is invited")
    link = manager.page.get_by_label("Link for Sam Example").input_value()
    somebody = visitors(own_site)
    somebody.page.goto(link)
    somebody.fills("Your name", "Sam Example")
    somebody.page.get_by_label("Choose a password").fill(PASSWORD)
    somebody.presses("Make my account").sees_heading("Your second way of proving who you are")
    return somebody


def confirm_password(somebody):
    somebody.page.get_by_label("Your password", exact=True).fill(PASSWORD)
    somebody.presses("Confirm")


def sign_in_again(somebody):
    somebody.goes_to("/sign-in/logout/").presses(re.compile("Sign out", re.I), within="main")
    somebody.goes_to("/sign-in/login/").fills("Email", "sam@example.org")
    somebody.page.get_by_label("Password", exact=True).fill(PASSWORD)
    somebody.presses(SIGN_IN, within="main")


def test_an_authenticator_app_and_its_recovery_codes_open_the_door(newcomer):
    newcomer.goes_to("/sign-in/2fa/totp/activate/")
    confirm_password(newcomer)
    secret = newcomer.page.get_by_label("Key, if you cannot point at the picture").input_value()
    newcomer.fills("The six digits that the app shows", code_of(secret)).presses("Turn it on")
    newcomer.goes_to("/sign-in/2fa/recovery-codes/")
    codes = newcomer.page.get_by_role("list", name="Recovery codes").get_by_role("code").all_inner_texts()
    assert len(codes) == 10

    sign_in_again(newcomer)
    newcomer.page.locator("input[name=code]").first.fill("000000")
    newcomer.presses(SIGN_IN, within="main").sees("There is a problem")
    newcomer.page.locator("input[name=code]").first.fill(code_of(secret, time.time() + 30))
    newcomer.presses(SIGN_IN, within="main").goes_to("/accounts/mine/").sees_heading("Your account")

    sign_in_again(newcomer)
    newcomer.page.locator("input[name=code]").first.fill(codes[0])
    newcomer.presses(SIGN_IN, within="main").goes_to("/accounts/mine/").sees_heading("Your account")

    sign_in_again(newcomer)
    newcomer.page.locator("input[name=code]").first.fill(codes[0])
    newcomer.presses(SIGN_IN, within="main").sees("There is a problem")


def test_a_passkey_opens_the_door_without_a_password(newcomer):
    devices = newcomer.page.context.new_cdp_session(newcomer.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    newcomer.goes_to("/sign-in/2fa/webauthn/add/")
    confirm_password(newcomer)
    newcomer.page.get_by_label(re.compile("Name")).first.fill("My laptop")
    newcomer.page.get_by_label("It lets me in without my password").check()
    newcomer.page.get_by_role("button", name="Add it").click()
    newcomer.page.wait_for_url(re.compile("recovery-codes|webauthn/$"))

    newcomer.goes_to("/sign-in/logout/").presses(re.compile("Sign out", re.I), within="main")
    newcomer.goes_to("/sign-in/login/")
    newcomer.page.get_by_role("button", name="Sign in with a passkey").click()
    newcomer.page.wait_for_url(re.compile(r"^[^?]*//[^/]+/$"))

    newcomer.goes_to("/accounts/mine/").sees("sam@example.org")
