"""The kinds of report, each with why it matters and how to mend it: one catalogue for the page, the command and the guide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report. ``most`` is how many of it one document is shown before other kinds are served first."""

    code: str
    title: str
    why: str
    mend: str
    most: int = 12


_ALL = (
    Kind(
        "total",
        "A total does not follow from its parts",
        "Readers add up. One wrong total makes them doubt every other figure.",
        "Correct the part or the total, or say in the table which lines the total leaves out.",
    ),
    Kind(
        "relation",
        "A column does not follow from the others as its neighbours do",
        "Most rows of the table are worked out one way, and this one is not.",
        "Work the cell out again from the same row.",
    ),
    Kind(
        "share",
        "A percentage does not follow from its numbers",
        "The percentage and the numbers beside it cannot both be right.",
        "Work the percentage out again, or say what it is a share of.",
    ),
    Kind(
        "change",
        "A rise or fall does not follow from its two figures",
        "The change that is claimed is not the change between the figures given.",
        "Work the change out again, or correct one of the figures.",
    ),
    Kind(
        "sum",
        "Numbers in a sentence do not add up",
        "The parts that are named do not make the whole that is named.",
        "Correct a part or the whole, or say that the list is not complete.",
    ),
    Kind(
        "rate",
        "A rate does not follow from its count and population, or two rest on different populations",
        "A rate that its own numbers contradict is wrong; two divided by different populations cannot be compared.",
        "Work the rate out again. Use one population, and name its source and year.",
        4,
    ),
    Kind(
        "twice",
        "One figure is given twice, differently",
        "Both cannot be right, and readers quote whichever they find first.",
        "Decide which is right, or say how the two differ.",
        10,
    ),
    Kind(
        "unequal_periods",
        "Unequal periods are compared",
        "Nine months against twelve, or a year with a month missing, is not a comparison.",
        "Compare equal periods, or say plainly that they are not equal.",
        8,
    ),
    Kind(
        "date",
        "A date cannot be right",
        "There is no such day, it was another weekday, or it lies outside the report's period.",
        "Correct the date.",
        8,
    ),
    Kind(
        "placeholder",
        "A placeholder was left in",
        "Something was to be filled in before publication.",
        "Fill it in, or take the sentence out.",
        10,
    ),
    Kind(
        "count",
        "A list does not have as many points as announced",
        "The sentence before the list says how many follow.",
        "Correct the number, or the list.",
        6,
    ),
    Kind(
        "name",
        "One thing goes under two names",
        "Readers cannot tell whether two bodies or one are meant.",
        "Use one name throughout, and give others once in brackets.",
        10,
    ),
    Kind(
        "two_meanings",
        "A word has two meanings",
        "“Bi-annual” is read as twice a year by some and every two years by others.",
        "Say “twice a year” or “every two years”.",
        5,
    ),
    Kind(
        "abbreviation",
        "An abbreviation is not explained, or explained twice differently",
        "Parents, young people and councillors read this report too.",
        "Write the words out where it first stands, with the abbreviation in brackets.",
        12,
    ),
    Kind(
        "typed_figure",
        "A figure is typed where a stored one exists",
        "A typed figure does not follow when the stored one is restated.",
        "Put the stored figure in instead.",
    ),
)
KINDS = {kind.code: kind for kind in _ALL}
