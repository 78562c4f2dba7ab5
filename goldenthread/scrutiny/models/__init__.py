"""The tables of the area."""

from goldenthread.scrutiny.models.evaluation import Asked, Contribution, Evaluation, Judgement, Shown
from goldenthread.scrutiny.models.inspection import Inspected, Inspection, Judged, SignOff
from goldenthread.scrutiny.models.plan import Look, Rested, ScrutinyPlan
from goldenthread.scrutiny.models.visit import Noted, Owed, Visit, VisitAnswer, Visitor, VisitPlan

__all__ = [
    "Asked",
    "Contribution",
    "Evaluation",
    "Inspected",
    "Inspection",
    "Judged",
    "Judgement",
    "Look",
    "Noted",
    "Owed",
    "Rested",
    "ScrutinyPlan",
    "Shown",
    "SignOff",
    "Visit",
    "VisitAnswer",
    "VisitPlan",
    "Visitor",
]
