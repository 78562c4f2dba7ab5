"""Tables of the area."""

from goldenthread.reports.models.edition import Edition, EditionFile, Withdrawal
from goldenthread.reports.models.report import Report, Section

__all__ = ["Edition", "EditionFile", "Report", "Section", "Withdrawal"]
