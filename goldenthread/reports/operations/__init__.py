"""Every change to reports. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.reports.operations.publishing import approve, publish, reopen, take_down
from goldenthread.reports.operations.writing import add_section, start, write_section

__all__ = ["add_section", "approve", "publish", "reopen", "start", "take_down", "write_section"]
