"""Every change in the area. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.assurance.operations.answering import record_answer, send, write_part
from goldenthread.assurance.operations.asking import ask, withdraw
from goldenthread.assurance.operations.judging import accept, ask_again

__all__ = ["accept", "ask", "ask_again", "record_answer", "send", "withdraw", "write_part"]
