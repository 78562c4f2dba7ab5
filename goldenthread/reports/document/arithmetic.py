"""How a frozen figure follows from what it is made of, as a sum in words. Nothing is said that does not come out."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Plain = dict[str, Any]
_PER = re.compile(r"^per ([\d,]+)")
_MOST_TERMS = 8
# what of the parts is summed, and what of the whole it may make
_SUMS = (("value", "value"), ("numerator", "numerator"), ("value", "numerator"))


def in_words(figure: Plain) -> list[str]:
    """Return the sentences: how the rate follows from its two numbers, and how these follow from the parts."""
    found = [_rate(figure), _sum(figure)]
    return [sentence for sentence in found if sentence]


def _rate(figure: Plain) -> str:
    top, bottom = _number(figure["numerator"]), _number(figure["denominator"])
    value = _number(figure["value"])
    if top is None or bottom is None or value is None or bottom == 0:
        return ""
    per = _per(figure["unit"])
    times = f" × {_shown(per)}" if per != 1 else ""
    if _rounded(top / bottom * per, figure["decimals"]) != value:
        return f"It was worked out from {_shown(top)} and {_shown(bottom)}."
    return f"{_shown(top)} ÷ {_shown(bottom)}{times} = {figure['shown']}"


def _sum(figure: Plain) -> str:
    parts = figure["parts"]
    if len(parts) < 2:
        return ""
    for of_part, name in _SUMS:
        terms, whole = [_number(part[of_part]) for part in parts], _number(figure[name])
        known = [term for term in terms if term is not None]
        if whole is not None and len(known) == len(terms) and sum(known) == whole:
            return _added(known, whole, figure, counted=name == "numerator")
    return ""


def _added(terms: list[Decimal], whole: Decimal, figure: Plain, *, counted: bool) -> str:
    money = figure["unit"] == "£"
    total = _shown(whole, money=money)
    what = f"The {total} is counted over its parts" if counted else "It is the sum of its parts"
    if len(terms) > _MOST_TERMS:
        return f"{what}: {len(terms)} numbers that make {total}."
    return f"{what}: {_chain(terms, money=money)} = {total}"


def _chain(terms: list[Decimal], *, money: bool) -> str:
    first, *others = terms
    rest = "".join(f" {'−' if term < 0 else '+'} {_shown(abs(term), money=money)}" for term in others)
    return f"{_shown(first, money=money)}{rest}"


def _per(unit: str) -> Decimal:
    if unit == "%":
        return Decimal(100)
    found = _PER.match(unit)
    return Decimal(found[1].replace(",", "")) if found else Decimal(1)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _shown(value: Decimal, *, money: bool = False) -> str:
    """Return a number as people read it: pence where there are any, and no other decimals than it has."""
    whole = value == value.to_integral_value()
    size = f"{abs(value):,.0f}" if whole else f"{abs(value):,.2f}" if money else f"{abs(value):,f}".rstrip("0")
    return f"{'−' if value < 0 else ''}{'£' if money else ''}{size}"


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
