"""Rates for every 10,000 children: the same children cannot rest on two populations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import COUNT, Number, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_PER = re.compile(r"^[^.;\d]{0,45}\bper\s+(?:[a-z ]{0,30}of\s+)?\x00?(?:10,?000)\b", re.IGNORECASE)
_RATE = re.compile(r"\b(?:rate|equates?|equivalent)\s*(?:of|to|at|is|was|:)?\s*$|\(\s*$", re.IGNORECASE)
_TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Rate:
    """A count and its rate for every 10,000, with where both are given."""

    count: Number
    rate: Number
    where: str
    sentence: str

    @property
    def least(self) -> Decimal:
        """The smallest population the two allow."""
        return self.count.value / (self.rate.value + self.rate.slack) * _TEN_THOUSAND

    @property
    def most(self) -> Decimal:
        """The largest population the two allow."""
        return self.count.value / (self.rate.value - self.rate.slack) * _TEN_THOUSAND


def check(reading: Reading) -> Iterator[Report]:
    """Yield the rates that rest on another population than the first rate of the document does."""
    rates = [
        rate
        for block in reading.document.prose()
        for sentence in sentences(block.text)
        for rate in _rates(sentence, block.where)
    ]
    for rate in rates[1:]:
        first = rates[0]
        apart = rate.most < first.least or rate.least > first.most
        if not apart or not Decimal("0.85") < rate.most / first.most < Decimal("1.18"):
            continue
        yield Report(
            kind="rate",
            where=rate.where,
            quote=shortened(rate.sentence, rate.rate.printed),
            message=(
                f"{rate.count.printed} at {rate.rate.printed} per 10,000 means about {shown(_middle(rate))} children, but "
                f"{first.count.printed} at {first.rate.printed} ({first.where}) means about {shown(_middle(first))}."
            ),
            found=shown(_middle(rate)),
            expected=shown(_middle(first)),
            sure=0.55,
        )


def _middle(rate: Rate) -> Decimal:
    return (rate.count.value / rate.rate.value * _TEN_THOUSAND).quantize(Decimal("1E2")).quantize(Decimal(1))


def _rates(sentence: str, where: str) -> Iterator[Rate]:
    numbers = [number for number in numbers_in(sentence) if number.kind == COUNT]
    for place, rate in enumerate(numbers[1:], 1):
        count = numbers[place - 1]
        named = _PER.match(sentence[rate.end :]) and _RATE.search(sentence[: rate.start])
        if (
            named
            and rate.value > rate.slack
            and count.value > 20
            and not count.decimals
            and rate.start - count.end < 90
        ):
            yield Rate(count, rate, where, sentence)
