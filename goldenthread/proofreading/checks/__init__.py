"""The checks. Each takes what is read and yields reports; none knows of another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from goldenthread.foundation.periods import Period
from goldenthread.proofreading.model import Document, Known, Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What a check is given: the document, the period it is about, its abbreviations with their words, stored figures."""

    document: Document
    period: Period | None = None
    abbreviations: dict[str, str] = field(default_factory=dict)
    known: tuple[Known, ...] = ()


Check = Callable[[Reading], Iterator[Report]]
