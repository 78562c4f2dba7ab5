"""Tables of background work and outgoing mail."""

from goldenthread.jobs.models.job import Job
from goldenthread.jobs.models.mail import OutgoingMail
from goldenthread.jobs.models.schedule import Schedule

__all__ = ["Job", "OutgoingMail", "Schedule"]
