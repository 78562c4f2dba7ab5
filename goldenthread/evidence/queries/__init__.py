"""Every read of the evidence: from the viewer, and no more than the viewer may know."""

from goldenthread.evidence.books import Book, Figure, Printed, book_from
from goldenthread.evidence.placing import Place
from goldenthread.evidence.queries.choices import agencies_to_choose, places_to_keep, signers
from goldenthread.evidence.queries.figures import book, figure, readings_behind, series
from goldenthread.evidence.queries.known import known
from goldenthread.evidence.queries.places import lookup, place, vintages
from goldenthread.evidence.queries.rows import (
    KIND,
    benchmarks,
    claim,
    claims,
    definitions,
    indicator,
    indicators,
    intake,
    intakes,
    of_code,
    reading,
    readings,
    rebase,
    unsigned,
    visible,
    with_readings,
)

__all__ = [
    "KIND",
    "Book",
    "Figure",
    "Place",
    "Printed",
    "agencies_to_choose",
    "benchmarks",
    "book",
    "book_from",
    "claim",
    "claims",
    "definitions",
    "figure",
    "indicator",
    "indicators",
    "intake",
    "intakes",
    "known",
    "lookup",
    "of_code",
    "place",
    "places_to_keep",
    "reading",
    "readings",
    "readings_behind",
    "rebase",
    "series",
    "signers",
    "unsigned",
    "vintages",
    "visible",
    "with_readings",
]
