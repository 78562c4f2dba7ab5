"""What reading a file finds: tables of figures, lists of neighbours, and a report that leaves nothing out."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from goldenthread.benchmarks.rules.cells import SYMBOLS
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted

Progress = Callable[[int, int, str], None]
LINES_TOLD = 20
MESSAGES_TOLD = 200


def silent(done: int, of: int, words: str) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True)
class Described:
    """A measure as a file describes it."""

    code: str
    name: str
    kind: str
    topic: str = ""
    unit: str = ""
    per: int = 1
    polarity: str = ""
    decimals: int = 1
    stands_on: str = ""


@dataclass(slots=True)
class Draft:
    """One measure in one period over every place, while it is read. ``cells``: code of the place to the text of the figure."""

    measure: Described
    period: Period
    cells: dict[str, str] = field(default_factory=dict)
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of a list of neighbours, with the codes of both places."""

    model: str
    place: str
    neighbour: str
    rank: int
    closeness: str


@dataclass(slots=True)
class Report:
    """What was met. ``messages``: a sentence, and the lines it holds of."""

    lines: int = 0
    values: int = 0
    symbols: Counter[str] = field(default_factory=Counter)
    columns: dict[str, str] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)
    messages: dict[str, list[int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def fault(self, line: int, sentence: str) -> None:
        """Say what is wrong with a line."""
        self.messages.setdefault(sentence, []).append(line)

    def symbol(self, text: str, line: int) -> None:
        """Count a symbol; one that nobody explained is a fault of its line."""
        self.symbols[text] += 1
        if text not in SYMBOLS:
            self.fault(line, f"“{text}” is neither a number nor a symbol we know. It is kept as it stands.")

    @property
    def faulty(self) -> bool:
        """Whether a person should look before it is kept."""
        return bool(self.messages)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "symbols": dict(self.symbols.most_common()),
            "columns": self.columns,
            "places": dict(self.places.most_common()),
            "messages": list(self._told()),
            "notes": self.notes,
        }

    def _told(self) -> Iterator[dict[str, Any]]:
        for sentence, lines in list(self.messages.items())[:MESSAGES_TOLD]:
            yield {"sentence": sentence, "lines": lines[:LINES_TOLD], "count": len(lines)}
        rest = len(self.messages) - MESSAGES_TOLD
        if rest > 0:
            yield {"sentence": f"And {counted(rest, 'other message')}.", "lines": [], "count": rest}


@dataclass(slots=True)
class Found:
    """A file as it was read. ``population`` says which mid-years it has people of, if any."""

    report: Report
    drafts: list[Draft] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    population: str = ""


class Sheets:
    """Tables under way: one for each measure and period, filled cell by cell."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._known: dict[tuple[str, Period], Draft] = {}

    def put(self, measure: Described, period: Period, place: str, text: str, line: int, *, parts: bool = False) -> None:
        """Put one figure in its table. The same place twice with another figure is a fault; the first stays."""
        key = (measure.code, period)
        draft = self._known.get(key)
        if draft is None:
            draft = self._known[key] = Draft(measure, period)
        before = draft.cells.setdefault(place, text)
        if before != text:
            self._report.fault(line, f"{measure.name} is there twice for one place and period. The first is kept.")
            return
        draft.parts = draft.parts or parts
        self._report.values += 1

    def all(self) -> list[Draft]:
        """Return every table."""
        return list(self._known.values())
