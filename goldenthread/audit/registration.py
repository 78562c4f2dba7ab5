"""What the audit trail adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import exporting, registry
from goldenthread.ui import lists, menu

registry.declare("audit.searched", "searched the audit trail for {query}", fields="query", of_read=True)
registry.declare("audit.verified", "checked the seals of {rows} rows of the audit trail", fields="rows", of_read=True)
registry.declare(
    "lists.exported",
    "exported {rows} rows of the list “{title}” ({format})",
    fields="code title format rows filters",
    of_read=True,
)
lists.on_export.append(exporting.note)
menu.register(menu.MenuItem("audit", "Audit trail", "audit:trail", Permission.AUDIT_VIEW, 900))
