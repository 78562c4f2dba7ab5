"""The interface under a hail of odd requests, made from its own description: it never breaks and always answers as described."""

from datetime import date

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from goldenthread.accounts.models import RoleGrant, User
from goldenthread.api import operations, rules, views
from goldenthread.config.wsgi import application
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
CALM = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
STRANGE = [
    "\x00",
    "\x00abc",
    "%00",
    "9" * 25,
    "18446744073709551616",
    "-1",
    "null",
    "\ud7ff",
    "' OR 1=1 --",
    "a" * 5000,
]


def described():
    schema = views.interface().get_openapi_schema(path_prefix="/api/v1/")
    return schemathesis.openapi.from_dict(schema)


OPERATIONS = [each.ok() for each in described().get_all_operations()]


@pytest.fixture(autouse=True)
def kept_connection():
    """Leave the connection of the test open after each request, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(at, monkeypatch):
    monkeypatch.setattr(rules, "REQUESTS", 10**6)
    place = make.partnership("West Partnership")
    make.agency("Agency", partnership=place.pk)
    make.group("Group", partnership=place.pk)
    user = User.objects.create(email="fuzz@example.org", name="Robin Example", joined_at=at)
    RoleGrant.objects.create(
        user=user, role="system_administrator", scope="installation", from_on=date(2026, 1, 1), granted_by=user,
        granted_at=at,
    )  # fmt: skip
    from goldenthread.foundation import clock

    return operations.make_token(by=viewers.administrator(user_id=user.pk), at=clock.now(), name="Fuzz", days=30)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["valid", "invalid"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=[each.path for each in OPERATIONS])
def test_odd_requests_are_answered_as_described(operation, mode, token):
    @CALM
    @given(case=operation.as_strategy(generation_mode=mode))
    def hail(case):
        headers = {**dict(case.headers or {}), "Authorization": f"Bearer {token}"}
        response = case.call(app=application, base_url="http://localhost", headers=headers)
        assert response.status_code < 500
        described_codes = operation.definition.raw["responses"]
        assert str(response.status_code) in {*map(str, described_codes), "405"}
        case.validate_response(response, checks=CHECKS)

    hail()


@pytest.mark.parametrize("operation", OPERATIONS, ids=[each.path for each in OPERATIONS])
def test_strange_ids_and_words_never_break_it(operation, token, client):
    answers = {}
    for strange in STRANGE:
        path = operation.path
        for name in [each.name for each in operation.path_parameters]:
            path = path.replace("{" + name + "}", "1234" + strange.replace("/", "").replace("\x00", "%00"))
        query = {each.name: strange for each in operation.query}
        answers[strange] = client.get(path, query, headers={"Authorization": f"Bearer {token}"}).status_code
    assert set(answers.values()) <= {200, 404, 422}, answers
