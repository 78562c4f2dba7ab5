"""The people who look: one account for each of the roles that pages are measured with."""

from bench.sizes import Made
from goldenthread.accounts.models import RoleGrant, User

LOOKING = [
    ("system_administrator", "installation"),
    ("business_manager", "partnership"),
    ("agency_member", "agency"),
    ("group_chair", "group"),
]


def generate(made: Made) -> None:
    """Make an account for each role, held in the first partnership, its first (shared) agency or its first group."""
    first = made.partnerships[0]
    places = {"partnership": first, "agency": made.agencies[first][1], "group": made.groups[first][0]}
    for role, scope in LOOKING:
        user = User.objects.create(email=f"{role}@bench.example", name=role, joined_at=made.at)
        RoleGrant.objects.create(
            user=user,
            role=role,
            scope=scope,
            place_id=places.get(scope),
            from_on=made.begun,
            granted_by=user,
            granted_at=made.at,
        )
