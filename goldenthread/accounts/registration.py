"""What the accounts area adds to the whole."""

from goldenthread.access import identity
from goldenthread.accounts import viewing
from goldenthread.audit import registry as audit

identity.register_resolver(viewing.viewer_by_email)

audit.declare("accounts.role_granted", "gave {account} the role {role}", fields="account role scope until_on")
audit.declare("accounts.role_ended", "ended the role {role} of {account}: {reason}", fields="account role reason")
audit.declare("accounts.account_made", "made an account for {account}", fields="account email")
audit.declare("accounts.account_closed", "closed the account of {account}: {reason}", fields="account reason")
audit.declare("accounts.account_reopened", "opened the account of {account} again", fields="account")
