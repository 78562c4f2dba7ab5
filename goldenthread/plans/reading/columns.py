"""Which column of a table holds what: by its head where there is one, else by what stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.plans.reading.dates import due_of
from goldenthread.plans.reading.model import Grid, Row

NUMBER, PRIORITY, OUTCOME, ACTION, SUB_ACTION = "number", "priority", "outcome", "action", "sub_action"
OWNER, LEAD, DUE, MEASURE, PROGRESS, STATUS, WHY, NOTES, NOTHING = (
    "owner", "lead", "due", "measure", "progress", "status", "why", "notes", "",
)  # fmt: skip

ROLES = {
    NUMBER: "Number",
    PRIORITY: "Priority",
    OUTCOME: "Outcome or objective",
    ACTION: "Action",
    SUB_ACTION: "Sub-action",
    OWNER: "Who does it",
    LEAD: "Who leads the priority",
    DUE: "By when",
    MEASURE: "How it will be known",
    PROGRESS: "Progress",
    STATUS: "Status",
    WHY: "Why",
    NOTES: "Notes",
    NOTHING: "Keep as a note",
}

_GENERIC = (
    "who|will|do|doing|it|is|leads?|leading|owners?|responsib\\w+|accountab\\w+|officers?|person|people|agenc(?:y|ies)|groups?|sub-?groups?"
    "|organisations?|partners?|body|bodies|by|whom|deliver\\w*|named|actions?|key|for|the|and|of|strategic|operational|board|multi|role"
)

# In this order: the first that fits a head names its column.
_HEADS = (
    (NUMBER, r"^(?:no\.?|nr\.?|number|ref\.?(?:erence)?|#|item(?: no\.?)?|action (?:no\.?|number|ref\w*)|id)$"),
    (NOTHING, r"^start(?:s|ed|ing)?(?: date)?$"),
    (OWNER, r"^(?:responsible|accountable)\s*\("),
    (STATUS, r"\b(?:rag|status|blue ?green|complete\?|b?rag rating)\b"),
    (PROGRESS, r"\b(?:progress|update|comments? and progress|position|where are we|evidence of progress|achieved so far)\b"),
    (MEASURE, r"\b(?:measures?|success|impact|how will we know|kpis?|indicators?|evidence|what will be different|difference|target"
        r"|milestones?|outputs?)\b"),
    (DUE, r"\b(?:by when|when|date|deadline|timescales?|time ?frames?|target date|completion|due"
        r"|timeline|delivery date|quarter)\b|^(?:end|ends|finish)$"),
    (LEAD, r"\b(?:priority lead|lead (?:agency|partner|organisation) for (?:the )?priority|led by)\b"),
    (OWNER, rf"^(?:{_GENERIC}|[\s/&,()-])*\b(?:who|leads?|leading|owners?|responsib\w+|accountab\w+|officers?|whom"
        rf"|agenc(?:y|ies)|group)\b"
            rf"(?:{_GENERIC}|[\s/&,()?-])*$"),
    (SUB_ACTION, r"\b(?:sub-?actions?|tasks?|steps?|activit(?:y|ies))\b"),
    (WHY, r"\b(?:why|rationale|reason|context|need|issue)\b"),
    (ACTION, r"\b(?:actions?|how (?:we|will|it)|what (?:we will|will we|needs to|are we going to) do|"
        r"what we(?:'|’)ll do|deliver\w*|work ?plan|how)\b"),
    (OUTCOME, r"\b(?:outcomes?|objectives?|aims?|goals?|"
        r"what (?:we|do we|is it we) want|achieve|intend\w*|recommendations?|ambition|desired|area)\b"),
    (PRIORITY, r"\b(?:priorit(?:y|ies)|themes?|function|domain|work ?stream)\b"),
    (NOTES, r"\b(?:notes?|comments?|remarks?)\b"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the columns of one table are taken. ``roles`` gives a role for each column; ``heads`` are the heads as printed.

    ``head`` is the row that heads the table (-1: none). ``outcomes`` is what the partnership calls an outcome.
    ``guessed`` names the columns whose role was told by what stands in them. ``spoken`` are all words of its head rows.
    """

    roles: tuple[str, ...]
    heads: tuple[str, ...] = ()
    head: int = -1
    outcomes: str = "outcome"
    guessed: tuple[int, ...] = field(default=())
    spoken: frozenset[str] = frozenset()

    def place(self, role: str) -> int | None:
        """Return the column with a role, or None."""
        return self.roles.index(role) if role in self.roles else None

    def with_roles(self, given: dict[int, str]) -> "Mapping":
        """Return the mapping with the roles that a person has chosen."""
        if not given:
            return self
        return replace(self, roles=tuple(given.get(place, role) for place, role in enumerate(self.roles)))

    @property
    def holds_a_plan(self) -> bool:
        """Whether the table says what is to be done or reached."""
        return ACTION in self.roles or OUTCOME in self.roles


