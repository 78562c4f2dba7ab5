"""Tables of the audit trail."""

from goldenthread.audit.models.event import AuditEvent, ChainHead

__all__ = ["AuditEvent", "ChainHead"]
