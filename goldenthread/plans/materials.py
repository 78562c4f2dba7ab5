"""What plans offer to reports: priorities with their progress, the four parts of each, what made little progress, next year."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.plans import presenters, queries
from goldenthread.plans.models import Plan
from goldenthread.plans.queries import Line
from goldenthread.plans.rules import states
from goldenthread.plans.rules.counting import Counted
from goldenthread.workbench.materials import (
    Block,
    Cell,
    Column,
    Figure,
    Material,
    Need,
    Offer,
    TableBlock,
    register,
)

CODE = "plans"
_LITTLE = (states.AT_RISK, states.OFF_TRACK, states.NOT_STARTED)
_AS_OF = "How it was judged is as at the end of the period; actions are as they stand when the report is made."


class _Seen:
    """The plans of a partnership in a period, as the viewer may know them, read once."""

    def __init__(self, viewer: Viewer, partnership: UUID, period: Period) -> None:
        self.viewer, self.period = viewer, period
        found = queries.in_period(viewer, partnership, period).filter(owner_group=None, owner_agency=None)
        self.plans: list[Plan] = list(found.order_by("starts_on", "title"))
        self.lines: list[Line] = []
        self.counts: dict[UUID, Counted] = {}
        for plan in self.plans:
            lines = queries.lines(viewer, plan, on=period.end)
            _, counts = queries.progress(viewer, plan, lines, on=period.end)
            self.lines += lines
            self.counts |= counts

    @property
    def source(self) -> str:
        """The plans by name."""
        return "; ".join(plan.title for plan in self.plans)

    @property
    def priorities(self) -> list[Line]:
        """What stands at the top."""
        return [line for line in self.lines if line.depth == 0]

    @property
    def below(self) -> list[Line]:
        """What stands under priorities; the priorities themselves in a plan that has nothing under them."""
        return [line for line in self.lines if line.depth > 0] or self.priorities


def _table(
    seen: _Seen, key: str, title: str, heads: Sequence[str], rows: Sequence[tuple[Cell, ...]], note: str = ""
) -> TableBlock | None:
    if not rows:
        return None
    notes = (note,) if note else ()
    counts = [all(isinstance(row[place], Figure) for row in rows) for place in range(len(heads))]
    head = tuple(Column(each, number) for each, number in zip(heads, counts, strict=True))
    return TableBlock(key, title, head, tuple(rows), seen.source, notes=notes)


def _words(line: Line) -> str:
    return f"{line.number}. {line.item.text}" if line.number else line.item.text


def _priorities(seen: _Seen, key: str) -> Block | None:
    rows = [
        (
            _words(line),
            presenters.names(line.leads),
            presenters.progress_tag(line.progress)[0],
            line.progress.words if line.progress else "",
            seen.counts[line.item.pk].words,
        )
        for line in seen.priorities
    ]
    heads = ("Priority", "Led by", "How it is going", "In words", "Actions")
    return _table(seen, key, "Our priorities and how they are going", heads, rows, _AS_OF)


def _little(seen: _Seen, key: str) -> Block | None:
    rows = [
        (_words(line), presenters.progress_tag(line.progress)[0], line.progress.words or "No reason was given")
        for line in seen.lines
        if line.progress is not None and line.progress.state in _LITTLE
    ]
    return _table(seen, key, "Where there was little or no progress", ("What", "How it is going", "Why"), rows)


def _next(seen: _Seen, key: str) -> Block | None:
    numbers = {line.item.pk: line.number for line in seen.lines}
    notes = [note for plan in seen.plans for note in queries.notes(seen.viewer, plan, "focus")]
    rows: list[tuple[Cell, ...]] = [(note.text, numbers.get(note.item_id, "")) for note in notes]
    written = queries.four_parts(seen.viewer, period=seen.period).filter(
        item__plan__in=[plan.pk for plan in seen.plans]
    )
    rows += [(each.next, numbers.get(each.item_id, "")) for each in written if each.next]
    return _table(seen, key, "What next year is about", ("What", "Priority"), rows)


def _who(seen: _Seen, key: str) -> Block | None:
    rows = [
        (_words(line), presenters.names(line.responsible), line.accountable.who if line.accountable else "")
        for line in seen.lines
        if line.responsible or line.accountable
    ]
    return _table(
        seen, key, "Who is responsible and who is accountable", ("Outcome", "Responsible", "Accountable"), rows
    )


def _review(seen: _Seen, key: str) -> Block | None:
    line = next((each for each in seen.lines if key.endswith(f".{each.item.record.reference.lower()}")), None)
    if line is None:
        return None
    written = queries.four_parts(seen.viewer, plan=line.item.plan_id, period=seen.period)
    review = written.filter(item=line.item.pk).order_by("-ends_on").first()
    if review is None:
        return None
    parts = (
        ("Why was it a priority?", review.why),
        ("What did we do?", review.what),
        ("What difference did it make?", review.impact),
        ("What next?", review.next),
    )
    rows = [(label, words or "Not written") for label, words in parts]
    return _table(seen, key, _words(line), ("Part", "What we say"), rows)


def _states(seen: _Seen, key: str) -> Block | None:
    rows: list[tuple[Cell, ...]] = [
        (words, _count(seen, f"{CODE}.outcomes_{state}")) for state, words in states.PROGRESS.items()
    ]
    rows.append((presenters.NOT_JUDGED[0], _count(seen, f"{CODE}.outcomes_not_judged")))
    if not seen.lines:
        return None
    return _table(seen, key, "Outcomes by how they are going", ("How it is going", "Outcomes"), rows)


def _count(seen: _Seen, key: str) -> Figure:
    state = key.rpartition("outcomes_")[2]
    wanted = None if state == "not_judged" else state
    number = sum((line.progress.state if line.progress else None) == wanted for line in seen.below)
    words = states.PROGRESS.get(state, presenters.NOT_JUDGED[0])
    return _figure(
        seen, key, f"Outcomes: {words.lower()}", number, "outcomes", f"Parts under priorities last judged “{words}”."
    )


def _figure(seen: _Seen, key: str, label: str, number: int, unit: str, definition: str) -> Figure:
    home = seen.plans[0].partnership.name if seen.plans else "The partnership"
    value = Decimal(number) if seen.plans else None
    return Figure(key, label, value, unit, seen.period, definition, home, "worked out")


def _actions(seen: _Seen, key: str) -> Block | None:
    counts = [seen.counts[line.item.pk] for line in seen.priorities]
    closed = key.endswith("closed")
    number = sum(each.closed if closed else each.total for each in counts)
    label = "Actions closed with their impact judged" if closed else "Actions of the plan"
    definition = "Actions under the priorities, without those withdrawn or taken into others."
    return _figure(seen, key, label, number, "actions", definition)


_TABLES: dict[str, tuple[str, Callable[[_Seen, str], Block | None]]] = {
    "priorities": ("Our priorities and how they are going", _priorities),
    "little_progress": ("Where there was little or no progress", _little),
    "next_year": ("What next year is about", _next),
    "accountability": ("Who is responsible and who is accountable", _who),
    "states": ("Outcomes by how they are going", _states),
}
_FIGURES = {
    "actions_total": "Actions of the plan",
    "actions_closed": "Actions closed with their impact judged",
    **{f"outcomes_{state}": f"Outcomes: {words.lower()}" for state, words in states.PROGRESS.items()},
    "outcomes_not_judged": "Outcomes: not judged yet",
}


def offers(viewer: Viewer, partnership: UUID, period: Period) -> list[Offer]:
    """Return what a report of a period can hold of the plan; nothing where no plan was agreed for it."""
    seen = _Seen(viewer, partnership, period)
    if not seen.plans:
        return []
    found = [Offer(f"{CODE}.{name}", title, "table", seen.source) for name, (title, _) in _TABLES.items()]
    written = queries.four_parts(viewer, period=period).filter(item__plan__in=[plan.pk for plan in seen.plans])
    reviewed = set(written.values_list("item", flat=True))
    found += [
        Offer(f"{CODE}.review.{line.item.record.reference.lower()}", f"In four parts: {_words(line)}"[:200], "table")
        for line in seen.lines
        if line.item.pk in reviewed
    ]
    return found + [Offer(f"{CODE}.{name}", title, "figure") for name, title in _FIGURES.items()]


def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build one block; None when there is nothing under its key."""
    name = key.removeprefix(f"{CODE}.")
    seen = _Seen(viewer, partnership, period)
    if not seen.plans:
        return None
    if name in _TABLES:
        return _TABLES[name][1](seen, key)
    if name.startswith("review."):
        return _review(seen, key)
    if name in ("actions_total", "actions_closed"):
        return _actions(seen, key)
    return _count(seen, key) if name in _FIGURES else None


def register_all() -> None:
    """Register what the area offers."""
    serves = frozenset({Need.PRIORITIES, Need.LITTLE_PROGRESS, Need.NEXT_YEAR})
    register(Material(CODE, "The plan", offers=offers, build=build, serves=serves))
