"""What the audit trail adds to the whole."""

from goldenthread.audit import registry

registry.declare("audit.exported", "exported {rows} rows of the audit trail", fields="rows", of_read=True)
registry.declare("audit.searched", "searched the audit trail for {query}", fields="query", of_read=True)
registry.declare("audit.verified", "checked the seals of {rows} rows of the audit trail", fields="rows", of_read=True)
