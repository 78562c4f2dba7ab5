"""The tables of the area. Only this area imports them."""

from goldenthread.returns.models.answer import Line, Question, Return
from goldenthread.returns.models.call import Ask, Call
from goldenthread.returns.models.chase import Chase
from goldenthread.returns.models.version import Version

__all__ = ["Ask", "Call", "Chase", "Line", "Question", "Return", "Version"]
