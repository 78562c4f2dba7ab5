"""Rates for every 10,000 children: the same children cannot rest on two populations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import COUNT, Number, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_PER = re.compile(r"^[^.;\d]{0,45}\bper\s+(?:[a-z ]{0,30}of\s+)?\x00?(?:10,?000)\b", re.IGNORECASE)
_RATE = re.compile(r"\b(?:rate|equates?|equivalent)\s*(?:of|to|at|is|was|:)?\s*$|\(\s*$", re.IGNORECASE)
_FOR_EVERY = re.compile(r"\bper\s+(?P<every>1,?000|10,?000|100,?000)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compar\w+|against|than|from|previous|last\s+year|national\w*|neighbours?|average|region\w*)\b", re.IGNORECASE
)
_FOR_EVERY_OF = re.compile(
    r"\bper\s+1(?:,?000|0,?000|00,?000)\s+(?:of|for|in|among)\s+(?:the|our|its|all)\s+$", re.IGNORECASE
)
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
    """Yield the rates that their own count and population contradict, and those that rest on another population than the first."""
    for block in reading.document.prose():
        last = ""
        for sentence in sentences(block.text):
            yield from _against_its_parts(block.where, last, sentence)
            last = sentence
    yield from _populations(reading)


def _against_its_parts(where: str, before: str, sentence: str) -> Iterator[Report]:
    """Yield a rate that is not its count for so many of the population named beside it, or in the sentence before."""
    pers = list(_FOR_EVERY.finditer(sentence))
    counts = [number for number in numbers_in(sentence) if number.kind == COUNT]
    if len(pers) != 1 or _COMPARED.search(sentence):
        return
    rates = [number for number in counts if number.end <= pers[0].start() and pers[0].start() - number.end < 3]
    own = [number for number in counts if number not in rates and not pers[0].start() <= number.start < pers[0].end()]
    wholes = [number for number in own if _is_population(sentence, number)]
    own = [number for number in own if number not in wholes]
    wholes = wholes or [number for number in numbers_in(before) if _is_population(before, number)]
    if (len(rates), len(wholes), len(own)) != (1, 1, 1) or not 0 < own[0].value < wholes[0].value:
        return
    rate, whole, count = rates[0], wholes[0], own[0]
    every = Decimal(pers[0]["every"].replace(",", ""))
    true, rounded = count.value / whole.value * every, _last_digit(whole.value) / 2
    least, most = count.value / (whole.value + rounded) * every, count.value / (whole.value - rounded) * every
    if least - rate.slack <= rate.value <= most + rate.slack or not Decimal("0.4") < true / rate.value < Decimal("2.5"):
        return
    expected = true.quantize(Decimal(10) ** -max(rate.decimals, 0), rounding=ROUND_HALF_UP)
    message = f"{count.printed} of {whole.printed} is {shown(expected)} per {pers[0]['every']}, not {rate.printed}."
    yield Report("rate", where, shortened(sentence, rate.printed), message, rate.printed, shown(expected), 0.85)


def _is_population(text: str, number: Number) -> bool:
    """Whether a number is said to be a population, not a part of one."""
    before, after = text[: number.start], text[number.end :]
    named = re.search(
        r"\bpopulation\s+(?:of|is|was|:)\s+(?:about\s+|around\s+|some\s+|approximately\s+)?$", before, re.IGNORECASE
    )
    return number.value >= 1000 and bool(
        named
        or (_FOR_EVERY_OF.search(before) and re.match(r"^\s+(?:children|people|young|residents)\b", after))
        or re.match(
            r"^\s+(?:children|people|young|residents)\b[^.;,]{0,50}\b(?:in the population|live in|living in|who live)\b",
            after,
        )
    )


def _last_digit(value: Decimal) -> Decimal:
    """Return how far a population was rounded: 10,000 for 60,000, 10 for 65,320."""
    return next(Decimal(step) for step in (10_000, 1000, 100, 10, 1) if value % step == 0)


def _populations(reading: Reading) -> Iterator[Report]:
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
