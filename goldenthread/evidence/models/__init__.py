"""The tables of the area. Only this area imports them."""

from goldenthread.evidence.models.benchmark import Benchmark
from goldenthread.evidence.models.charting import Rebase
from goldenthread.evidence.models.claim import Claim
from goldenthread.evidence.models.definition import Definition
from goldenthread.evidence.models.indicator import Indicator
from goldenthread.evidence.models.intake import Intake
from goldenthread.evidence.models.reading import CompleteParts, Reading

__all__ = ["Benchmark", "Claim", "CompleteParts", "Definition", "Indicator", "Intake", "Reading", "Rebase"]
