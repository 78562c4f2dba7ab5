"""What the spine adds to the whole."""

from goldenthread.audit import registry as audit

audit.declare("records.read", "opened {reference}", fields="reference kind sensitivity", of_read=True)
