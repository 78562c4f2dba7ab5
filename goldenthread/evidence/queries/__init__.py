"""Every read of the evidence: from the viewer, and no more than the viewer may know."""

from goldenthread.evidence.books import Book, Figure, Printed, book_from
from goldenthread.evidence.placing import Place
from goldenthread.evidence.queries.choices import agencies_to_choose, places_to_keep, signers
from goldenthread.evidence.queries.compared import Beside, authority, beside_others
from goldenthread.evidence.queries.containing import Contained, clashes, containment, contains
from goldenthread.evidence.queries.figures import book, books, figure, readings_behind, series
from goldenthread.evidence.queries.judged import judgements
from goldenthread.evidence.queries.known import known
from goldenthread.evidence.queries.places import lookup, place, vintages
from goldenthread.evidence.queries.populations import (
    Many,
    People,
    council_areas,
    group_population,
    group_populations,
    known_people,
    people_of_groups,
)
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
from goldenthread.evidence.queries.targets import accepted_shortfall, accepted_shortfalls, target, targets

__all__ = [
    "KIND",
    "Beside",
    "Book",
    "Contained",
    "Figure",
    "Many",
    "People",
    "Place",
    "Printed",
    "accepted_shortfall",
    "accepted_shortfalls",
    "agencies_to_choose",
    "authority",
    "benchmarks",
    "beside_others",
    "book",
    "book_from",
    "books",
    "claim",
    "claims",
    "clashes",
    "containment",
    "contains",
    "council_areas",
    "definitions",
    "figure",
    "group_population",
    "group_populations",
    "indicator",
    "indicators",
    "intake",
    "intakes",
    "judgements",
    "known",
    "known_people",
    "lookup",
    "of_code",
    "people_of_groups",
    "place",
    "places_to_keep",
    "reading",
    "readings",
    "readings_behind",
    "rebase",
    "series",
    "signers",
    "target",
    "targets",
    "unsigned",
    "vintages",
    "visible",
    "with_readings",
]
