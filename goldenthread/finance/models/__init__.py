"""The tables of the area. Only this area imports them."""

from goldenthread.finance.models.commitment import Commitment
from goldenthread.finance.models.entry import Entry
from goldenthread.finance.models.fund import Fund
from goldenthread.finance.models.in_kind import InKind
from goldenthread.finance.models.intake import Intake
from goldenthread.finance.models.line import Line
from goldenthread.finance.models.printed import PrintedTotal
from goldenthread.finance.models.question import FundingQuestion
from goldenthread.finance.models.year import FinancialYear

__all__ = [
    "Commitment",
    "Entry",
    "FinancialYear",
    "Fund",
    "FundingQuestion",
    "InKind",
    "Intake",
    "Line",
    "PrintedTotal",
]
