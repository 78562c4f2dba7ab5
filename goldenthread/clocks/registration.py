"""What the clocks add to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.ui import menu

_MOVED = "deadline title before after"

audit.declare("clocks.started", "started {title}, due {due}", fields="deadline title due rule")
audit.declare("clocks.completed", "marked {title} done on {on}, due {due}", fields="deadline title on due")
audit.declare("clocks.reopened", "opened {title} again: {why}", fields="deadline title why")
audit.declare("clocks.cancelled", "cancelled {title}: {why}", fields="deadline title why")
audit.declare("clocks.handed_over", "handed {title} to {to}", fields="deadline title to why")
audit.declare("clocks.paused", "paused {title}: {reason}", fields="deadline title reason")
audit.declare("clocks.resumed", "let {title} go on, moved from {before} to {after}", fields=_MOVED)
audit.declare("clocks.date_set", "set {title} from {before} to {after}: {why}", fields=f"{_MOVED} why")
audit.declare(
    "clocks.trigger_corrected",
    "corrected the start of {title}, from {before} to {after}: {why}",
    fields=f"{_MOVED} why",
)
audit.declare(
    "clocks.redated", "moved {title} from {before} to {after} for the bank holiday of {day}", fields=f"{_MOVED} day"
)
audit.declare(
    "clocks.breach_explained", "gave the reason for missing {title}: {reason}", fields="deadline title reason"
)
audit.declare(
    "clocks.breach_approved", "approved the reason for missing {title}: {reason}", fields="deadline title reason"
)
audit.declare("clocks.rules_loaded", "loaded {count} of the statutory rules", fields="count")
audit.declare(
    "clocks.rule_verified", "confirmed {rule} ({version}) against {source}", fields="rule version variant source"
)
audit.declare(
    "clocks.check_withdrawn", "took back the check of {rule} ({version})", fields="rule version variant source"
)
audit.declare("clocks.local_rule_added", "added the local rule {rule}: {title}", fields="rule variant title")
audit.declare("clocks.holidays_loaded", "loaded {count}", fields="count")
audit.declare("clocks.holiday_added", "added the bank holiday {name} on {day}", fields="day name")
audit.declare("clocks.holiday_renamed", "renamed the bank holiday of {day}", fields="day changes")
audit.declare("clocks.holiday_removed", "removed the bank holiday {name} on {day}: {why}", fields="day name why")
audit.declare("clocks.closure_added", "noted that {place} is closed on {day}: {name}", fields="day name place")
audit.declare("clocks.closure_removed", "removed the closure of {place} on {day}", fields="day name place")
audit.declare("clocks.terms_begun", "began the term dates {name}", fields="name")
audit.declare("clocks.term_added", "added {name}, {first_day} to {last_day}", fields="name first_day last_day")
audit.declare("clocks.term_removed", "removed {name}, {first_day} to {last_day}", fields="name first_day last_day")

_RULES = Permission.RULE_VIEW
menu.register(menu.MenuItem("clocks", "Clocks", "clocks:rules", _RULES, order=70))
menu.register(menu.MenuItem("clocks.rules", "Register of rules", "clocks:rules", _RULES, order=1, parent="clocks"))
menu.register(menu.MenuItem("clocks.changes", "What changed", "clocks:changes", _RULES, order=2, parent="clocks"))
menu.register(menu.MenuItem("clocks.calendar", "Calendar", "clocks:calendar", _RULES, order=3, parent="clocks"))
