"""An edition in a spreadsheet: one row for each question, a message for each that cannot be used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from goldenthread.foundation.sheets import plain
from goldenthread.foundation.text import counted
from goldenthread.quality.rules.asking import KINDS, Questionnaire
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec
from goldenthread.quality.rules.tabular import Message, Row, places, rows, same

COLUMNS = {
    "standard_code": "Standard code",
    "standard": "Standard",
    "standard_guidance": "Guidance of the standard",
    "code": "Question code",
    "text": "Question",
    "guidance": "Guidance",
    "evidence_wanted": "Evidence wanted",
    "answer": "Scale or kind of answer",
    "weight": "Weight",
    "required": "Has to be answered",
    "na": "Not applicable allowed",
}
_NEEDED = ("standard", "text", "answer")
_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"", "no", "n", "false", "0"})


_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
_LONGEST = {
    "standard_code": 40,
    "code": 40,
    "standard": 200,
    "text": 4_000,
    "guidance": 5_000,
    "evidence_wanted": 5_000,
}


@dataclass(frozen=True, slots=True)
class Read:
    """What a spreadsheet says: the standards that can be used, what is wrong with other rows, and what was left alone.

    ``columns`` are the codes of the columns it has: what stands in no column says nothing about a question that is there already.
    ``unusable`` are the codes of rows that cannot be used: they are in the spreadsheet all the same.
    """

    standards: tuple[StandardSpec, ...]
    messages: tuple[Message, ...]
    columns: frozenset[str] = frozenset(COLUMNS)
    notes: tuple[str, ...] = ()
    unusable: frozenset[str] = frozenset()

    @property
    def questions(self) -> int:
        """How many questions can be used."""
        return sum(len(each.questions) for each in self.standards)


def table(whole: Questionnaire) -> list[list[str]]:
    """Return an edition as rows, the head first."""
    found = [list(COLUMNS.values())]
    for standard in whole.standards:
        for each in standard.questions:
            answer = each.scale.name if each.scale else KINDS[each.kind]
            found.append(
                [
                    *(standard.code, standard.title, standard.guidance, each.code, each.text, each.guidance),
                    *(each.evidence_wanted, answer, f"{each.weight.normalize():f}"),
                    *("yes" if each.required else "no", "yes" if each.allows_not_applicable else "no"),
                ]
            )
    return found


def read(
    lines: Sequence[tuple[int, Sequence[Any]]], scales: Mapping[str, str], held: Iterable[StandardSpec] = ()
) -> Read:
    """Read the lines of a sheet, the head first. Raises `RuleBroken` for a wrong head.

    ``scales`` are codes by name. ``held`` is what the draft has already: a row without a code is the question of the same words in
    it, if there is one.
    """
    head = lines[0][1] if lines else ()
    at = places(head, COLUMNS, _NEEDED)
    reader = _Reader(scales, held)
    above = ""
    for row in rows(lines[1:], at):
        title = row.text("standard") or (above if row.text("text") else "")
        if title and not row.text("standard"):
            reader.filled += 1
        above = title or above
        reader.take(row, title)
    return Read(
        *(tuple(reader.found.values()), tuple(reader.messages), frozenset(at), tuple(_notes(head, at, reader))),
        unusable=frozenset(reader.unusable),
    )


def _notes(head: Sequence[Any], at: Mapping[str, int], reader: "_Reader") -> list[str]:
    """Return what was left alone or filled in, as sentences."""
    unknown = [plain(cell) for place, cell in enumerate(head) if plain(cell) and place not in at.values()]
    found = [f"The column “{each[:60]}” is not known here and was left out." for each in unknown]
    if reader.filled:
        found.append(f"{counted(reader.filled, 'row')} named no standard and went to that of the row above.")
    return found


class _Reader:
    """Reads row after row, and knows which codes are taken."""

    def __init__(self, scales: Mapping[str, str], held: Iterable[StandardSpec]) -> None:
        self.scales = {name.casefold(): code for name, code in scales.items()} | {
            code: code for code in scales.values()
        }
        self.kinds = {words.casefold(): code for code, words in KINDS.items() if code != "grade"}
        self.held = list(held)
        self.by_title = {same(each.title): each for each in self.held}
        self.by_words = {same(one.text): one.code for each in self.held for one in each.questions}
        self.used = {one.code for each in self.held for one in each.questions}
        self.taken: set[str] = set()
        self.found: dict[str, StandardSpec] = {}
        self.messages: list[Message] = []
        self.unusable: set[str] = set()
        self.filled = 0

    def take(self, row: Row, title: str) -> None:
        """Read one row."""
        question, wrong = _question(row, title, self.scales, self.kinds, self.taken)
        self.messages += wrong
        if question is None:
            self.unusable.add(row.text("code") or self.by_words.get(same(row.text("text")), ""))
            return
        standard = self._standard(row, title)
        given = question.code or self.by_words.get(same(question.text), "")
        if not given or given in self.taken:
            given = _next(standard, self.taken | self.used)
        self.taken.add(given)
        added = replace(question, code=given)
        self.found[standard.code] = replace(standard, questions=(*standard.questions, added))

    def _standard(self, row: Row, title: str) -> StandardSpec:
        known = self.by_title.get(same(title))
        code = row.text("standard_code") or (known.code if known else "")
        for each in self.found.values():
            if each.code == code or (not code and same(each.title) == same(title)):
                return each
        made = StandardSpec(code or self._number(), title, row.text("standard_guidance"))
        self.found[made.code] = made
        return made

    def _number(self) -> str:
        codes = {each.code for each in self.held} | set(self.found)
        number = len(codes) + 1
        while str(number) in codes:
            number += 1
        return str(number)


def _next(standard: StandardSpec, taken: Iterable[str]) -> str:
    number = len(standard.questions) + 1
    while f"{standard.code}.{number}" in taken:
        number += 1
    return f"{standard.code}.{number}"


def _question(
    row: Row, title: str, scales: Mapping[str, str], kinds: Mapping[str, str], taken: Iterable[str]
) -> tuple[QuestionSpec | None, list[Message]]:
    """Return the question of a row with what was put right in it; or None with what is wrong."""
    if not title:
        return None, [row.message("standard", "Say which standard it belongs to.")]
    if not row.text("text"):
        return None, [row.message("text", "There is no question here.")]
    for code in COLUMNS:
        if row.text(code) in _ERRORS:
            return None, [
                row.message(code, "The spreadsheet holds an error here. Mend its formula, or write the words.")
            ]
        if len(row.text(code)) > _LONGEST.get(code, 5_000):
            return None, [
                row.message(code, f"This is longer than {_LONGEST.get(code, 5_000):,} characters. Shorten it.")
            ]
    if row.text("code") in taken and row.text("code"):
        return None, [row.message("code", "Another row has this code. Give each question a code of its own.")]
    answer = row.text("answer").casefold()
    if answer not in scales and answer not in kinds:
        names = ", ".join([*KINDS.values()][1:])
        return None, [row.message("answer", f"There is no such scale. Name a scale of the partnership, or: {names}.")]
    weight, told = _weight(row)
    flags = {}
    for code in ("required", "na"):
        words = row.text(code).casefold()
        if words not in _YES | _NO:
            return None, [row.message(code, "Write yes or no.")]
        flags[code] = words in _YES
    scale = scales.get(answer, "")
    return (
        QuestionSpec(
            *(row.text("code"), row.text("text"), row.text("guidance"), row.text("evidence_wanted")),
            kind="grade" if scale else kinds[answer],
            scale=scale,
            required=flags["required"] or "required" not in row.at,
            weight=weight,
            allows_not_applicable=flags["na"],
        ),
        told,
    )


def _weight(row: Row) -> tuple[Decimal, list[Message]]:
    words = row.text("weight").replace(",", ".")
    if not words:
        return Decimal(1), []
    try:
        found = Decimal(words)
    except InvalidOperation:
        found = Decimal(-1)
    if not 0 <= found < 10_000:
        return Decimal(1), [row.message("weight", "A weight is a number of 0 or more. It was read as 1.")]
    return found.quantize(Decimal("0.01")), []
