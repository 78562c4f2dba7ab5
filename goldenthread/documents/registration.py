"""What papers add to the whole."""

from goldenthread.audit import registry as audit
from goldenthread.documents import tasks

__all__ = ["tasks"]

_OF_A_VERSION = "document title number file sha256"

audit.declare("documents.added", "added the paper “{title}” ({file})", fields=_OF_A_VERSION)
audit.declare("documents.replaced", "added version {number} of the paper “{title}” ({file})", fields=_OF_A_VERSION)
audit.declare("documents.changed", "changed what is said of the paper “{title}”", fields="document title changes")
audit.declare("documents.withdrawn", "withdrew the paper “{title}”: {reason}", fields="document title reason")
audit.declare("documents.opened", "opened the paper “{title}” ({file})", fields=_OF_A_VERSION, of_read=True)
