"""Tokens: shown once, kept as a hash, bounded, revocable, one's own."""

from datetime import timedelta

import pytest

from goldenthread.accounts.models import User
from goldenthread.api import operations, queries, rules
from goldenthread.api.models import Token
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(at):
    user = User.objects.create(email="owner@example.org", name="Robin Example", joined_at=at)
    return viewers.administrator(user_id=user.pk)


def test_a_token_is_kept_as_a_hash_only(owner, at):
    secret = operations.make_token(by=owner, at=at, name="Dashboard", days=30)
    token = queries.tokens(owner).get()
    assert secret.startswith("gt_")
    assert secret not in token.token_hash
    assert secret.endswith(token.ending)
    assert token.expires_at == at + timedelta(days=30)


@pytest.mark.parametrize(
    ("given", "words"),
    [({"name": " "}, "what the token is for"), ({"days": 0}, "1 to 365"), ({"days": 366}, "1 to 365")],
)
def test_a_token_without_a_purpose_or_an_end_is_refused(owner, at, given, words):
    with pytest.raises(RuleBroken, match=words):
        operations.make_token(by=owner, at=at, **{"name": "Dashboard", "days": 30, **given})


def test_a_person_has_so_many_tokens_at_most(owner, at, monkeypatch):
    monkeypatch.setattr(rules, "MOST_TOKENS", 1)
    operations.make_token(by=owner, at=at, name="One", days=30)
    with pytest.raises(RuleBroken, match="Revoke one"):
        operations.make_token(by=owner, at=at, name="Two", days=30)


def test_who_may_not_have_tokens_makes_none(stranger, at):
    with pytest.raises(NotAllowed):
        operations.make_token(by=stranger, at=at, name="One", days=30)


def test_a_token_cannot_make_another(owner, at):
    through = viewers.administrator(user_id=owner.user_id, through="interface")
    with pytest.raises(NotAllowed):
        operations.make_token(by=through, at=at, name="One", days=30)


def test_nobody_revokes_anothers_token(owner, admin, at):
    operations.make_token(by=owner, at=at, name="One", days=30)
    token = queries.tokens(owner).get()
    with pytest.raises(NotFound):
        operations.revoke_token(by=admin, at=at, token=token.pk)
    operations.revoke_token(by=owner, at=at, token=token.pk)
    assert queries.tokens(owner).get().revoked_at == at


def test_a_token_works_until_it_ends_or_is_revoked(at):
    end = at + timedelta(days=1)
    assert rules.works(now=at, expires_at=end, revoked_at=None)
    assert not rules.works(now=end, expires_at=end, revoked_at=None)
    assert not rules.works(now=at, expires_at=end, revoked_at=at)


def test_the_database_refuses_a_token_that_ends_before_it_begins(owner, at, broken):
    with broken("api_token_expires_after_made"):
        Token.objects.create(user_id=owner.user_id, name="x", token_hash="x", made_at=at, expires_at=at)
