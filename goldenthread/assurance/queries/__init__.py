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
from goldenthread.assurance.queries.points import marks, origins, points
from goldenthread.assurance.queries.scope import CALL, KINDS, REPORT, agencies, groups, of_enquiries, places

__all__ = [
    "CALL",
    "KINDS",
    "REPORT",
    "agencies",
    "asked_together",
    "enquiries",
    "enquiry",
    "groups",
    "late",
    "marks",
    "may_ask",
    "may_judge",
    "may_write",
    "of_enquiries",
    "origins",
    "places",
    "points",
]
