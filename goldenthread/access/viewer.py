"""Who is looking, what they hold, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Scope
from goldenthread.foundation.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held somewhere: the whole installation (``scope_id`` is None), a partnership, a group or an agency.

    ``scope_id`` is the id of the spine record of that partnership, group or agency. ``partnerships`` are those the scope
    belongs to: itself for a partnership, those that use it for a group, those it serves for an agency.
    """

    role: str
    scope: Scope
    scope_id: UUID | None = None
    partnerships: frozenset[UUID] = frozenset()

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role allows."""
        return ROLES[self.role].permissions


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a permission is held, as ids of spine records. ``everywhere`` means no limit.

    ``partnerships``, ``groups`` and ``agencies`` are the places of the grants themselves. ``around`` are all partnerships
    those places belong to: an agency's member reads about every partnership the agency serves.
    """

    everywhere: bool = False
    partnerships: frozenset[UUID] = frozenset()
    groups: frozenset[UUID] = frozenset()
    agencies: frozenset[UUID] = frozenset()
    around: frozenset[UUID] = frozenset()

    @property
    def nowhere(self) -> bool:
        """Whether the permission is held in no place at all."""
        return not (self.everywhere or self.partnerships or self.groups or self.agencies)


@dataclass(frozen=True, slots=True)
class Viewer:
    """One account, as it stands during one request or command: every read and every write starts from it.

    ``person_id`` is the person in the register of people, if the account belongs to one. ``agencies`` are the agencies
    whose work reaches this person. ``through`` says by which door they came: web, command, job or interface.
    ``audience``: they read for others, who may not see every figure ("board", "public"); "" is for themselves.
    ``opened`` are the walled records they have opened by break-glass and may read for now.
    """

    user_id: UUID
    name: str
    email: str
    grants: tuple[Grant, ...] = ()
    person_id: UUID | None = None
    agencies: frozenset[UUID] = frozenset()
    groups: frozenset[UUID] = frozenset()
    opened: frozenset[UUID] = frozenset()
    through: str = "web"
    request_id: str = ""
    audience: str = ""
    address: str = field(default="", repr=False)

    @property
    def rights(self) -> "Viewer":
        """The same viewer without what says nothing of what they may know: two with the same rights see the same."""
        return replace(self, name="", email="", through="", request_id="", address="")

    def reading_for(self, audience: str) -> "Viewer":
        """Return the same viewer, reading for an audience: figures come to them as that audience may see them."""
        return replace(self, audience=audience)

    def reach(self, permission: Permission) -> Reach:
        """Say where this viewer holds ``permission``."""
        held = [grant for grant in self.grants if permission in grant.permissions]
        return Reach(
            everywhere=any(grant.scope is Scope.INSTALLATION for grant in held),
            partnerships=_ids(held, Scope.PARTNERSHIP),
            groups=_ids(held, Scope.GROUP),
            agencies=_ids(held, Scope.AGENCY),
            around=frozenset().union(*(grant.partnerships for grant in held)) | _ids(held, Scope.PARTNERSHIP),
        )

    def may(
        self,
        permission: Permission,
        *,
        partnership: UUID | None = None,
        group: UUID | None = None,
        agency: UUID | None = None,
    ) -> bool:
        """Say whether the viewer holds ``permission`` in any one of the places named.

        With no place named: whether it is held for the whole installation.
        """
        reach = self.reach(permission)
        return (
            reach.everywhere or partnership in reach.partnerships or group in reach.groups or agency in reach.agencies
        )

    def may_somewhere(self, permission: Permission) -> bool:
        """Say whether the viewer holds ``permission`` anywhere: enough to open a list, never enough to see a row."""
        return not self.reach(permission).nowhere

    def require(
        self,
        permission: Permission,
        *,
        partnership: UUID | None = None,
        group: UUID | None = None,
        agency: UUID | None = None,
    ) -> None:
        """Raise `NotAllowed`, with a sentence, unless `may` would say yes."""
        if not self.may(permission, partnership=partnership, group=group, agency=agency):
            raise NotAllowed(f"Your roles do not let you {permission.sentence} here.")

    @property
    def roles(self) -> frozenset[str]:
        """The codes of the roles held, wherever they are held."""
        return frozenset(grant.role for grant in self.grants)


def _ids(grants: Iterable[Grant], scope: Scope) -> frozenset[UUID]:
    return frozenset(grant.scope_id for grant in grants if grant.scope is scope and grant.scope_id is not None)
