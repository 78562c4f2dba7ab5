"""From the pieces of a file to the outline of its plan. What belongs nowhere is kept as unread."""

import re
from collections.abc import Iterable

from goldenthread.plans.reading import columns as roles
from goldenthread.plans.reading.columns import Mapping, could_be_a_plan, map_columns
from goldenthread.plans.reading.gaps import gaps_of
from goldenthread.plans.reading.headings import heads_a_part, heads_outcomes, is_total, priorities_named_by
from goldenthread.plans.reading.kept import lost
from goldenthread.plans.reading.lists import places_in
from goldenthread.plans.reading.model import (
    Action,
    Column,
    Gap,
    Grid,
    Kept,
    Piece,
    PlanReading,
    Priority,
    Row,
)
from goldenthread.plans.reading.owners import owners_of
from goldenthread.plans.reading.phrases import (
    PRIORITY,
    actions_in,
    continues,
    flat,
    go_on,
    last_words,
    number_of,
    titled,
)
from goldenthread.plans.reading.prose import Prose
from goldenthread.plans.reading.workbook import NO_VALUE


def outline(pieces: Iterable[Piece], given: dict[int, str]) -> PlanReading:
    """Return the plan in the pieces of a file. ``given`` are the roles of columns that a person has chosen, by place."""
    reader = _Reader(given)
    pieces = list(pieces)
    named = priorities_named_by(pieces)
    tables = any(isinstance(piece, Grid) and map_columns(piece, None).holds_a_plan for piece in pieces)
    listed = {} if tables or named else places_in(pieces)
    reader.listing = bool(listed)
    for place, piece in enumerate(pieces):
        if place in named:
            reader.begin(named[place])
        if isinstance(piece, Grid):
            reader.grid(piece)
        elif isinstance(piece, Kept):
            reader.kept(piece)
        elif place in listed:
            reader.in_list(piece, listed[place])
        elif place not in named:
            reader.words(piece)
    return reader.finished(pieces)


# What stands in a wide row and heads nothing.
_BESIDE = re.compile(
    r"^(?:notes?|key|source|n\.?b\.?|rag\b.*|\*+|please|see|version|last updated|updated)(?:\b|\s|$)", re.IGNORECASE
)


