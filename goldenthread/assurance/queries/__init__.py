"""Every read of the area: from the viewer, and no more than the viewer may know."""

from goldenthread.assurance.queries.enquiries import (
    asked_together,
    enquiries,
    enquiry,
    late,
    may_ask,
    may_judge,
    may_write,
)
from goldenthread.assurance.queries.exceptions import EXCEPTION, exception, exceptions, may_decide, of_exceptions
from goldenthread.assurance.queries.points import marks, origins, points
from goldenthread.assurance.queries.scope import CALL, KINDS, REPORT, agencies, groups, of_enquiries, places
from goldenthread.assurance.queries.signals import looks, of_signals, outdated, raised, signal, worked_out

__all__ = [
    "CALL",
    "EXCEPTION",
    "KINDS",
    "REPORT",
    "agencies",
    "asked_together",
    "enquiries",
    "enquiry",
    "exception",
    "exceptions",
    "groups",
    "late",
    "looks",
    "marks",
    "may_ask",
    "may_decide",
    "may_judge",
    "may_write",
    "of_enquiries",
    "of_exceptions",
    "of_signals",
    "origins",
    "outdated",
    "places",
    "points",
    "raised",
    "signal",
    "worked_out",
]
