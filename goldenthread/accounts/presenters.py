"""Words and tags for the pages of the accounts area."""

from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.accounts.models import Invitation, RoleGrant, User
from goldenthread.foundation.text import listed, short_date
from goldenthread.records import queries as records


def role_name(code: str) -> str:
    """Return the name of a role; a role that is no longer on the page of roles keeps its code."""
    return ROLES[code].name if code in ROLES else code


def place_words(row: RoleGrant | Invitation) -> str:
    """Say where a role is held."""
    return row.place.title if row.place else "The whole installation"


def held_words(viewer: Viewer, grant: Grant) -> str:
    """Say where one of the viewer's own roles is held."""
    if grant.scope is Scope.INSTALLATION or grant.scope_id is None:
        return "The whole installation"
    record = records.visible(viewer).filter(pk=grant.scope_id).first()
    return record.title if record else "A place that is no longer there"


def roles_words(user: User) -> str:
    """Say which roles an account holds now."""
    return listed(sorted({role_name(grant.role) for grant in user.grants.all() if grant.ended_at is None})) or "None"


def account_tag(user: User) -> tuple[str, str]:
    """Say whether an account is open."""
    return ("Open", "green") if user.is_active else ("Closed", "grey")


def factor_tag(user: User) -> tuple[str, str]:
    """Say whether an account has a second factor."""
    return ("Set up", "green") if getattr(user, "has_second_factor", False) else ("None yet", "amber")


def invitation_tag(row: Invitation, now: object) -> tuple[str, str]:
    """Say what became of an invitation."""
    if row.accepted_at:
        return ("Accepted", "green")
    if row.withdrawn_at:
        return ("Withdrawn", "grey")
    if row.expires_at <= now:  # type: ignore[operator]
        return ("Ran out", "amber")
    return ("Waiting", "blue")


def grant_time(row: RoleGrant) -> str:
    """Say from when until when a role is held."""
    if row.ended_at:
        return f"{short_date(row.from_on)} to {short_date(row.ended_at.date())}: {row.end_reason}"
    if row.until_on:
        return f"{short_date(row.from_on)} to {short_date(row.until_on)}"
    return f"Since {short_date(row.from_on)}"
