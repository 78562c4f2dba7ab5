"""From blocks to a plan: priorities as headings or rows, outcomes, actions, and what is missing."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import IO

from goldenthread.foundation.text import clean
from goldenthread.plans.reading.blocks import Block, Line, TableRow, blocks
from goldenthread.plans.reading.shapes import Action, Column, Outcome, PlanReading, Priority

_PRIORITY = re.compile(r"^(?:\d+[.)]\s*)?(?:strategic\s+)?priority\s+(\d+[a-z]?)\b[\s.:–-]*(.*)$", re.I | re.S)
_LED = re.compile(r"\(\s*led\s+by:?\s+([^)]*)\)\s*", re.I)
_HEADS = (
    ("measure", r"measure|success|how will we know|kpi|indicator|evidence"),
    ("sub_action", r"sub.?action|milestone|steps"),
    ("due", r"when|date|timescale|deadline|^by\b|due|target date"),
    ("owner", r"who|owner|lead|responsib|agency"),
    ("action", r"how we|action|what we will do|activity|task"),
    ("outcome", r"what we want|outcome|objective|aim|goal"),
    ("priority", r"priority|theme"),
    ("number", r"^(no\.?|ref\.?|number|#)$"),
)
_WAYS = (("outcome", r"^what (we|do we) (will|want)"), ("action", r"^how (we|will we)"))
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_NUMBER = re.compile(r"^(\d+(?:\.\d+)*[a-z]?|\d+[a-z])[.):]?\s+", re.I)
USUAL = ("outcome", "action", "owner", "due")


def read_plan(stream: IO[bytes], name: str, mapping: Mapping[str, str] | None = None) -> PlanReading:
    """Read a plan. ``mapping`` says what the columns of its tables mean, by place ("0", "1"), else their heads tell.

    Raises `CannotRead` for a file that cannot be read at all. Nothing is lost: what is no part of a plan is ``unread``.
    """
    maker = _Maker(dict(mapping or {}))
    for block in blocks(stream, name):
        maker.take(block)
    return maker.finished()


class _Maker:
    def __init__(self, mapping: dict[str, str]) -> None:
        self.reading = PlanReading()
        self.mapping = mapping
        self.heads: dict[int, str] = {}
        self.samples: dict[int, str] = {}
        self.columns: dict[int, str] = {}
        self.priority: Priority | None = None
        self.outcome: Outcome | None = None
        self.action: Action | None = None
        self.way = ""
        self.measured = False

    def take(self, block: Block) -> None:
        """Take one block in."""
        if isinstance(block, Line):
            self._line(block)
        else:
            self._row(block)

    def finished(self) -> PlanReading:
        """Return the reading, with what is missing."""
        for place in sorted(self.heads | self.columns):
            meaning = self.columns.get(place, "")
            key, head = str(place), self.heads.get(place, f"Column {place + 1}")
            self.reading.columns.append(Column(key, head, meaning, self.samples.get(place, "")[:80]))
        self._gaps()
        return self.reading

    # lines

    def _line(self, line: Line) -> None:
        if self._is_priority(line.text, line.where):
            return
        way = next((meaning for meaning, words in _WAYS if re.match(words, line.text, re.I)), "")
        if self.priority is not None and way and len(line.text) < 60:
            self.way, self.outcome = way, None
            self.reading.unread.append((line.where, line.text))
        elif self.priority is not None and line.bullet and self.way == "outcome":
            self._new_outcome(line.text, "", line.where)
        elif self.priority is not None and line.bullet and self.way == "action":
            if self.outcome is None:
                self._new_outcome("How we will do it", "", line.where)
            self._new_action(line.text, "", line.where)
        else:
            if line.heading and not self.reading.title and "plan" in line.text.lower() and len(line.text) < 200:
                self.reading.title = line.text.capitalize() if line.text.isupper() else line.text
            self.way = "" if line.heading else self.way
            self.reading.unread.append((line.where, line.text))

    def _is_priority(self, text: str, where: str) -> bool:
        found = _PRIORITY.match(text)
        if not found:
            return False
        number, words = found[1], found[2]
        leads = [name for each in _LED.findall(words) for name in _names(each)]
        title = clean(_LED.sub("", words)).strip(" :.-–") or f"Priority {number}"
        known = next((each for each in self.reading.priorities if each.number == number), None)
        if known is None:
            known = Priority(title, number, leads, where)
            self.reading.priorities.append(known)
        elif known.title == f"Priority {number}":
            known.title = title
        known.leads = known.leads or leads
        self.priority, self.outcome, self.action, self.way = known, None, None, ""
        return True

    # rows

    def _row(self, row: TableRow) -> None:
        filled = [cell for cell in row.cells if cell]
        if not filled:
            return
        if self._is_priority(filled[0], row.where) and len(filled) == 1:
            return
        if len(filled) > 1 and self._is_head(row):
            return
        if not self.columns:
            self.columns = dict(enumerate(USUAL[: len(row.cells)]))
            self._mapped()
        if len(filled) == 1 and len(row.cells) > 2 and self.priority is None:
            self.reading.unread.append((row.where, filled[0]))
            return
        self._fill(row)

    def _is_head(self, row: TableRow) -> bool:
        found: dict[int, str] = {}
        for place, cell in enumerate(row.cells):
            meaning = next((each for each, words in _HEADS if cell and re.search(words, cell, re.I)), "")
            if meaning and meaning not in found.values() and len(cell) < 60:
                found[place] = meaning
        if len(found) < 2 or not {"outcome", "action"} & set(found.values()):
            return False
        self.heads = {place: cell for place, cell in enumerate(row.cells) if cell}
        self.columns = {place: found.get(place, "") for place in range(len(row.cells))}
        self._mapped()
        return True

    def _mapped(self) -> None:
        for place in list(self.columns):
            self.columns[place] = self.mapping.get(str(place), self.columns[place])

    def _fill(self, row: TableRow) -> None:
        cells: dict[str, str] = {}
        for place, cell in enumerate(row.cells):
            meaning = self.columns.get(place, "")
            if cell:
                self.samples.setdefault(place, cell)
            if meaning and cell:
                cells[meaning] = f"{cells[meaning]}\n{cell}" if meaning in cells else cell
            elif cell:
                head = self.heads.get(place, f"Column {place + 1}")
                self.reading.unread.append((row.where, f"{head}: {cell}"))
        if "priority" in cells and not self._is_priority(cells["priority"], row.where):
            self._plain_priority(cells["priority"], row.where)
        if "measure" in cells:
            self.measured = True
            self.reading.unread.append((row.where, f"Measure: {cells['measure']}"))
        if self.priority is None:
            self._plain_priority("The whole plan", row.where)
        self._outcome(cells, row.where)
        self._actions(cells, row.where)

    def _plain_priority(self, title: str, where: str) -> None:
        known = next((each for each in self.reading.priorities if each.title == title), None)
        if known is None:
            number = _NUMBER.match(title)
            known = Priority(title[number.end() :] if number else title, number[1] if number else "", [], where)
            self.reading.priorities.append(known)
        self.priority, self.outcome, self.action = known, None, None

    def _outcome(self, cells: Mapping[str, str], where: str) -> None:
        text = cells.get("outcome", "")
        if not text:
            return
        goes_on = self.outcome is not None and text[0].islower() and not cells.get("action")
        if goes_on and self.outcome is not None:
            self.outcome.text = f"{self.outcome.text} {text}"
        else:
            self._new_outcome(text, "" if cells.get("action") else cells.get("number", ""), where)

    def _new_outcome(self, text: str, number: str, where: str) -> None:
        found = _NUMBER.match(text)
        own = number or (found[1] if found else "")
        self.outcome = Outcome(text[found.end() :] if found else text, own, "outcome", where)
        self.action = None
        if self.priority is not None:
            self.priority.outcomes.append(self.outcome)

    def _actions(self, cells: Mapping[str, str], where: str) -> None:
        text = cells.get("action", "")
        alone = not cells.get("owner") and not cells.get("due") and not cells.get("outcome")
        if text and alone and self.action is not None and text[0].islower():
            self.action.text = f"{self.action.text} {text}"
        elif text:
            if self.outcome is None:
                self._new_outcome("No outcome is given", "", where)
            self._new_action(text, cells.get("number", ""), where)
        loose = [] if text or cells.get("outcome") else ["number"]
        loose += ["owner", "due", "sub_action"] if self.action is None else []
        self.reading.unread += [(where, cells[name]) for name in loose if cells.get(name)]
        if self.action is None:
            return
        if cells.get("owner"):
            self.action.owners += [name for name in _names(cells["owner"]) if name not in self.action.owners]
        if cells.get("due"):
            self.action.due_text = " ".join(filter(None, [self.action.due_text, cells["due"]]))
            self.action.due = self.action.due or _day(cells["due"])
        for each in cells.get("sub_action", "").splitlines():
            self.action.actions.append(Action(each, where=where))

    def _new_action(self, text: str, number: str, where: str) -> None:
        found = _NUMBER.match(text)
        own = number or (found[1] if found else "")
        self.action = Action(text[found.end() :] if found else text, own, where=where)
        if self.outcome is not None:
            self.outcome.actions.append(self.action)

    def _gaps(self) -> None:
        gaps = self.reading.gaps
        actions = [each for one in self.reading.priorities for out in one.outcomes for each in out.actions]
        if not self.reading.priorities:
            gaps.append(("", "priorities", "No priority was found."))
        gaps += [(one.where, "leads", "Nobody leads it.") for one in self.reading.priorities if not one.leads]
        for one in self.reading.priorities:
            gaps += [(each.where, "actions", "It has no action.") for each in one.outcomes if not each.actions]
        gaps += [(each.where, "owners", "Nobody is named to do it.") for each in actions if not each.owners]
        undated = [each for each in actions if each.due is None and not each.due_text]
        if actions and len(undated) == len(actions):
            gaps.append(("", "due", "No action has a date."))
        else:
            gaps += [(each.where, "due", "It has no date.") for each in undated]
        if actions and not self.measured:
            gaps.append(("", "measure", "No measure says how one will know."))


def _names(text: str) -> list[str]:
    """Return the names in a cell: one a line, or parted by semicolons, slashes, commas or "and" between short names."""
    parts = re.split(r"\n|;|/|,(?=\s)", text)
    return [clean(part).strip(" .") for part in parts if clean(part).strip(" .")]


def _day(text: str) -> date | None:
    """Return the day that a cell names, or None: a month without a day names none."""
    found = re.search(r"\b(\d{4})-(\d{2})-(\d{2})\b", text)
    if found:
        return _real(int(found[1]), int(found[2]), int(found[3]))
    found = re.search(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", text)
    if found:
        return _real(int(found[3]), int(found[2]), int(found[1]))
    found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\s+(\d{4})\b", text)
    if found and found[2].lower() in _MONTHS:
        return _real(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    return None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
