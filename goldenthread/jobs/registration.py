"""What background work adds to the whole."""

from goldenthread.audit import registry as audit
from goldenthread.jobs import chores, mail, registry

__all__ = ["chores", "mail"]

audit.declare("jobs.rerun", "ran the job {job} again ({task})", fields="job task")
audit.declare("jobs.mail_resent", "had the mail “{subject}” sent again", fields="mail subject")

registry.every("jobs.tidy", cron="20 3 * * *")
