"""An edition in a spreadsheet: one row for each question, a message for each that cannot be used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from goldenthread.quality.rules.asking import KINDS, Questionnaire
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec
from goldenthread.quality.rules.tabular import Message, Row, places, rows

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


@dataclass(frozen=True, slots=True)
class Read:
    """What a spreadsheet says: the standards that can be used, and what is wrong with the other rows."""

    standards: tuple[StandardSpec, ...]
    messages: tuple[Message, ...]

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


def read(lines: Sequence[tuple[int, Sequence[Any]]], scales: Mapping[str, str]) -> Read:
    """Read the lines of a sheet, the head first. ``scales`` are codes by name. Raises `RuleBroken` for a wrong head."""
    at = places(lines[0][1] if lines else (), COLUMNS, _NEEDED)
    known = {name.casefold(): code for name, code in scales.items()} | {code: code for code in scales.values()}
    kinds = {words.casefold(): code for code, words in KINDS.items() if code != "grade"}
    found: dict[str, StandardSpec] = {}
    messages: list[Message] = []
    taken: set[str] = set()
    for row in rows(lines[1:], at):
        question, wrong = _question(row, known, kinds, taken)
        if question is None:
            messages.append(wrong[0])
            continue
        messages += wrong
        key = row.text("standard_code") or row.text("standard")
        if key not in found:
            code = row.text("standard_code") or str(len(found) + 1)
            found[key] = StandardSpec(code[:40], row.text("standard")[:200], row.text("standard_guidance"))
        given = replace(question, code=question.code or _next(found[key], taken))
        taken.add(given.code)
        found[key] = replace(found[key], questions=(*found[key].questions, given))
    return Read(tuple(found.values()), tuple(messages))


def _next(standard: StandardSpec, taken: Iterable[str]) -> str:
    number = len(standard.questions) + 1
    while f"{standard.code}.{number}" in taken:
        number += 1
    return f"{standard.code}.{number}"


def _question(
    row: Row, scales: Mapping[str, str], kinds: Mapping[str, str], taken: Iterable[str]
) -> tuple[QuestionSpec | None, list[Message]]:
    """Return the question of a row with what was put right in it; or None with what is wrong."""
    for code, sentence in (("standard", "Say which standard it belongs to."), ("text", "There is no question here.")):
        if not row.text(code):
            return None, [row.message(code, sentence)]
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
            *(row.text("code")[:40], row.text("text"), row.text("guidance"), row.text("evidence_wanted")),
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
