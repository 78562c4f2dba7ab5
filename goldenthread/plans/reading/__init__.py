"""Reading a plan from Word, Excel, Markdown or text, in plain Python: no Django, no database."""

from goldenthread.plans.reading.blocks import CannotRead
from goldenthread.plans.reading.making import read_plan
from goldenthread.plans.reading.shapes import PlanReading

__all__ = ["CannotRead", "PlanReading", "read_plan"]
