"""The tables of the thread. Only this area imports them."""

from goldenthread.thread.models.action import Action, ActionUpdate, Demand, Shortfall
from goldenthread.thread.models.finding import Finding, FindingAgency, FindingTheme, Theme
from goldenthread.thread.models.impact import ImpactEvidence, Judgement
from goldenthread.thread.models.recommendation import Addressee, Recommendation, RecommendationFinding, Response

__all__ = [
    "Action",
    "ActionUpdate",
    "Addressee",
    "Demand",
    "Finding",
    "FindingAgency",
    "FindingTheme",
    "ImpactEvidence",
    "Judgement",
    "Recommendation",
    "RecommendationFinding",
    "Response",
    "Shortfall",
    "Theme",
]
