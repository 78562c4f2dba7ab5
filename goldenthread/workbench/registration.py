"""What the workbench adds to the whole."""

from goldenthread.audit import registry as audit

audit.declare("workbench.view_shared", "shared the view {name} of the list {list}", fields="name list")
audit.declare("workbench.mail_chosen", "chose the digest {digest} for their own work", fields="digest reminders")
audit.declare("workbench.feed_made", "made a calendar address, {name}", fields="name")
audit.declare("workbench.feed_revoked", "stopped the calendar address {name}", fields="name")
audit.declare(
    "workbench.exported",
    "exported everything of {title}: {rows} rows",
    fields="title rows folder",
    of_read=True,
)
audit.declare(
    "workbench.imported",
    "restored an export of {title}: {written} rows written, {same} there already, {conflicts} different",
    fields="title written same conflicts",
)
audit.declare("workbench.checks_ran", "ran {checks} data checks, which found {found}", fields="checks found")
