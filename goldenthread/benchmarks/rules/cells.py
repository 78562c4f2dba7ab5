"""One published figure: a value and its parts, each a number or a symbol. A symbol is never a number."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

SYMBOLS: Final = {
    "c": "Hidden: a small number",
    "z": "Not applicable",
    "x": "Not available",
    ":": "Not available",
    "k": "Rounds to 0",
    "low": "Rounds to 0",
    "u": "Low reliability",
    "-": "Not published",
}
"""The symbols of the Department for Education (Explore Education Statistics) and, for "-", of its interactive tool."""

NOT_KNOWN: Final = "A symbol nobody explained"
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_BREAK: Final = "|"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, a symbol in its place, or neither when nothing was given."""

    number: Decimal | None = None
    symbol: str = ""

    @property
    def text(self) -> str:
        """How it is kept."""
        return self.symbol if self.number is None else str(self.number)


NOTHING: Final = Amount()


@dataclass(frozen=True, slots=True)
class Figures:
    """A value with its numerator and denominator, as published."""

    value: Amount = NOTHING
    numerator: Amount = NOTHING
    denominator: Amount = NOTHING

    @property
    def text(self) -> str:
        """How it is kept: "44.2", "c", or with its parts "44.2|312|70881"."""
        return joined(self.value.text, self.numerator.text, self.denominator.text)


def joined(value: str, numerator: str = "", denominator: str = "") -> str:
    """Return the three texts as they are kept."""
    return _BREAK.join((value, numerator, denominator)).rstrip(_BREAK)


def figures(text: str) -> Figures:
    """Read what `Figures.text` wrote."""
    return Figures(*(amount(part) for part in text.split(_BREAK)[:3]))


def amount(text: str) -> Amount:
    """Read one cell of a file: a number, with or without commas for thousands, or else a symbol."""
    text = text.strip()
    if not text:
        return NOTHING
    if _NUMBER.fullmatch(text):
        return Amount(Decimal(text))
    if _THOUSANDS.fullmatch(text):
        return Amount(Decimal(text.replace(",", "")))
    return Amount(symbol=tidied(text))


def is_number(text: str) -> bool:
    """Say whether a cell holds a plain number."""
    return _NUMBER.fullmatch(text) is not None


def tidied(text: str) -> str:
    """Return a symbol as it is kept: known ones in small letters, others as they stand, cut short."""
    small = text.lower()
    return small if small in SYMBOLS else text.replace(_BREAK, "/")[:12]


def symbol_words(symbol: str) -> str:
    """Say what a symbol means."""
    return SYMBOLS.get(symbol, NOT_KNOWN) if symbol else ""


def derived(numerator: Decimal, denominator: Decimal, per: int, decimals: int) -> Decimal | None:
    """Return numerator of denominator, times ``per``, half up as publishers round; None for a denominator of 0."""
    if not denominator:
        return None
    return rounded(numerator * per / denominator, decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a value with so many decimals, halves up."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain(value: Decimal, decimals: int) -> str:
    """Return a value as words show it: so many decimals, commas for thousands."""
    return f"{rounded(value, decimals):,f}"
