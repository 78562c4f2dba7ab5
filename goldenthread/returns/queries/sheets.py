"""A return with all that its page and its checks need: what is asked, what was typed, the earlier figures, the checks met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.rules import cuts, defining
from goldenthread.evidence.rules.deriving import Coverage, Parts
from goldenthread.foundation.periods import Period
from goldenthread.returns.models import Line, Question, Return, Version
from goldenthread.returns.queries import rows
from goldenthread.returns.rules import checks
from goldenthread.returns.rules.asking import Asked, Filled, Past
from goldenthread.returns.rules.checks import Met
from goldenthread.returns.rules.freezing import Difference, Frozen, compare, freeze


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a return."""

    line: Line
    asked: Asked
    filled: Filled
    met: tuple[Met, ...]
    questions: tuple[Question, ...] = ()

    @property
    def to_do(self) -> list[str]:
        """What stands between the line and its sign-off."""
        return checks.to_do(self.filled, self.met)

    @property
    def part(self) -> str:
        """The part of the return it stands in: the group of its indicator."""
        return str(self.line.ask.indicator.group)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One return with its lines, in order. ``signed`` are the lines of the version signed last, as they were frozen."""

    answer: Return
    rows: tuple[Row, ...]
    signed: list[Frozen] | None = None

    @property
    def frozen(self) -> list[Frozen]:
        """The lines as they would be frozen now."""
        return [
            freeze(str(each.line.ask.indicator_id), each.line.ask.base, each.asked, each.filled, each.met)
            for each in self.rows
        ]

    @property
    def since(self) -> list[Difference]:
        """What was changed since it was signed; nothing while it was never signed."""
        return [] if self.signed is None else compare(self.signed, self.frozen)

    @property
    def to_sign(self) -> bool:
        """Whether it is complete, open, and says something that nobody signed."""
        answer = self.answer
        ready = answer.complete_at is not None and answer.locked_at is None
        return ready and (self.signed is None or bool(self.since))

    @property
    def period(self) -> Period:
        """The days it is about."""
        return self.answer.call.period

    @property
    def filled(self) -> int:
        """How many lines have a figure or a reason."""
        return sum(each.filled.answered for each in self.rows)

    @property
    def unready(self) -> list[Row]:
        """The lines that stand between the return and its sign-off."""
        return [each for each in self.rows if each.to_do]

    def row(self, line: UUID) -> Row:
        """Return the row of a line; raises `KeyError`."""
        return next(each for each in self.rows if each.line.pk == line)


@reads
def sheet(viewer: Viewer, answer: UUID) -> Sheet:
    """Return one return with its lines; raises `NotFound`."""
    return sheets(viewer, [rows.answer(viewer, answer)])[0]


@reads
def sheets(viewer: Viewer, answers: Sequence[Return]) -> list[Sheet]:
    """Return several returns with the lines whose figures the viewer may see as supplied, in a fixed number of queries."""
    asked = list(
        Line.objects.filter(answer__in=[each.pk for each in answers]).select_related("ask__indicator", "holder")
    )
    known = _known(viewer, {each.ask.indicator_id for each in asked})
    lines = [each for each in asked if each.ask.indicator_id in known]
    earlier = _earlier(viewer, set(known))
    asked_of, signed = _questions(answers), _signed(answers)
    parts = {place: _parts(viewer, place) for place in {each.call.partnership_id for each in answers}}
    found = []
    for each in answers:
        own = [line for line in lines if line.answer_id == each.pk]
        found.append(Sheet(each, _rows(own, each.call, known, earlier, asked_of, parts), signed.get(each.pk)))
    return found


def _rows(
    lines: Iterable[Line],
    call: Any,
    known: dict[UUID, Any],
    earlier: dict[Any, Any],
    asked_of: dict[UUID, list[Question]],
    parts: dict[UUID, list[tuple[str, str]]],
) -> tuple[Row, ...]:
    told = [(line, _asked(line, call.period, known[line.ask.indicator_id], earlier), line.filled) for line in lines]
    beside = checks.across({asked.code: (asked, filled) for _, asked, filled in told}, parts[call.partnership_id])
    return tuple(
        Row(
            line,
            asked,
            filled,
            (*checks.of_line(asked, filled), *beside.get(asked.code, ())),
            tuple(asked_of.get(line.pk, ())),
        )
        for line, asked, filled in told
    )


def _parts(viewer: Viewer, partnership: UUID) -> list[tuple[str, str]]:
    """Which indicators count a part of what others count."""
    return [(each.part_code, each.whole_code) for each in evidence.contains(viewer, partnership)]


def _signed(answers: Sequence[Return]) -> dict[UUID, list[Frozen]]:
    """The lines of the newest version of each return."""
    numbers = {each.pk: each.version for each in answers if each.version}
    rows = Version.objects.filter(answer__in=numbers).only("answer_id", "number", "lines")
    return {each.answer_id: each.lines for each in rows if each.number == numbers[each.answer_id]}


def _known(viewer: Viewer, ids: set[UUID]) -> dict[UUID, Any]:
    found = evidence.read_as_supplied(viewer).filter(pk__in=ids).prefetch_related("definitions")
    return {each.pk: each for each in found}


def _earlier(viewer: Viewer, ids: set[UUID]) -> dict[tuple[UUID, str], list[Any]]:
    """The figures supplied so far of each indicator, by cut, oldest first; only the whole or one agency's."""
    found: dict[tuple[UUID, str], list[Any]] = {}
    kept = evidence.readings(viewer).filter(indicator__in=ids).select_related(None).order_by("end", "start", "pk")
    for each in kept.only(
        *("indicator_id", "start", "end", "cut", "numerator", "denominator", "covered", "covered_of", "version")
    ):
        if not each.cut or cuts.dimensions(each.cut) == "agency":
            found.setdefault((each.indicator_id, each.cut), []).append(each)
    return found


def _asked(line: Line, period: Period, indicator: Any, earlier: dict[tuple[UUID, str], list[Any]]) -> Asked:
    versions = {each.version: each for each in indicator.definitions.all()}
    starts = {number: each.from_on for number, each in versions.items()}
    now = defining.in_force(starts, period.end)
    past = [
        Past(each.period, Parts(each.numerator, each.denominator), _covered(each), each.version > 1)
        for each in earlier.get((indicator.pk, line.ask.base), ())
        if each.end < period.end and defining.in_force(starts, each.end) == now
    ]
    return Asked(indicator.code, indicator.name, versions[now].details, period, tuple(line.ask.cells), tuple(past))


def _covered(reading: Any) -> Coverage | None:
    return Coverage(reading.covered, reading.covered_of) if reading.covered and reading.covered_of else None


def _questions(answers: Sequence[Return]) -> dict[UUID, list[Question]]:
    """What was asked of lines, by line."""
    found: dict[UUID, list[Question]] = {}
    for each in Question.objects.filter(answer__in=[one.pk for one in answers]):
        if each.line_id is not None:
            found.setdefault(each.line_id, []).append(each)
    return found
