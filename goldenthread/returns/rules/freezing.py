"""A return as it is frozen when it is signed, and what two versions of it say differently.

A frozen line is a plain dictionary: ``indicator`` (id), ``code``, ``name``, ``base``, ``cells`` (each cut, numerator, denominator),
``missing_why``, ``covered`` (two numbers or None), ``note``, ``comment`` (the four answers), ``met`` (``[code, sentence]``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.evidence.rules import cuts
from goldenthread.returns.rules.asking import FOUR, WHOLE, Asked, Cell, Filled
from goldenthread.returns.rules.checks import Met

Frozen = dict[str, Any]


def freeze(indicator: str, base: str, asked: Asked, filled: Filled, met: Sequence[Met]) -> Frozen:
    """Return a line as it is kept for good: only the cells that are asked, numbers without their commas."""
    cells = []
    for cut in (WHOLE, *asked.cells):
        parts = filled.cell(cut).parts
        if parts is not None:
            cells.append([cut, str(parts.numerator), None if parts.denominator is None else str(parts.denominator)])
    return {
        "indicator": indicator,
        "code": asked.code,
        "name": asked.name,
        "base": base,
        "cells": cells,
        "missing_why": filled.missing_why,
        "covered": [filled.covered.months, filled.covered.of] if filled.covered else None,
        "note": filled.note,
        "comment": {name: filled.comment.get(name, "") for name in FOUR},
        "met": [[each.code, each.sentence] for each in met],
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two versions say differently. ``of_figure``: a figure, its coverage or why there is none; else words."""

    code: str
    name: str
    what: str
    before: str
    after: str
    of_figure: bool = True


def compare(before: Iterable[Frozen], after: Iterable[Frozen]) -> list[Difference]:
    """Return what changed from one version to another, in the order of the newer one."""
    old = {each["code"]: each for each in before}
    new = {each["code"]: each for each in after}
    found: list[Difference] = []
    for code in [*new, *(code for code in old if code not in new)]:
        found += _line(old.get(code, {}), new.get(code, {}))
    return found


def _line(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[Difference]:
    named = new or old
    for what, of_figure, was, now in [*_cells(old, new), *_words(old, new)]:
        if was != now:
            yield Difference(named["code"], named["name"], what, was, now, of_figure)


def _cells(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[tuple[str, bool, str, str]]:
    was = {cut: _shown(numerator, denominator) for cut, numerator, denominator in old.get("cells", ())}
    now = {cut: _shown(numerator, denominator) for cut, numerator, denominator in new.get("cells", ())}
    for cut in dict.fromkeys([*now, *was]):
        yield ("Figure" if cut == WHOLE else cuts.words(cut)), True, was.get(cut, ""), now.get(cut, "")


def _shown(numerator: str, denominator: str | None) -> str:
    return numerator if denominator is None else f"{numerator} of {denominator}"


def _words(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[tuple[str, bool, str, str]]:
    yield "Why there is no figure", True, old.get("missing_why", ""), new.get("missing_why", "")
    yield "Months covered", True, _covered(old), _covered(new)
    yield "Explanation", False, old.get("note", ""), new.get("note", "")
    for name, words in FOUR.items():
        yield words, False, old.get("comment", {}).get(name, ""), new.get("comment", {}).get(name, "")


def _covered(line: Mapping[str, Any]) -> str:
    covered = line.get("covered")
    return f"{covered[0]} of {covered[1]}" if covered else ""


def thawed(line: Frozen) -> Filled:
    """Return a frozen line as it would be typed again."""
    return Filled(cells={cut: Cell(numerator, denominator or "") for cut, numerator, denominator in line["cells"]})
