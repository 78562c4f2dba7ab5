"""Single sign-on opens accounts that exist, for people whose e-mail the provider has verified, and makes none."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.audit.models import AuditEvent
from tests.factories import accounts

AT = datetime(2026, 4, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    """An identity provider in thirty lines: it believes everybody, and says of them what the test wants."""

    says: dict = {}

    def do_GET(self):
        base = f"http://127.0.0.1:{self.server.server_port}"
        known = {"issuer": base, "jwks_uri": f"{base}/keys"}
        known |= {f"{name}_endpoint": f"{base}/{name}" for name in ("authorization", "token", "userinfo")}
        self._send(self.says if self.path == "/userinfo" else known)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send({"access_token": "token", "token_type": "Bearer", "expires_in": 60})

    def _send(self, what):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    app = {"provider_id": "single-sign-on", "name": "Council", "client_id": "us", "secret": "s"}
    app["settings"] = {"server_url": f"http://127.0.0.1:{server.server_port}"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [app],
            "OAUTH_PKCE_ENABLED": True,
            "EMAIL_AUTHENTICATION": True,
            "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        }
    }
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


def come_back(client, provider, state=None, **says):
    provider.says = {"sub": "1", "name": "Robin", **says}
    address = reverse("openid_connect_login", kwargs={"provider_id": "single-sign-on"})
    away = client.post(address)
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = reverse("openid_connect_callback", kwargs={"provider_id": "single-sign-on"})
    return client.get(back, {"code": "c", "state": state or asked["state"][0]})


def test_an_account_with_the_verified_e_mail_is_opened(client, provider):
    robin = accounts.account("Robin", email="robin@example.org")

    come_back(client, provider, email="robin@example.org", email_verified=True)

    assert client.session["_auth_user_id"] == str(robin.pk)
    assert AuditEvent.objects.filter(event="accounts.signed_in", actor=str(robin.pk)).exists()


def test_an_e_mail_that_the_provider_has_not_verified_opens_nothing(client, provider):
    accounts.account("Robin", email="robin@example.org")

    come_back(client, provider, email="robin@example.org", email_verified=False)

    assert "_auth_user_id" not in client.session


def test_a_stranger_gets_no_account(client, provider):
    answer = come_back(client, provider, email="stranger@example.org", email_verified=True)

    assert answer["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_a_closed_account_stays_closed(client, provider):
    robin = accounts.account("Robin", email="robin@example.org")
    User.objects.filter(pk=robin.pk).update(is_active=False)

    come_back(client, provider, email="robin@example.org", email_verified=True)

    assert client.get(reverse("accounts:roles")).status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(client, provider):
    accounts.account("Robin", email="robin@example.org")
    client.check_pages = False

    come_back(client, provider, state="forged", email="robin@example.org", email_verified=True)

    assert "_auth_user_id" not in client.session
