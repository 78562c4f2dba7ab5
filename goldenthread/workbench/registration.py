"""What the workbench adds to the whole."""

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.ui import frame, lists, menu
from goldenthread.workbench import catalogue, parts, tasks  # noqa: F401 - importing tasks registers them
from goldenthread.workbench.frames import partnership_words
from goldenthread.workbench.saved import KeptViews

audit.declare("workbench.view_shared", "shared the view {name} of the list {list}", fields="name list")
audit.declare("workbench.delegated", "handed {title} to {to}", fields="title to")
audit.declare("workbench.taken_back", "took {title} back from {held_by}", fields="title held_by")
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

parts.register_all()
catalogue.register_all()

jobs.every("workbench.checks", cron="30 2 * * *")
jobs.every("workbench.mail_about_work", cron="0 6 * * *")
jobs.every("workbench.tidy", cron="45 3 * * *")

lists.saved_views.provide(KeptViews())
frame.fillings.partnership = partnership_words

for _code, _label, _url, _permission, _order in [
    ("my_work.list", "Everything due", "workbench:my_work", None, 1),
    ("my_work.checks", "Data checks", "workbench:checks", Permission.DATA_CHECK_VIEW, 2),
    ("my_work.calendar", "Your dates in your calendar", "workbench:calendar", Permission.WORK_VIEW, 3),
    ("my_work.mail", "Email about your work", "workbench:mail", Permission.WORK_VIEW, 4),
    ("my_work.drafts", "Your drafts", "workbench:drafts", None, 5),
]:
    menu.register(menu.MenuItem(_code, _label, _url, _permission, _order, parent="my_work"))
menu.register(menu.MenuItem("my_work", "My work", "workbench:my_work", None, 1))
