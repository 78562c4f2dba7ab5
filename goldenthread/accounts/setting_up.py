"""Making an installation ready for its first account."""

from uuid import UUID

from django.core.management import call_command

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.accounts.models import RoleGrant, User
from goldenthread.accounts.viewing import OPERATOR_EMAIL, viewer_of_account
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation import clock

NOBODY_YET = UUID(int=0)


def make_ready() -> Viewer:
    """Bring the tables up to date; make the shared cache and the operator account; load the statutory rules and bank holidays.
    Running it again changes nothing.

    Returns the operator: the account that console commands act for. It has no password and cannot sign in.
    """
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    operator = User.objects.filter(email=OPERATOR_EMAIL).first() or _make_operator()
    viewer = viewer_of_account(operator, at=clock.now(), through="command")
    clocks.load_bank_holidays(by=viewer, at=clock.now())
    clocks.load_rules(by=viewer, at=clock.now())
    return viewer


def _make_operator() -> User:
    at = clock.now()
    user = User(email=OPERATOR_EMAIL, name="Operator of this installation", joined_at=at)
    user.set_unusable_password()
    user.save(force_insert=True)
    RoleGrant.objects.create(
        user=user,
        role="system_administrator",
        scope=Scope.INSTALLATION,
        from_on=clock.london_day(at),
        granted_by=user,
        granted_at=at,
    )
    grant = Grant("system_administrator", Scope.INSTALLATION)
    set_up = Viewer(user_id=user.id, name=user.name, email=user.email, grants=(grant,), through="command")
    trail.write("accounts.account_made", by=set_up, at=at, account=user.name, email=user.email)
    return user