class _Reader(Prose):
    """Takes the tables of a plan too, each row by what its columns hold."""

    def grid(self, grid: Grid) -> None:
        """Take a table."""
        mapping = map_columns(grid, self.before).with_roles(self.given)
        doubtful = (mapping.head < 0 or mapping.guessed) and not self.given
        if not mapping.holds_a_plan or (doubtful and not could_be_a_plan(grid, mapping)):
            for row in grid.rows:
                self._row_unread(row)
            return
        self._columns(grid, mapping)
        if mapping.guessed:
            self._guessed(grid, mapping)
        self._other_sheet(grid, mapping)
        self.before = mapping
        if mapping.head < 0 and self.priority is None and self.reading.priorities:
            self.priority = self.reading.priorities[-1]
        self._rows(grid, mapping)

    def _other_sheet(self, grid: Grid, mapping: Mapping) -> None:
        """Begin a priority for a sheet with heads of its own that names none, after one that does."""
        rows = [row for place, row in enumerate(grid.rows) if place > mapping.head and row.filled]
        own = mapping.place(roles.PRIORITY) is not None or (bool(rows) and (rows[0].wide or heads_a_part(rows[0])))
        above = any(heads_a_part(row) for row in grid.rows[: mapping.head])
        if (
            grid.sheet
            and mapping.head >= 0
            and not own
            and not above
            and self.sheet not in ("", grid.name)
            and not self.fresh
        ):
            self.begin(Priority(grid.name, f"sheet “{grid.name}”"))
        self.sheet, self.fresh = grid.name if grid.sheet else self.sheet, False

    def _rows(self, grid: Grid, mapping: Mapping) -> None:
        for place, row in enumerate(grid.rows):
            if row.note:
                self._note(row)
            if place == mapping.head or self._is_head(row, mapping):
                continue
            if place < mapping.head:
                self._before_head(row)
            elif is_total(row):
                self._row_unread(row)
            elif row.wide or heads_outcomes(row, mapping) or heads_a_part(row):
                self._wide(row)
            elif row.filled:
                self._row(row, mapping)

    def _guessed(self, grid: Grid, mapping: Mapping) -> None:
        """Say once that the columns were guessed, and how to mend it."""
        if self.given or any(note.field == "columns" for note in self.notes):
            return
        heads = ", ".join(f"“{head}”" for head in mapping.heads if head.strip())
        why = f"The heads {heads} are not known" if heads else "A table has no heads"
        message = f"{why}, so what its columns hold was guessed. Say what each holds on the page that shows the import."
        self.notes.append(Gap(grid.rows[0].where, "columns", message))

    def _columns(self, grid: Grid, mapping: Mapping) -> None:
        """Remember what each column was taken for, with its head and a cell, for people to check."""
        for place, role in enumerate(mapping.roles):
            head = mapping.heads[place] if place < len(mapping.heads) else ""
            cells = (
                row.cells[place]
                for number, row in enumerate(grid.rows)
                if place < len(row.cells) and number > mapping.head
            )
            sample = next((cell for cell in cells if cell.strip()), "")
            known = self.columns.get(place)
            if known is None or (not known.head and head):
                self.columns[place] = Column(
                    str(place), head or f"Column {place + 1}", role, sample.replace("\n", " ")[:80]
                )

    def _is_head(self, row: Row, mapping: Mapping) -> bool:
        """Whether a row repeats the heads, as tables do on each page."""
        heads = [head.strip().lower() for head in mapping.heads if head.strip()]
        cells = [cell.strip().lower() for cell in row.cells if cell.strip()]
        again = len(cells) > 1 and mapping.spoken >= set(cells)
        return bool(heads) and (cells == heads or again)

    def _note(self, row: Row) -> None:
        for note in row.note.split(", "):
            if note.startswith(NO_VALUE):
                message = (
                    f"There is a {note}. Open the file in the program it was made with, save it, and bring it in again."
                )
                self.notes.append(Gap(row.where, "value", message))
            else:
                self.notes.append(Gap(row.where, "row", f"The row is {note} in the file, and was read all the same."))

    def _before_head(self, row: Row) -> None:
        text = " ".join(row.cells[place] for place in row.filled)
        found = PRIORITY.match(text.strip())
        if found:
            self._priority(found["number"], found["rest"], row.where)
        else:
            self._row_unread(row)

    def _wide(self, row: Row) -> None:
        """Take a row that heads the rows below it: a priority, or the part of a plan that stands in its place."""
        text = row.cells[row.filled[0]].replace("\n", " ").strip() if row.filled else ""
        found = PRIORITY.match(text)
        if found:
            self._priority(found["number"], found["rest"], row.where)
        elif len(row.filled) == 1 and len(text) < 300 and not _BESIDE.match(text):
            number, words = number_of(text)
            title, leads = titled(words, [])
            self.priority = Priority(title, row.where, number, leads)
            self.reading.priorities.append(self.priority)
            self.outcome = self.action = None
        else:
            self._row_unread(row)

    def _row(self, row: Row, mapping: Mapping) -> None:
        values = {
            role: row.cells[place].strip()
            for place, role in enumerate(mapping.roles)
            if role and place < len(row.cells)
        }
        if values.get(roles.PRIORITY):
            self._column_priority(values, row)
        if values.get(roles.LEAD) and self.priority is not None:
            self.priority.leads = list(dict.fromkeys([*self.priority.leads, *owners_of(values[roles.LEAD])]))
        if values.get(roles.WHY) and self.priority is not None:
            self.priority.why = f"{self.priority.why}\n\n{values[roles.WHY]}".strip()
        self._row_outcome(values, row, mapping)
        self._row_action(values, row)
        self._kept_beside(values, row, mapping)

    def _column_priority(self, values: dict[str, str], row: Row) -> None:
        text = values[roles.PRIORITY].replace("\n", " ")
        found = PRIORITY.match(text)
        number, words = (found["number"], found["rest"]) if found else number_of(text)
        title, leads = titled(words, [])
        same = next(
            (each for each in self.reading.priorities if each.title == title and each.number in ("", number)), None
        )
        if same is None:
            same = Priority(title, row.where, number, leads)
            self.reading.priorities.append(same)
        if same is not self.priority:
            self.priority, self.outcome, self.action = same, None, None

    def _row_outcome(self, values: dict[str, str], row: Row, mapping: Mapping) -> None:
        text = values.get(roles.OUTCOME, "")
        if not text:
            return
        action, owner = values.get(roles.ACTION, ""), values.get(roles.OWNER, "")
        if self.outcome is not None and not action and not owner and continues(text, self.outcome.text):
            self.outcome.text = f"{self.outcome.text} {text}"
            return
        number, words = number_of(text)
        if mapping.place(roles.ACTION) is None:
            number = number or values.get(roles.NUMBER, "")
        self._add_outcome(flat(words), row.where, number, mapping.outcomes)

    def _row_action(self, values: dict[str, str], row: Row) -> None:
        text = values.get(roles.ACTION, "")
        owner, due = values.get(roles.OWNER, ""), values.get(roles.DUE, "")
        if not text:
            if values.get(roles.SUB_ACTION) and self.action is not None:
                self._sub(values[roles.SUB_ACTION], row, owner, due)
            elif (owner or due) and self.action is not None and not values.get(roles.OUTCOME):
                self.action.owners = list(dict.fromkeys([*self.action.owners, *owners_of(owner)]))
                self._dated(self.action, f"{self.action.due_text} {due}")
            elif owner and values.get(roles.OUTCOME) and self.outcome is not None and not due:
                self._unread(row.where, f"{roles.ROLES[roles.OWNER]}: {owner}")
            return
        if (
            self.action is not None
            and not owner
            and not due
            and not values.get(roles.OUTCOME)
            and continues(text, last_words(self.action))
        ):
            go_on(self.action, text)
            return
        if self.outcome is None:
            self._add_outcome("", row.where, "", "outcome")
        for action in actions_in(text, row.where):
            action.number = action.number or values.get(roles.NUMBER, "")
            action.owners = owners_of(owner)
            action.measure = values.get(roles.MEASURE, "")
            self._dated(action, due)
            self._place(action)
        if values.get(roles.SUB_ACTION) and self.action is not None:
            self._sub(values[roles.SUB_ACTION], row, "", "")

    def _place(self, action: Action) -> None:
        """Put an action under the one whose number begins its own ("1.1" holds "1.1.1" and "1.1a"), else under the outcome."""
        last = self.action
        above = last.number.rstrip(".") if last else ""
        deeper = above and action.number != above and re.match(rf"{re.escape(above)}(?:\.\d|[a-z])", action.number)
        if last is not None and deeper and self.outcome and last in self.outcome.actions:
            last.actions.append(action)
        else:
            self._add_action(action)

    def _sub(self, text: str, row: Row, owner: str, due: str) -> None:
        for action in actions_in(text, row.where):
            action.owners = owners_of(owner)
            self._dated(action, due)
            if self.action is not None:
                self.action.actions.append(action)

    def _kept_beside(self, values: dict[str, str], row: Row, mapping: Mapping) -> None:
        """Keep what stands in columns without a place in the outline, and a measure without an action."""
        if values.get(roles.MEASURE) and not values.get(roles.ACTION) and self.outcome is not None:
            self.outcome.measure = f"{self.outcome.measure}\n{values[roles.MEASURE]}".strip()
        for place, cell in enumerate(row.cells):
            role = mapping.roles[place] if place < len(mapping.roles) else ""
            if cell.strip() and role in (roles.NOTES, roles.NOTHING, roles.PROGRESS, roles.STATUS):
                head = mapping.heads[place] if place < len(mapping.heads) else ""
                self._unread(row.where, f"{head}: {cell}" if head.strip() else cell)

    def _row_unread(self, row: Row) -> None:
        if row.filled:
            self._unread(row.where, " | ".join(row.cells[place].replace("\n", " ") for place in row.filled))

    def finished(self, pieces: list[Piece]) -> PlanReading:
        """Return the reading, with its columns and what the plan lacks."""
        self.reading.columns = [self.columns[place] for place in sorted(self.columns)]
        self.reading.unread += lost(pieces, self.reading)
        self.reading.gaps = [*self.notes, *gaps_of(self.reading)]
        return self.reading
