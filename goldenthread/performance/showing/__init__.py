"""Sections of profiles, made ready to be shown: in a page, a report and a workbook the same. Asks nothing of the database."""

from goldenthread.performance.showing.sections import Shown, show
from goldenthread.performance.showing.small import card, cards, changed

__all__ = ["Shown", "card", "cards", "changed", "show"]
