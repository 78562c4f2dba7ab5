"""Accounts and the roles they hold, made by the product's own operations."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import operations
from goldenthread.accounts.viewing import viewer_of_account
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
_number = count(1)


def account(name: str = "", **fields: Any) -> Any:
    """Return a new account without a role."""
    number = next(_number)
    fields.setdefault("email", f"account{number}@example.org")
    return operations.make_account(by=keeper(), at=AT, name=name or f"Account {number}", **fields)


def keeper() -> Viewer:
    """Return the administrator, with an account behind her so that rows can say who wrote them."""
    viewer = viewers.administrator()
    make_user(viewer)
    return viewer


def make_user(viewer: Viewer) -> Any:
    """Return the account row of a viewer made directly, so that foreign keys to it hold."""
    from django.contrib.auth import get_user_model

    user, _ = get_user_model().objects.get_or_create(
        id=viewer.user_id, defaults={"email": viewer.email, "name": viewer.name, "joined_at": AT}
    )
    return user


def given(user: Any, role: str, scope: Scope, place: UUID | None = None, **fields: Any) -> Any:
    """Give an account a role."""
    fields.setdefault("from_on", date(2026, 1, 1))
    return operations.grant_role(by=keeper(), at=AT, user=user.pk, role=role, scope=scope, place=place, **fields)


def viewer_of(user: Any, at: datetime = AT) -> Viewer:
    """Return the viewer that an account is."""
    return viewer_of_account(user, at=at, through="test")


def token(role: str, place: UUID | None = None, at: datetime = AT, scope: Scope | None = None) -> str:
    """Return a token of the programming interface for a new account with one role: in a partnership, or everywhere."""
    from goldenthread.api import operations as interface

    user = account()
    given(user, role, scope or (Scope.PARTNERSHIP if place else Scope.INSTALLATION), place)
    return interface.make_token(by=viewer_of(user, at), at=at, name="Test", days=30)
