"""Viewers for tests, made directly: who looks, with which role, and where. No account and no row is needed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.foundation.ids import uuid7


def viewer(*grants: Grant, **fields: Any) -> Viewer:
    """Return a viewer who holds ``grants``; without any, somebody who may do nothing."""
    user_id = fields.pop("user_id", None) or uuid7()
    fields.setdefault("name", "Robin Example")
    fields.setdefault("email", f"robin.{user_id.hex[-12:]}@example.org")
    return Viewer(user_id=user_id, grants=tuple(grants), **fields)


def grant(
    role: str,
    *,
    partnership: UUID | None = None,
    group: UUID | None = None,
    agency: UUID | None = None,
    around: Iterable[UUID] = (),
) -> Grant:
    """Return a role held in one place, or in the whole installation when none is named.

    ``around``: the partnerships that the group or agency belongs to.
    """
    if partnership is not None:
        return Grant(role, Scope.PARTNERSHIP, partnership, frozenset({partnership}))
    if group is not None:
        return Grant(role, Scope.GROUP, group, frozenset(around))
    if agency is not None:
        return Grant(role, Scope.AGENCY, agency, frozenset(around))
    return Grant(role, Scope.INSTALLATION)


def holding(
    role: str,
    *,
    partnership: UUID | None = None,
    group: UUID | None = None,
    agency: UUID | None = None,
    around: Iterable[UUID] = (),
    **fields: Any,
) -> Viewer:
    """Return a viewer with one role in one place: ``holding("business_manager", partnership=record_id)``."""
    held = grant(role, partnership=partnership, group=group, agency=agency, around=around)
    if agency is not None:
        fields.setdefault("agencies", frozenset({agency}))
    if group is not None:
        fields.setdefault("groups", frozenset({group}))
    return viewer(held, **fields)


def who_may(permission: Permission, *, partnership: UUID | None = None, **fields: Any) -> Viewer:
    """Return a viewer with the first role that allows ``permission``, in a partnership or in the installation."""
    scope = Scope.PARTNERSHIP if partnership is not None else Scope.INSTALLATION
    for role in ROLES.values():
        if permission in role.permissions and scope in role.scopes:
            return holding(role.code, partnership=partnership, **fields)
    raise LookupError(f"No role that can be held in {scope} allows {permission.code}.")


def administrator(**fields: Any) -> Viewer:
    """Return a viewer who keeps the installation running."""
    return holding("system_administrator", **fields)


def business_manager(partnership: UUID, **fields: Any) -> Viewer:
    """Return the viewer who runs a partnership's business unit."""
    return holding("business_manager", partnership=partnership, **fields)


def stranger(**fields: Any) -> Viewer:
    """Return a viewer with an account and no role at all."""
    return viewer(**fields)
