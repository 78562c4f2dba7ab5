"""Drafts: exactly as typed, one's own alone, bounded."""

from datetime import timedelta

import pytest

from goldenthread.accounts.models import User
from goldenthread.foundation.errors import RuleBroken
from goldenthread.workbench.models import Draft
from goldenthread.workbench.operations import drafts as operations
from goldenthread.workbench.queries import drafts as queries
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(at):
    user = User.objects.create(email="writer@example.org", name="Robin Example", joined_at=at)
    return viewers.stranger(user_id=user.pk)


def keep(writer, at, **content):
    given = {name: [value] for name, value in content.items()}
    return operations.keep_draft(by=writer, at=at, form="demo.form", about="1", content=given)


def test_a_draft_comes_back_as_it_was_typed(writer, at):
    keep(writer, at, words="  two  spaces\n=1+1 <b>", when_day="31")
    assert queries.draft(writer, "demo.form", "1").content == {"words": ["  two  spaces\n=1+1 <b>"], "when_day": ["31"]}


def test_a_null_character_does_not_stop_a_draft(writer, at):
    assert keep(writer, at, words="a\x00b").content == {"words": ["ab"]}


def test_passwords_and_the_token_of_the_form_are_never_kept(writer, at):
    draft = keep(writer, at, csrfmiddlewaretoken="x", password="y", new_password="z", words="w")
    assert draft.content == {"words": ["w"]}


def test_a_later_draft_replaces_an_earlier_one(writer, at):
    keep(writer, at, words="a")
    keep(writer, at + timedelta(minutes=1), words="b")
    assert [draft.content["words"] for draft in queries.drafts(writer)] == [["b"]]


def test_a_draft_is_only_its_writers(writer, at):
    keep(writer, at, words="a")
    assert queries.draft(viewers.stranger(), "demo.form", "1") is None


def test_too_long_a_draft_is_refused_with_a_sentence(writer, at):
    with pytest.raises(RuleBroken, match="too long"):
        keep(writer, at, words="x" * 200_001)


def test_beyond_the_most_drafts_the_oldest_goes(writer, at, monkeypatch):
    monkeypatch.setattr("goldenthread.workbench.rules.MAX_DRAFTS", 2)
    for number in range(3):
        when = at + timedelta(minutes=number)
        operations.keep_draft(by=writer, at=when, form="demo.form", about=str(number), content={"n": ["1"]})
    assert {draft.about for draft in queries.drafts(writer)} == {"1", "2"}


def test_a_sent_form_leaves_no_draft(writer, at):
    keep(writer, at, words="a")
    operations.drop_draft(by=writer, at=at, form="demo.form", about="1")
    assert not queries.drafts(writer).exists()


def test_drafts_nobody_touches_go_after_ninety_days(writer, at):
    keep(writer, at, words="a")
    assert operations.drop_old_drafts(by=writer, at=at + timedelta(days=90)) == 0
    assert operations.drop_old_drafts(by=writer, at=at + timedelta(days=91)) == 1


def test_the_database_keeps_one_draft_for_one_form(writer, at, broken):
    keep(writer, at, words="a")
    with broken("draft_once_per_form"):
        Draft.objects.create(user_id=writer.user_id, form="demo.form", about="1", kept_at=at)
