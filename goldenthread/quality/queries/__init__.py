"""Every read of the area. Each takes the viewer first."""

from goldenthread.quality.queries.graded_on import Use, scale_choices, scale_row, scales_listed, uses
from goldenthread.quality.queries.rows import (
    BANK,
    FRAMEWORK,
    adopted,
    bank,
    banks,
    edition,
    editions,
    framework,
    frameworks,
    places_to_edit,
    question,
    scales,
    standard,
    versions,
    visible_banks,
    visible_frameworks,
)
from goldenthread.quality.queries.together import Again, Asked, Back, Together, together
from goldenthread.quality.queries.whole import questionnaire, scale

__all__ = [
    "BANK",
    "FRAMEWORK",
    "Again",
    "Asked",
    "Back",
    "Together",
    "Use",
    "adopted",
    "bank",
    "banks",
    "edition",
    "editions",
    "framework",
    "frameworks",
    "places_to_edit",
    "question",
    "questionnaire",
    "scale",
    "scale_choices",
    "scale_row",
    "scales",
    "scales_listed",
    "standard",
    "together",
    "uses",
    "versions",
    "visible_banks",
    "visible_frameworks",
]
