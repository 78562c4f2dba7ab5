"""What a line of a return is checked for. The words, the severity and the settings of each check stand in `data/checks.yaml`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.evidence.rules import cuts, defining
from goldenthread.evidence.rules.sheet import number, say
from goldenthread.foundation.errors import RuleBroken
from goldenthread.returns import catalogue
from goldenthread.returns.rules import history, numbers
from goldenthread.returns.rules.asking import WHOLE, Asked, Cell, Filled

NUMERATOR, DENOMINATOR, MISSING = "numerator", "denominator", "missing_why"
_EXPLAINED_BY_FOUR = frozenset({"unusual", "outlier"})


@dataclass(frozen=True, slots=True)
class Met:
    """A check that a line met: which, where in the line, and the sentence for whoever typed it."""

    code: str
    sentence: str
    cut: str = WHOLE
    field: str = NUMERATOR

    @property
    def check(self) -> catalogue.Check:
        """The check itself."""
        return catalogue.checks()[self.code]

    @property
    def severity(self) -> str:
        """How much it matters: stop, look or note."""
        return self.check.severity


def of_line(asked: Asked, filled: Filled) -> list[Met]:
    """Return every check that one line meets by itself, the gravest first."""
    found = list(_of_cell(asked, WHOLE, filled.cell()))
    for cut in asked.cells:
        found += _of_cell(asked, cut, filled.cell(cut))
    found += _of_reason(filled)
    if not any(each.severity == catalogue.STOP for each in found):
        found += _of_groups(asked, filled)
        found += _of_past(asked, filled)
    if filled.covered is not None and not filled.covered.whole:
        found.append(Met("coverage", f"{filled.covered.words} are in this figure.", field="covered"))
    return sorted(found, key=_gravest_first)


def _gravest_first(met: Met) -> int:
    return (catalogue.STOP, catalogue.LOOK, catalogue.NOTE).index(met.severity)


def _of_cell(asked: Asked, cut: str, cell: Cell) -> Iterable[Met]:
    unread = [
        Met(code, sentence, cut, field)
        for field, typed in ((NUMERATOR, cell.numerator), (DENOMINATOR, cell.denominator))
        for code, sentence in _unreadable(typed)
    ]
    yield from unread
    if unread or cell.empty:
        return
    numerator, denominator = numbers.held(cell.numerator), numbers.held(cell.denominator)
    if not asked.two:
        return
    if numerator is None or denominator is None:
        missing = NUMERATOR if numerator is None else DENOMINATOR
        yield Met("half", "Give both numbers: the figure is worked out from them.", cut, missing)
    elif denominator == 0:
        yield Met("zero_denominator", "Nothing can be worked out of 0. Leave both empty and say why.", cut, DENOMINATOR)
    elif asked.details.factor == defining.PERCENT and numerator > denominator:
        yield Met("above_denominator", f"Enter {number(denominator)} or fewer, or change the total.", cut)


def _unreadable(typed: str) -> Iterable[tuple[str, str]]:
    try:
        numbers.read(typed)
    except RuleBroken as broken:
        yield broken.field or "unreadable", broken.sentence


def _of_reason(filled: Filled) -> Iterable[Met]:
    if not filled.answered:
        yield Met("unanswered", "Enter the figure, or say why it cannot be given this time.")
    elif filled.missing_why and not filled.cell().empty:
        yield Met("both", "There is a figure and a reason why there is none. Take one of them out.", field=MISSING)


def _of_groups(asked: Asked, filled: Filled) -> Iterable[Met]:
    """Hold the groups of each breakdown against the whole, once all of them are there."""
    whole = filled.cell().parts
    if whole is None:
        return
    for name, members in asked.groups.items():
        parts = [filled.cell(cut).parts for cut in members]
        counted = [each.numerator for each in parts if each is not None]
        added, by = sum(counted, Decimal(0)), cuts.DIMENSIONS.get(name, name).lower()
        if added > whole.numerator:
            yield Met(
                "breakdown_above",
                f"By {by} there are {number(added)}; the whole is {number(whole.numerator)}.",
                members[0],
            )
        elif counted and len(counted) == len(members) and added < whole.numerator:
            short = number(whole.numerator - added)
            yield Met(
                "breakdown_below", f"By {by} there are {number(added)}: {short} fewer than the whole.", members[0]
            )


def _of_past(asked: Asked, filled: Filled) -> Iterable[Met]:
    """Hold the figure against its own past. Of three ways to stand out, the strongest is told."""
    value = asked.measured(filled.cell().parts)
    if value is None or (filled.covered is not None and not filled.covered.whole):
        return
    earlier = history.comparable(asked)
    told = history.outside(value, earlier, asked) or history.outlying(value, earlier) or history.jumped(value, earlier)
    if told is not None:
        yield Met(*told)
    elif earlier and value == earlier[-1].value and value >= _setting("same", "least"):
        yield Met("same", f"The same as in {say(earlier[-1].period)}.")


def _setting(code: str, name: str) -> Decimal:
    return Decimal(str(catalogue.checks()[code].settings[name]))


def across(lines: Mapping[str, tuple[Asked, Filled]], parts: Iterable[tuple[str, str]] = ()) -> dict[str, list[Met]]:
    """Return, by code, what lines say of each other: parts above their whole, one thing counted differently twice.

    ``parts``: codes of indicators of which the first counts a part of what the second counts.
    """
    found: dict[str, list[Met]] = {}
    for one, other in parts:
        pair = _pair(lines, one, other)
        if pair and pair[0].numerator > pair[1].numerator:
            sentence = f"{number(pair[0].numerator)} is more than {lines[other][0].name}, {number(pair[1].numerator)}."
            found.setdefault(one, []).append(Met("part_above_whole", sentence))
    for one, other in catalogue.wholes():
        pair = _pair(lines, one, other)
        if pair and pair[0].denominator is not None and pair[0].denominator != pair[1].numerator:
            sentence = (
                f"{lines[other][0].name} is {number(pair[1].numerator)}, here it is {number(pair[0].denominator)}."
            )
            found.setdefault(one, []).append(Met("other_whole", sentence, field=DENOMINATOR))
    return found


def _pair(lines: Mapping[str, tuple[Asked, Filled]], one: str, other: str):  # type: ignore[no-untyped-def]
    """Return the parts of two lines, where both are there, count the same unit and are of the same period."""
    if one not in lines or other not in lines:
        return None
    (asked, filled), (against, whole) = lines[one], lines[other]
    if asked.details.counts != against.details.counts or filled.covered != whole.covered:
        return None
    mine, theirs = filled.cell().parts, whole.cell().parts
    return (mine, theirs) if mine is not None and theirs is not None else None


def to_do(filled: Filled, met: Sequence[Met]) -> list[str]:
    """Return what stands between a line and its sign-off, as sentences; nothing when it is ready."""
    wanted = [each.sentence for each in met if each.severity == catalogue.STOP]
    looks = [each for each in met if each.severity == catalogue.LOOK]
    if any(each.code in _EXPLAINED_BY_FOUR for each in looks):
        wanted += [f"Answer “{words}”" for words in filled.unanswered()]
    elif looks and not filled.note and filled.unanswered():
        wanted.append(f"{looks[0].sentence} Mend it, or say why it is right.")
    return wanted


def needs_comment(met: Sequence[Met]) -> bool:
    """Whether a line must answer the four questions."""
    return any(each.code in _EXPLAINED_BY_FOUR for each in met)
