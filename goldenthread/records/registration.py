"""What the spine adds to the whole."""

from goldenthread.audit import registry as audit
from goldenthread.audit import walls as audit_walls
from goldenthread.records import presenters, tasks, walls

__all__ = ["tasks"]

audit.declare("records.read", "opened {reference}", fields="reference kind sensitivity", of_read=True)
audit_walls.hide(walls.hidden_from)
audit_walls.name_records(presenters.names_of_records)
