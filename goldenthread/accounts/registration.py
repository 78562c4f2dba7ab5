"""What the accounts area adds to the whole."""

from goldenthread.access import identity
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES
from goldenthread.accounts import signals, viewing
from goldenthread.audit import registry as audit
from goldenthread.ui import frame, menu

identity.register_resolver(viewing.viewer_by_email)
signals.listen()


def role_words(request: object) -> str:
    """Return the words on the link to one's account: the first role held, else the name."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return ""
    return next((role.name for code, role in ROLES.items() if code in viewer.roles), viewer.name)


frame.fillings.role = role_words

menu.register(menu.MenuItem("accounts", "Accounts", "accounts:accounts", Permission.ACCOUNT_VIEW, 900))
for code, label, permission, order in [
    ("accounts", "Everybody", Permission.ACCOUNT_VIEW, 901),
    ("invitations", "Invitations", Permission.ACCOUNT_VIEW, 902),
    ("coverage", "Second factor", Permission.ACCOUNT_VIEW, 903),
    ("roles", "Who may do what", None, 904),
    ("openings", "Openings to review", Permission.BREAK_GLASS_REVIEW, 905),
]:
    menu.register(menu.MenuItem(f"accounts.{code}", label, f"accounts:{code}", permission, order, parent="accounts"))

audit.declare("accounts.role_granted", "gave {account} the role {role}", fields="account role scope until_on")
audit.declare("accounts.role_ended", "ended the role {role} of {account}: {reason}", fields="account role reason")
audit.declare("accounts.account_made", "made an account for {account}", fields="account email")
audit.declare("accounts.account_closed", "closed the account of {account}: {reason}", fields="account reason")
audit.declare("accounts.account_reopened", "opened the account of {account} again", fields="account")
audit.declare("accounts.invited", "invited {name} as {role}", fields="name email role")
audit.declare("accounts.invitation_withdrawn", "withdrew the invitation of {name}", fields="name email")
audit.declare("accounts.invitation_accepted", "accepted an invitation as {role}", fields="role email")
audit.declare(
    "accounts.glass_broken",
    "opened the walled record {reference} for {hours} hours: {reason}",
    fields="reference reason hours",
    of_read=True,
)
audit.declare(
    "accounts.glass_refused", "tried to open a walled record as {reference}", fields="reference", of_read=True
)
audit.declare("accounts.glass_mended", "closed the walled record {reference} again", fields="reference")
audit.declare(
    "accounts.opening_reviewed",
    "reviewed the opening of {reference} by {account}: {verdict}",
    fields="reference account verdict note",
)
audit.declare("accounts.signed_in", "signed in", fields="how", of_read=True)
audit.declare("accounts.signed_out", "signed out", of_read=True)
audit.declare("accounts.sign_in_failed", "was refused at sign-in as {email}", fields="email", of_read=True)
audit.declare("accounts.factor_reset", "took away the second factor of {account}: {reason}", fields="account reason")
audit.declare("accounts.factor_changed", "changed how they sign in: {what}", fields="what")
