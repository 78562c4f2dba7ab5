"""What the operations share: finding what somebody may change, and naming it in the trail."""

from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import queries
from goldenthread.evidence.models import Definition, Indicator
from goldenthread.evidence.rules import cuts, defining
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean


def kept_by(by: Viewer, pk: UUID) -> Indicator:
    """Return an indicator that ``by`` keeps; raises `NotFound` or `NotAllowed`."""
    row = queries.indicator(by, pk)
    by.require(Permission.EVIDENCE_EDIT, partnership=row.partnership_id)
    return row


def of(row: Indicator, **more: Any) -> dict[str, Any]:
    """Return what every event of an indicator says about it."""
    return {"record": row.pk, "partnership": row.partnership_id, "indicator": row.name, **more}


def about(period: Period, cut: str) -> str:
    """Return a period and cut in words, for the trail."""
    return say(period) if cut == cuts.WHOLE else f"{say(period)}, {cuts.words(cut)}"


def definition_of(row: Indicator, on: date) -> Details:
    """Return the definition in force on a day."""
    versions: dict[int, Definition] = {each.version: each for each in row.definitions.all()}
    return versions[defining.in_force({number: each.from_on for number, each in versions.items()}, on)].details


def needed(text: str, field: str, sentence: str, most: int = 2_000) -> str:
    """Return cleaned text; raises `RuleBroken` when it is empty."""
    found = clean(text)
    if not found:
        raise RuleBroken(sentence, field=field)
    return found[:most]
