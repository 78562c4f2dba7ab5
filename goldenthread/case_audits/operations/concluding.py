"""The end of an audit: what it found, who does what about it by when, and that it is complete, in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, queries
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.rules import moderation, references, states
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, counted
from goldenthread.thread import operations as thread
from goldenthread.thread import queries as threads


@dataclass(frozen=True, slots=True)
class Concluded:
    """One thing a meeting leaves with: what was found, or a ``finding`` recorded before, and what is done about it.

    ``row`` is its place on the page, so that an error stands where it belongs. An ``action`` has its ``agency`` and its day.
    """

    row: str
    kind: str = ""
    text: str = ""
    theme: str = ""
    finding: UUID | None = None
    action: str = ""
    agency: UUID | None = None
    due: date | None = None

    def fault(self, today: date) -> tuple[str, str] | None:
        """Return the field and the sentence of what is missing; None where it is whole."""
        if self.finding is None and not clean(self.text):
            return ("text", "Say what was found.") if clean(self.action) or self.agency or self.due else None
        if clean(self.action) and self.agency is None:
            return ("agency", "Say which agency owns the action.")
        if clean(self.action) and self.due is None:
            return ("due", "Say by when it is done.")
        if not clean(self.action) and (self.agency or self.due):
            return ("action", "Say what is to be done.")
        if self.due is not None and self.due <= today:
            return ("due", "Give the agency a day after today.")
        return None


@writes
def complete(
    *,
    by: Viewer,
    at: datetime,
    audit: UUID,
    on: date,
    words: str = "",
    again_on: date | None = None,
    concluded: Sequence[Concluded] = (),
) -> None:
    """Declare an audit complete ``on`` the day of the meeting: what it has by its type was moderated, or heard.

    From then on its results, never its cases, are known to all partners. ``again_on`` is when it is looked at again. What the
    meeting leaves with is kept with it: findings of the audit, and actions that follow from them with an owner and a day.
    """
    row = keeping.held(by, audit)
    states.check_can_move(row.state, states.COMPLETE)
    _check_finished(by, row)
    if on > london_day(at):
        raise RuleBroken("The meeting cannot have been on a day that has not come.", field="on")
    if again_on is not None and again_on <= on:
        raise RuleBroken("It is looked at again after the meeting.", field="again_on")
    _conclude(row, concluded, by=by, at=at)
    row.apply(
        {
            "state": states.COMPLETE,
            "moderated_on": on,
            "again_on": again_on,
            "ended_words": clean(words),
            **keeping.who(by, at, "ended"),
        }
    )
    if again_on is not None and row.group_id is not None:
        _look_again(row, again_on, by=by, at=at)
    keeping.to_trail("case_audits.completed", row, by=by, at=at, on=on)


def _conclude(row: Audit, concluded: Sequence[Concluded], *, by: Viewer, at: datetime) -> None:
    """Record findings and open actions; raises `RuleBroken` at the field of the row that lacks something or tells of a case."""
    cases = list(queries.cases(by, row.pk).values_list("reference", flat=True))
    ours = set(threads.findings(by).filter(source=row.pk).values_list("pk", flat=True))
    for each in concluded:
        fault = each.fault(london_day(at))
        if fault:
            raise RuleBroken(fault[1], field=f"{fault[0]}_{each.row}")
        for field in ("text", "theme", "action"):
            references.check_tells_no_case(getattr(each, field), cases, f"{field}_{each.row}")
        if each.finding is not None and each.finding not in ours:
            raise RuleBroken("Choose a finding of this audit.", field=f"action_{each.row}")
    for each in concluded:
        found = each.finding or (_find(row, each, by=by, at=at) if clean(each.text) else None)
        if found is not None and clean(each.action):
            thread.open_action(
                by=by, at=at, partnership=row.partnership_id, title="", text=each.action, owner_agency=each.agency,
                owner_group=row.group_id, due=each.due, demanded_by=[(found, "")], illustrative=row.record.illustrative,
            )  # fmt: skip


def _find(row: Audit, each: Concluded, *, by: Viewer, at: datetime) -> UUID:
    themes = [theme.strip() for theme in each.theme.split(",") if theme.strip()]
    made: UUID = thread.record_finding(
        by=by, at=at, source=row.pk, kind=each.kind, text=each.text, themes=themes, partnership=row.partnership_id,
        owner_group=row.group_id, illustrative=row.record.illustrative,
    )  # fmt: skip
    return made


def _check_finished(by: Viewer, row: Audit) -> None:
    """Raise `RuleBroken` unless an audit has what its type asks for: its cases moderated, or people heard."""
    if not row.type.graded:
        if not row.heard.exists():
            raise RuleBroken("Nobody was heard yet: say first which group was.")
        return
    keeping.check_moderating(row)
    waiting = moderation.furthest(queries.cells(by, row)) if queries.is_moderated(by, row) else []
    if waiting:
        raise RuleBroken(f"{counted(len(waiting), 'question')} of its cases are still to be moderated.")


def _look_again(row: Audit, again_on: date, *, by: Viewer, at: datetime) -> None:
    clocks.start(
        by=by, at=at, record=row.pk, trigger=at, title=f"Audit again: {row.title}"[:250], due=again_on,
        why="Set when the audit was completed", owner_group=row.group_id, allowed=True,
    )  # fmt: skip
