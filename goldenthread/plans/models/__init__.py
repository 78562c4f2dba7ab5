"""The tables of the area. Only this area imports them."""

from goldenthread.plans.models.action import PlanAction
from goldenthread.plans.models.event import Event, EventLine
from goldenthread.plans.models.item import Alignment, Basis, Duty, Item, Joint, Measure, Service
from goldenthread.plans.models.lineage import Lineage
from goldenthread.plans.models.note import Note
from goldenthread.plans.models.plan import Plan
from goldenthread.plans.models.planimport import PlanImport
from goldenthread.plans.models.review import Cycle, Escalation, FourPart, Progress, Review, SignOff
from goldenthread.plans.models.statement import Statement
from goldenthread.plans.models.strategy import Strategy

__all__ = [
    "Alignment",
    "Basis",
    "Cycle",
    "Duty",
    "Escalation",
    "Event",
    "EventLine",
    "FourPart",
    "Item",
    "Joint",
    "Lineage",
    "Measure",
    "Note",
    "Plan",
    "PlanAction",
    "PlanImport",
    "Progress",
    "Review",
    "Service",
    "SignOff",
    "Statement",
    "Strategy",
]
