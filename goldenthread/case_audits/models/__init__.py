"""The tables of the area. Only this area imports them."""

from goldenthread.case_audits.models.audit import Audit, Auditor, Participant, Tally
from goldenthread.case_audits.models.following import CaseAction, Concern
from goldenthread.case_audits.models.grading import Agreed, Grade
from goldenthread.case_audits.models.hearing import Heard, Said
from goldenthread.case_audits.models.programme import Programme, Topic
from goldenthread.case_audits.models.sample import Case, Draw, OwnReference

__all__ = [
    "Agreed",
    "Audit",
    "Auditor",
    "Case",
    "CaseAction",
    "Concern",
    "Draw",
    "Grade",
    "Heard",
    "OwnReference",
    "Participant",
    "Programme",
    "Said",
    "Tally",
    "Topic",
]
