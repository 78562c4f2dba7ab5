"""Whose eyes background work uses: nobody in particular asks for it, and the operator reads neither figures nor money.

The nightly data checks and the triage list look at a partnership as one of its roles would, by default as its independent
scrutineer, who "reads everything that is not walled". The account stays the one that runs the work: the audit trail says who it
was. What such a look finds is kept as rows with their own readers; it is never shown as it is to whoever started it.
"""

from dataclasses import replace
from uuid import UUID

from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Grant, Viewer

SCRUTINEER = "scrutineer"


def through(by: Viewer, partnership: UUID, role: str = SCRUTINEER) -> Viewer:
    """Return the same account as it would see one partnership with one role there, and nothing else it may hold.

    Raises `ValueError` for a role there is not, or that is not held in a partnership.
    """
    if role not in ROLES or Scope.PARTNERSHIP not in ROLES[role].scopes:
        raise ValueError(f"Nobody looks at a partnership as {role}.")
    held = Grant(role, Scope.PARTNERSHIP, partnership, frozenset({partnership}))
    return replace(by, grants=(held,), agencies=frozenset(), groups=frozenset(), opened=frozenset())
