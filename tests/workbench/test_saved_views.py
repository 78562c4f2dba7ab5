"""Views of lists: kept, shared, opened by default, and never anybody else's to change."""

import pytest

from goldenthread.accounts.models import User
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.workbench.models import SavedView
from goldenthread.workbench.operations import saved_views as operations
from goldenthread.workbench.queries import saved_views as queries
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(at):
    def make(maker=viewers.administrator, *args, **fields):
        user = User.objects.create(email=f"{uuid7().hex}@example.org", name="Robin Example", joined_at=at)
        return maker(*args, user_id=user.pk, **fields)

    return make


def names(viewer):
    return [view.name for view in queries.saved_views(viewer, "workbench.due")]


def test_a_view_keeps_filters_and_order_but_not_the_page(account, at):
    viewer = account()
    view = operations.save_view(
        by=viewer, at=at, list_code="workbench.due", name="Mine", query="?kind=agency&page=3&sort=what"
    )
    assert view.query == "kind=agency&sort=what"
    assert names(viewer) == ["Mine"]


def test_saving_under_the_same_name_replaces_the_view(account, at):
    viewer = account()
    for query in ("a=1", "a=2"):
        operations.save_view(by=viewer, at=at, list_code="workbench.due", name="Mine", query=query)
    assert [view.query for view in queries.saved_views(viewer, "workbench.due")] == ["a=2"]


def test_a_view_needs_a_name(account, at):
    with pytest.raises(RuleBroken, match="name"):
        operations.save_view(by=account(), at=at, list_code="workbench.due", name=" ", query="")


def test_nobody_sees_or_deletes_a_view_that_is_not_shared(account, at):
    mine, other = account(), account()
    view = operations.save_view(by=mine, at=at, list_code="workbench.due", name="Mine", query="")
    assert names(other) == []
    with pytest.raises(NotFound):
        operations.delete_view(by=other, at=at, view=view.pk)
    with pytest.raises(NotFound):
        queries.saved_view(other, view.pk)


def test_only_one_view_opens_by_default(account, at):
    viewer = account()
    first = operations.save_view(by=viewer, at=at, list_code="workbench.due", name="A", query="", is_default=True)
    operations.save_view(by=viewer, at=at, list_code="workbench.due", name="B", query="", is_default=True)
    assert queries.default_view(viewer, "workbench.due").name == "B"
    operations.make_default(by=viewer, at=at, view=first.pk)
    assert queries.default_view(viewer, "workbench.due").name == "A"
    operations.make_default(by=viewer, at=at, view=first.pk, on=False)
    assert queries.default_view(viewer, "workbench.due") is None


def test_views_of_one_list_are_bounded(account, at, monkeypatch):
    monkeypatch.setattr("goldenthread.workbench.rules.MAX_VIEWS_PER_LIST", 1)
    viewer = account()
    operations.save_view(by=viewer, at=at, list_code="workbench.due", name="A", query="")
    with pytest.raises(RuleBroken, match="Delete one"):
        operations.save_view(by=viewer, at=at, list_code="workbench.due", name="B", query="")


def test_a_view_shared_with_a_place_one_has_no_part_in_is_not_found(account, at):
    with pytest.raises(NotFound):
        operations.save_view(
            by=account(viewers.stranger), at=at, list_code="workbench.due", name="A", query="", partnership=uuid7()
        )


def test_the_database_keeps_one_name_for_one_list(account, at, broken):
    viewer = account()
    SavedView.objects.create(user_id=viewer.user_id, list_code="x", name="A")
    with broken("saved_view_name_once"):
        SavedView.objects.create(user_id=viewer.user_id, list_code="x", name="A")


def test_the_database_keeps_one_default_for_one_list(account, at, broken):
    viewer = account()
    SavedView.objects.create(user_id=viewer.user_id, list_code="x", name="A", is_default=True)
    with broken("saved_view_one_default"):
        SavedView.objects.create(user_id=viewer.user_id, list_code="x", name="B", is_default=True)
