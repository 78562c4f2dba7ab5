"""The tables of the area. Only this area imports them."""

from goldenthread.self_assessment.models.answer import Answer, Evidence, Part, Proof
from goldenthread.self_assessment.models.chase import Chase
from goldenthread.self_assessment.models.judging import Judgement, Step
from goldenthread.self_assessment.models.listening import Heard, Session, Survey, SurveyLink
from goldenthread.self_assessment.models.panel import Reader
from goldenthread.self_assessment.models.round import Place, Round
from goldenthread.self_assessment.models.sheet import For, Return, Signature, Version

__all__ = [
    "Answer",
    "Chase",
    "Evidence",
    "For",
    "Heard",
    "Judgement",
    "Part",
    "Place",
    "Proof",
    "Reader",
    "Return",
    "Round",
    "Session",
    "Signature",
    "Step",
    "Survey",
    "SurveyLink",
    "Version",
]
