"""Giving and ending roles."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import giving, rules
from goldenthread.accounts.models import RoleGrant, User
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean


@writes
def grant_role(
    *,
    by: Viewer,
    at: datetime,
    user: UUID,
    role: str,
    scope: Scope,
    from_on: date,
    place: UUID | None = None,
    until_on: date | None = None,
) -> RoleGrant:
    """Give an account a role in a place. Raises `RuleBroken` or `NotAllowed` with a sentence."""
    wanted = rules.role_called(role)
    rules.check_fits(wanted, scope, from_on, until_on)
    if user == by.user_id:
        raise RuleBroken("Nobody gives a role to themselves. Ask a colleague.", field="role")
    giving.check_may_grant(by, wanted, scope, place)
    account = User.objects.filter(pk=user, is_active=True).first()
    if account is None:
        raise NotFound("There is no open account here.")
    if RoleGrant.objects.filter(user=account, role=role, place_id=place, ended_at__isnull=True).exists():
        raise RuleBroken(f"{account.name} already holds the role {wanted.name} there.", field="role")
    grant = RoleGrant.objects.create(
        user=account,
        role=role,
        scope=scope,
        place_id=place,
        from_on=from_on,
        until_on=until_on,
        granted_by_id=by.user_id,
        granted_at=at,
    )
    trail.write(
        "accounts.role_granted",
        by=by,
        at=at,
        record=place,
        account=account.name,
        role=wanted.name,
        scope=scope.value,
        until_on=until_on,
    )
    return grant


@writes
def end_grant(*, by: Viewer, at: datetime, grant: UUID, reason: str) -> RoleGrant:
    """End a role now, for a reason."""
    row = RoleGrant.objects.select_for_update().filter(pk=grant, ended_at__isnull=True).first()
    if row is None:
        raise NotFound("There is no such role to end.")
    role = ROLES.get(row.role)
    giving.require_account_rights(by, Scope(row.scope), row.place_id)
    said = clean(reason)
    if not said:
        raise RuleBroken("Say why the role ends.", field="reason")
    row.ended_at, row.ended_by_id, row.end_reason = at, by.user_id, said[:300]
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    trail.write(
        "accounts.role_ended",
        by=by,
        at=at,
        record=row.place_id,
        account=row.user.name,
        role=role.name if role else row.role,
        reason=said,
    )
    return row
