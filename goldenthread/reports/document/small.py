"""Small numbers: a count of one to five people, or a share or rate built on one, stops publication."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goldenthread.reports.document.frozen import figures

_LARGEST = 5


@dataclass(frozen=True, slots=True)
class SmallNumber:
    """Where one stands, and why it counts as one."""

    where: str
    label: str
    why: str

    @property
    def words(self) -> str:
        """Which one it is, in one line: what a person releases."""
        return f"{self.where}: {self.label}. {self.why}"


def find(document: dict[str, Any]) -> list[SmallNumber]:
    """Return the small numbers of a document, each with the place it stands in."""
    found: list[SmallNumber] = []
    for section in document["sections"]:
        for key in section["keys"]:
            block = document["blocks"].get(key)
            for figure in figures(block) if block else ():
                found.extend(_of(section["heading"], figure))
    return list(dict.fromkeys(found))


def _of(where: str, figure: dict[str, Any]) -> Iterator[SmallNumber]:
    for one in [figure, *_parts(figure)]:
        if one["people"] and (why := _why(one)):
            yield SmallNumber(where, f"{one['label']}, {one['period']}", why)


def _parts(figure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in figure["parts"]:
        yield part
        yield from _parts(part)


def _why(figure: dict[str, Any]) -> str:
    if _small(figure["numerator"]):
        return f"It is built on {figure['numerator']}."
    if _small(figure["denominator"]):
        return f"It is a share of {figure['denominator']}."
    if figure["numerator"] is not None and figure["denominator"] is not None:
        rest = Decimal(figure["denominator"]) - Decimal(figure["numerator"])
        return f"It tells that {rest} are not in it." if figure["unit"] == "%" and _small(rest) else ""
    return f"It counts {figure['value']}." if _counts(figure) and _small(figure["value"]) else ""


def _counts(figure: dict[str, Any]) -> bool:
    return figure["unit"] != "%" and not figure["unit"].startswith("per ")


def _small(value: Any) -> bool:
    return value is not None and 0 < Decimal(value) <= _LARGEST
