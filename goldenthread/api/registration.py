"""What the programming interface adds to the whole."""

from goldenthread.audit import registry as audit
from goldenthread.workbench import portable

audit.declare("api.token_made", "made the interface token {name}, for {days} days", fields="name days")
audit.declare("api.token_revoked", "revoked the interface token {name}", fields="name")

portable.leave_out("tokens are made anew in each installation", "api.Token")
