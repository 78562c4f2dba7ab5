"""From a plan as a partnership has it (XLSX, Word, Markdown or text) to what it says: priorities, outcomes, actions, gaps.

Plain Python: no Django, no database. Nothing is lost: what is not read as a part of the plan stands in ``unread`` with its place.
"""

from collections.abc import Mapping
from typing import IO

from goldenthread.plans.reading.columns import ROLES
from goldenthread.plans.reading.model import Action, Column, Gap, Outcome, PlanReading, Priority, Unread
from goldenthread.plans.reading.opening import open_plan
from goldenthread.plans.reading.outline import outline
from goldenthread.plans.reading.refusal import CannotRead

__all__ = [
    "ROLES",
    "Action",
    "CannotRead",
    "Column",
    "Gap",
    "Outcome",
    "PlanReading",
    "Priority",
    "Unread",
    "read_plan",
]


def read_plan(stream: IO[bytes], name: str, mapping: Mapping[str, str] | None = None) -> PlanReading:
    """Return what the plan in a file says.

    ``mapping`` says what the columns of its tables hold, by place ("0", "1"), instead of what their heads and cells tell.
    Raises `CannotRead` with a sentence when the file is no plan that can be read.
    """
    return outline(
        open_plan(stream, name), {int(place): role for place, role in (mapping or {}).items() if place.isdigit()}
    )