def map_columns(grid: Grid, before: Mapping | None) -> Mapping:
    """Return how the columns of a table are taken. A table without heads continues the one before it when it is as wide."""
    for place, row in enumerate(grid.rows[:12]):
        roles = [role_of(cell) for cell in row.cells]
        if _are_heads(row, [role for role in roles if role], first=place < 3):
            return _headed(grid, place, row, roles)
    if before is not None and before.holds_a_plan and abs(len(before.roles) - grid.width) <= 1:
        roles = [*before.roles, NOTES][: max(grid.width, len(before.roles))]
        return replace(before, roles=tuple(roles), head=-1)
    return _by_content(grid)


def role_of(head: str) -> str:
    """Return the role that a head names; "" when it names none."""
    words = re.sub(r"\s+", " ", head).strip(" :*").lower()
    if not words or len(words) > 90:
        return NOTHING
    return next((role for role, pattern in _HEADS if re.search(pattern, words)), NOTHING)


def _are_heads(row: Row, named: list[str], *, first: bool) -> bool:
    """Whether a row heads a table: its cells are few words, most of them name a column, and one names what is done or reached.

    Below the first rows of a table every cell must name one.
    """
    filled = [row.cells[place] for place in row.filled]
    short = all(len(cell.split()) <= 9 and len(cell) <= 70 and not cell.rstrip().endswith(".") for cell in filled)
    enough = len(named) == len(filled) or (first and len(named) >= 0.6 * len(filled))
    says_what = bool({ACTION, OUTCOME, SUB_ACTION, PRIORITY} & set(named))
    return short and enough and says_what and len(set(named)) >= 2


def _under_heads(grid: Grid, place: int, row: Row, roles: list[str]) -> tuple[int, Row, list[str]]:
    """Return the head row with the one below it that says more: "When" over "Start" and "End"."""
    below = grid.rows[place + 1] if place + 1 < len(grid.rows) else None
    if below is None or set(below.filled) <= set(row.filled):
        return place, row, roles
    named = [role for role in map(role_of, below.cells) if role]
    if not _are_heads(below, named, first=True) or any(len(cell.split()) > 5 for cell in below.cells):
        return place, row, roles
    size = max(len(row.cells), len(below.cells))
    upper, lower = ((*each.cells, *[""] * (size - len(each.cells))) for each in (row, below))
    cells = tuple(under.strip() or over for over, under in zip(upper, lower, strict=True))
    return place + 1, replace(row, cells=cells), [role_of(cell) for cell in cells]


def _headed(grid: Grid, place: int, row: Row, roles: list[str]) -> Mapping:
    first = place
    place, row, roles = _under_heads(grid, place, row, roles)
    spoken = frozenset(
        cell.strip().lower() for each in grid.rows[first : place + 1] for cell in each.cells if cell.strip()
    )
    roles = _each_once([*roles, *[NOTHING] * (grid.width - len(roles))])
    outcomes = row.cells[roles.index(OUTCOME)] if OUTCOME in roles else ""
    if ACTION not in roles and SUB_ACTION in roles:
        roles[roles.index(SUB_ACTION)] = ACTION
    elif ACTION not in roles and OUTCOME not in roles and PRIORITY in roles:
        roles[roles.index(PRIORITY)] = OUTCOME
    return Mapping(tuple(roles), tuple(row.cells), place, level_name(outcomes), spoken=spoken)


def _each_once(roles: list[str]) -> list[str]:
    """Keep each role for one column; of several the first has it, but the last outcome before the action is the outcome."""
    seen: set[str] = set()
    kept: list[str] = []
    for role in roles:
        again = role in seen
        if again and role == OUTCOME and ACTION not in seen:
            kept[kept.index(OUTCOME)] = PRIORITY if PRIORITY not in seen else NOTES
            again = False
        if again and role == ACTION and SUB_ACTION not in seen:
            role, again = SUB_ACTION, False
        kept.append((NOTES if NOTES not in seen else NOTHING) if again else role)
        seen.add(kept[-1])
    return kept


