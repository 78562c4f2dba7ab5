"""Filling a return: lines are kept as they are typed, by as many people as the agency has at work on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.returns import keeping, queries
from goldenthread.returns.models import Line
from goldenthread.returns.rules.asking import FOUR, WHOLE

_LONGEST, _WORDS = 60, 4_000
TEXTS = ("missing_why", "note", *FOUR)


@dataclass(slots=True)
class Kept:
    """What became of lines that were sent to be kept: those that changed, and those somebody else had changed meanwhile."""

    changed: list[UUID] = field(default_factory=list)
    theirs: dict[UUID, Line] = field(default_factory=dict)


@writes
def keep_lines(
    *, by: Viewer, at: datetime, answer: UUID, lines: Mapping[UUID, tuple[int, Mapping[str, Any]]], through: str = ""
) -> Kept:
    """Keep what was typed into lines of a return, right or wrong: the checks say what is wrong.

    For each line: the edition that was seen and ``{"cells": {cut: (numerator, denominator)}, "missing_why": …, "covered":
    (9, 12) or None, "note": …, "what": …}``; what is not named stays. A line somebody else saved meanwhile is left as it is and
    told in the answer; the others are kept. Typing takes back that a return is complete. ``through`` names a file.
    """
    row = keeping.to_fill(by, answer)
    rows = {each.pk: each for each in Line.objects.select_for_update().filter(answer=row, pk__in=lines)}
    asked = {each.pk: each for each in queries.asks(by, row.call_id).filter(agency=row.agency_id)}
    kept = Kept()
    for pk, (seen, given) in lines.items():
        if pk not in rows:
            raise RuleBroken("One of these lines is not part of this return. Open the return again.")
        line = rows[pk]
        changes = _changes(line, asked[line.ask_id].cells, given)
        if not any(getattr(line, name) != value for name, value in changes.items()):
            continue
        if line.edition != seen:
            kept.theirs[pk] = line
            continue
        figures = {"cells", "missing_why", "covered", "covered_of"}
        if any(getattr(line, name) != changes.get(name, getattr(line, name)) for name in figures):
            changes |= _entered(by, at, changes, line)
        line.apply(changes)
        kept.changed.append(pk)
    if kept.changed:
        if row.complete_at is not None:
            row.apply({"complete_at": None, "complete_by": None, "complete_by_name": ""})
        trail.write("returns.filled", by=by, at=at, **keeping.about(row), count=len(kept.changed), file=through[:200])
    return kept


def _changes(line: Line, asked: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {name: clean(given[name])[:_WORDS] for name in TEXTS if name in given}
    if "cells" in given:
        changes["cells"] = _cells(line, {WHOLE, *asked}, given["cells"])
    if "covered" in given:
        covered = Coverage(*given["covered"]) if given["covered"] else None
        changes |= {"covered": covered.months if covered else None, "covered_of": covered.of if covered else None}
    return changes


def _cells(line: Line, asked: set[str], given: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    if set(given) - asked:
        raise RuleBroken("A group that was given is not asked for.")
    cells = {cut: list(typed) for cut, typed in line.cells.items() if cut in asked}
    for cut, typed in given.items():
        tidy = [clean(each)[:_LONGEST] for each in typed]
        if any(tidy):
            cells[cut] = tidy
        else:
            cells.pop(cut, None)
    return cells


def _entered(by: Viewer, at: datetime, changes: Mapping[str, Any], line: Line) -> dict[str, Any]:
    """Who typed the numbers last; nobody, once all is taken out again."""
    if changes.get("cells", line.cells) or changes.get("missing_why", line.missing_why):
        return {"entered_at": at, "entered_by": by.user_id, "entered_by_name": by.name[:200]}
    return {"entered_at": None, "entered_by": None, "entered_by_name": ""}


@writes
def complete(*, by: Viewer, at: datetime, answers: Sequence[UUID]) -> None:
    """Say that returns are filled: all or none. Whoever signs them looks at them next."""
    rows = [keeping.to_fill(by, each) for each in keeping.counted_once(answers)]
    for row in rows:
        if row.complete_at is not None:
            raise RuleBroken("This return is complete already.")
        waiting = queries.sheet(by, row.pk).unready
        if waiting:
            raise RuleBroken(f"{waiting[0].asked.name}: {waiting[0].to_do[0]}")
        row.apply({"complete_at": at, "complete_by": by.user_id, "complete_by_name": by.name[:200]})
        trail.write("returns.completed", by=by, at=at, **keeping.about(row))


@writes
def take_back(*, by: Viewer, at: datetime, answers: Sequence[UUID]) -> None:
    """Say that returns are not complete after all."""
    for row in [keeping.to_fill(by, each) for each in keeping.counted_once(answers)]:
        if row.complete_at is None:
            raise RuleBroken("This return is not complete.")
        row.apply({"complete_at": None, "complete_by": None, "complete_by_name": ""})
        trail.write("returns.taken_back", by=by, at=at, **keeping.about(row))
