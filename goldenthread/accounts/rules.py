"""Who may hold which role where, and who may give it: plain Python."""

from datetime import date

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Role, Scope
from goldenthread.foundation.errors import NotAllowed, RuleBroken


def role_called(code: str) -> Role:
    """Return the role with this code; raises `RuleBroken` when there is none."""
    try:
        return ROLES[code]
    except KeyError:
        raise RuleBroken("Choose a role from the list.", field="role") from None


def check_fits(role: Role, scope: Scope, from_on: date, until_on: date | None) -> None:
    """Raise `RuleBroken` when the role cannot be held in such a place or for such a time."""
    if scope not in role.scopes:
        held = " or ".join(sorted(place.value for place in role.scopes))
        raise RuleBroken(f"{role.name} is held in: {held}.", field="place")
    if role.must_end and until_on is None:
        raise RuleBroken(f"{role.name} needs a last day.", field="until_on")
    if until_on is not None and until_on < from_on:
        raise RuleBroken("The last day must not be before the first.", field="until_on")


def check_may_give(giver_permissions: frozenset[Permission], role: Role) -> None:
    """Raise `NotAllowed` when the giver would hand out more than she holds.

    ``giver_permissions`` are those she holds where the role will be held. A manager may give the roles of her partnership
    although she does not vote, sign figures off, fill and sign an agency's return, answer or grade cases for an agency, judge
    answers, approve breaches or break the glass herself: those are permissions an office carries and an inviter need not, and each
    use of them is seen by others. All others she must hold. Opening walled casework and reviewing who broke the glass are therefore
    given only by those who invite for the whole installation: otherwise a manager could invite herself, under a second e-mail,
    behind every wall of her partnership.
    """
    of_the_office = {
        Permission.GROUP_VOTE,
        Permission.EVIDENCE_SIGN_OFF,
        Permission.BREAK_GLASS,
        Permission.BREACH_APPROVE,
        Permission.ASSURANCE_ANSWER,
        Permission.ASSURANCE_JUDGE,
        Permission.RETURN_FILL,
        Permission.ASSESSMENT_FILL,
        Permission.ASSESSMENT_SIGN,
        Permission.RETURN_SIGN,
        Permission.ASSURANCE_DECIDE,
        Permission.CASE_AUDIT_GRADE,
        Permission.SCRUTINY_ANSWER,
    }
    beyond = role.permissions - giver_permissions - of_the_office
    if beyond:
        words = sorted(permission.sentence for permission in beyond)
        raise NotAllowed(f"You cannot give the role {role.name}: it lets people {words[0]}, and yours does not.")
