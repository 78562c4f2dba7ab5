"""Nothing of a file is lost: what stands in none of its parts is kept beside the plan, with its place."""

import re
from collections.abc import Iterable, Iterator

from goldenthread.plans.reading.model import Action, Grid, Piece, PlanReading, Unread

_WORD = re.compile(r"\w+")
# What the outline says by its shape, and so need not say again.
_SAID = frozenset(
    re.split(
        r"\s+",
        "priority priorities objective outcome outcomes recommendation theme aim goal ambition commitment pillar strand "
        "workstream function strategic key business our joint area led lead leads by and the with to of owner owners owned "
        "responsible due date when who deadline timescale timescales target one two three four five six seven eight",
    )
)


def words_of(text: str) -> set[str]:
    """Return the distinct words of a text, in small letters."""
    return {word.lower() for word in _WORD.findall(text)}


def lost(pieces: Iterable[Piece], reading: PlanReading) -> list[Unread]:
    """Return the texts of a file that hold a word that stands nowhere in its reading."""
    known = words_of("\n".join(_texts(reading))) | _SAID
    missing = [Unread(where, text) for where, text in texts_of(pieces) if not words_of(text) <= known]
    return list(dict.fromkeys(missing))


def texts_of(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Yield each text of a file with its place."""
    for piece in pieces:
        if isinstance(piece, Grid):
            yield from ((row.where, row.cells[place]) for row in piece.rows for place in row.filled)
        else:
            yield piece.where, piece.text


def _texts(reading: PlanReading) -> Iterator[str]:
    yield reading.title
    for priority in reading.priorities:
        yield from (priority.number, priority.title, priority.why, *priority.leads)
    for outcome in reading.outcomes():
        yield from (outcome.number, outcome.text, outcome.measure)
    for action in reading.actions():
        yield from _of_action(action)
    yield from (each.text for each in reading.unread)
    yield from (column.head for column in reading.columns)


def _of_action(action: Action) -> Iterator[str]:
    yield from (action.number, action.text, action.due_text, action.measure, *action.owners)
    for each in action.actions:
        yield from _of_action(each)
