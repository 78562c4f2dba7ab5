"""The tables of the area. Only this area imports them."""

from goldenthread.evidence.models.benchmark import Benchmark
from goldenthread.evidence.models.charting import Rebase
from goldenthread.evidence.models.claim import Claim
from goldenthread.evidence.models.containment import Containment
from goldenthread.evidence.models.definition import Definition
from goldenthread.evidence.models.indicator import Indicator
from goldenthread.evidence.models.intake import Intake
from goldenthread.evidence.models.population import GroupPopulation
from goldenthread.evidence.models.reading import CompleteParts, Reading
from goldenthread.evidence.models.target import AcceptedShortfall, Target

__all__ = [
    "AcceptedShortfall",
    "Benchmark",
    "Claim",
    "CompleteParts",
    "Containment",
    "Definition",
    "GroupPopulation",
    "Indicator",
    "Intake",
    "Reading",
    "Rebase",
    "Target",
]
