"""What background work adds to the whole."""

from django.conf import settings

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.jobs import chores, mail, registry
from goldenthread.ui import menu

__all__ = ["chores", "mail"]

audit.declare("jobs.rerun", "ran the job {job} again ({task})", fields="job task")
audit.declare("jobs.mail_resent", "had the mail “{subject}” sent again", fields="mail subject")

audit.declare("jobs.backed_up", "made a backup of the installation ({folder})", fields="folder", of_read=True)
audit.declare("jobs.restored", "restored the installation from the backup of {made}", fields="made")

registry.every("jobs.tidy", cron="20 3 * * *")
if settings.BACKUPS_KEPT:
    registry.every("jobs.backup", cron="10 1 * * *")
menu.register(menu.MenuItem("jobs", "Background work", "jobs:jobs", Permission.JOB_VIEW, 910))
menu.register(menu.MenuItem("jobs.jobs", "Jobs", "jobs:jobs", Permission.JOB_VIEW, 1, parent="jobs"))
menu.register(menu.MenuItem("jobs.mail", "Outgoing mail", "jobs:mails", Permission.JOB_VIEW, 2, parent="jobs"))