def level_name(head: str) -> str:
    """Return what a partnership calls the things in its column of outcomes: objective, aim, outcome."""
    for word in ("objective", "aim", "goal", "recommendation", "function", "theme", "outcome"):
        if re.search(rf"\b{word}", head, re.IGNORECASE):
            return word
    return "outcome"


def _by_content(grid: Grid) -> Mapping:
    """Tell the roles from what stands in the columns: numbers, dates, short names that repeat, and the longest text."""
    told = _by_cells(grid)
    if not _unknown_heads(grid, told):
        return told
    below = _by_cells(replace(grid, rows=grid.rows[1:]))
    roles = (*below.roles, *[NOTHING] * (grid.width - len(below.roles)))
    return Mapping(roles, grid.rows[0].cells, 0, guessed=below.guessed)


def _unknown_heads(grid: Grid, told: Mapping) -> bool:
    """Whether the first row heads the columns with words nobody knows: one to three words over longer texts everywhere."""
    if len(grid.rows) < 2 or len(grid.rows[0].filled) < 2 or len(grid.rows[0].filled) < 0.6 * grid.width:
        return False
    first, below = grid.rows[0], grid.rows[1:]
    if any(len(cell.split()) > 3 or re.search(r"\d|[.;]$", cell) for cell in first.cells):
        return False
    texts = [place for place, role in enumerate(told.roles) if role in {ACTION, OUTCOME} and place in first.filled]
    pairs = [(first.cells[place], row.cells[place]) for place in texts for row in below if place in row.filled]
    return bool(pairs) and all(len(cell.split()) > len(head.split()) for head, cell in pairs)


def _by_cells(grid: Grid) -> Mapping:
    roles = [NOTHING] * grid.width
    columns = [
        [row.cells[place].strip() for row in grid.rows if place < len(row.cells) and row.cells[place].strip()]
        for place in range(grid.width)
    ]
    texts = []
    for place, cells in enumerate(columns):
        if not cells:
            continue
        if place == 0 and all(re.fullmatch(r"[A-Z]?\d+(?:\.\d+)*[a-z]?\.?", cell) for cell in cells):
            roles[place] = NUMBER
        elif _mostly(cells, lambda cell: len(cell) < 40 and due_of(cell) is not None):
            roles[place] = DUE
        elif (
            place
            and _mostly(cells, lambda cell: len(cell) < 60)
            and len(cells) > 1
            and len(set(cells)) <= max(1, 0.8 * len(cells))
        ):
            roles[place] = OWNER if OWNER not in roles else NOTES
        else:
            texts.append(place)
    if len(texts) == 1:
        roles[texts[0]] = OUTCOME if NOTES in roles and DUE not in roles else ACTION
    elif texts:
        roles[texts[0]], roles[texts[1]] = OUTCOME, ACTION
    return Mapping(tuple(roles), guessed=tuple(place for place, role in enumerate(roles) if role))


def _mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, cells)) >= 0.6 * len(cells)


def could_be_a_plan(grid: Grid, mapping: Mapping) -> bool:
    """Whether a table without known heads is more than figures or a list of pages.

    Where its columns were guessed, what is done or reached must be whole thoughts and those who do it must be named in words.
    Where it goes on from the table before, it must not be figures.
    """
    rows = [row for number, row in enumerate(grid.rows) if number > mapping.head and row.filled]
    whole = {role: _cells(rows, mapping, role) for role in (OUTCOME, ACTION, OWNER)}
    thoughts = [cell for role in (OUTCOME, ACTION) for cell in whole[role]]
    if not mapping.guessed:
        return not thoughts or _mostly(thoughts, _in_words)
    long = all(_mostly(whole[role], lambda cell: len(cell.split()) >= 3) for role in (OUTCOME, ACTION) if whole[role])
    named = _mostly(whole[OWNER], _in_words) if whole[OWNER] else True
    beside = bool(whole[OWNER] or (whole[OUTCOME] and whole[ACTION])) or DUE in mapping.roles
    return beside and len(thoughts) > 1 and long and named and _mostly(thoughts, lambda cell: len(cell) > 15)


def _cells(rows: Sequence[Row], mapping: Mapping, role: str) -> list[str]:
    place = mapping.place(role)
    return [] if place is None else [row.cells[place].strip() for row in rows if place in row.filled]


def _in_words(cell: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", cell))
