"""Tables of the area."""

from goldenthread.reports.models.checking import Release, Silence
from goldenthread.reports.models.comments import Comment
from goldenthread.reports.models.edition import Edition, EditionFile, Withdrawal
from goldenthread.reports.models.pack import Pack, PackItem
from goldenthread.reports.models.received import Received
from goldenthread.reports.models.report import Report, Section
from goldenthread.reports.models.sending import Chase, Recipient, Sending
from goldenthread.reports.models.updates import JointUpdate, UpdatePart

__all__ = [
    "Chase",
    "Comment",
    "Edition",
    "EditionFile",
    "JointUpdate",
    "Pack",
    "PackItem",
    "Received",
    "Recipient",
    "Release",
    "Report",
    "Section",
    "Sending",
    "Silence",
    "UpdatePart",
    "Withdrawal",
]
