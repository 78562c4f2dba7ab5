"""The tables of the area."""

from goldenthread.scrutiny.models.inspection import Inspected, Inspection, Judged, SignOff
from goldenthread.scrutiny.models.visit import Noted, Owed, Visit, VisitAnswer, Visitor, VisitPlan

__all__ = [
    "Inspected",
    "Inspection",
    "Judged",
    "Noted",
    "Owed",
    "SignOff",
    "Visit",
    "VisitAnswer",
    "VisitPlan",
    "Visitor",
]
