"""Wording and tags for pages; nothing is asked of the database here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from goldenthread.evidence import judging, library
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.library import Starter
from goldenthread.evidence.queries import Figure, Printed
from goldenthread.evidence.rules import cuts, defining
from goldenthread.evidence.rules.sheet import number
from goldenthread.foundation.text import counted, listed
from goldenthread.ui import charts

_LEAST_SHOWN = 2
_TONES = {"signed off": "green", "received": "blue", "missing": "amber", "worked out": "blue"}


def status_tag(one: Figure | None) -> tuple[str, str]:
    """Return the words and the tone of a figure's status."""
    words = one.status if one else "missing"
    words = "signed off" if words.startswith("worked out from") else words
    tone = next((tone for start, tone in _TONES.items() if words.startswith(start)), "grey")
    return (words[:1].upper() + words[1:], tone) if one else ("Nothing supplied", "amber")


def plain(value: Decimal | None, decimals: int = 0) -> str:
    """Return a number with thousands; nothing for a missing one."""
    return "" if value is None else f"{value:,.{decimals}f}"


def spark_of(made: Judgement) -> Markup | str:
    """Return a small line of the newest figures with their usual range, or nothing for fewer than two."""
    judged, first = made.judged, max(len(made.figures) - 12, 0)
    values = [entry.counted for entry in judged.entries[first:]]
    if sum(value is not None for value in values) < _LEAST_SHOWN:
        return ""
    known = [each for each in made.figures[first:] if each.value is not None]
    words = f"From {known[0].words} in {known[0].when} to {known[-1].words} in {known[-1].when}."
    segment = judged.segment
    signs = [(place - first, judging.sign(judged, place)) for place in range(first, len(made.figures))]
    point = charts.Point(
        made.book.row.name,
        values,
        judged.details.unit,
        words,
        signal=judging.sign(judged, judged.last) if judged.last is not None else "common",
        low=segment.lower if segment else None,
        high=segment.upper if segment else None,
        mean=segment.mean if segment else None,
        marks=[(place, sign) for place, sign in signs if sign != "common"],
    )
    (drawn,) = charts.small_multiples([point])
    return Markup('<span class="gt-spark">{}</span>').format(drawn.svg)


def working(one: Figure) -> str:
    """Return how the value follows from its parts, as a sum with its result."""
    if one.value is None or one.numerator is None or one.denominator is None:
        return ""
    factor = defining.MULTIPLIERS.get(one.details.factor)
    times = f" × {factor:,}" if factor else ""
    return f"{number(one.numerator)} ÷ {number(one.denominator)}{times} = {plain(one.value, one.details.decimals)}"


def how(one: Figure) -> str:
    """Return how a figure came about, in a sentence."""
    count = len(one.derived.pieces)
    if one.derived.how == "supplied":
        return "As supplied for the whole period."
    if one.derived.how == "breakdown":
        return f"Added from {count} groups that were said to make up the whole."
    if one.derived.how == "periods":
        return f"{defining.YEAR_RULES[one.details.year_rule]}: from {count} shorter period{'' if count == 1 else 's'}."
    return "Hidden from those who read this." if one.hidden else "Nothing was supplied for the whole period."


def numerator(one: Figure) -> str:
    """Return what was counted, in words."""
    return f"{number(one.numerator)}: {one.details.numerator}" if one.numerator is not None else ""


def denominator(one: Figure) -> str:
    """Return what it was counted over, in words, with the source of a population."""
    if one.derived.people is not None:
        ages = f"people aged {one.details.age_from} to {one.details.age_to}"
        return f"{number(Decimal(one.derived.people.count))} {ages}: {one.derived.people.words}"
    if one.details.denominator_from == defining.NOTHING:
        return "None: it is a plain number"
    return f"{number(one.denominator)}: {one.details.denominator}" if one.denominator is not None else ""


def printed_words(each: Printed) -> str:
    """Return how a printed figure stands to the one that follows."""
    claim = each.claim
    if each.derived is None:
        return f"{each.words} is printed in {claim.where}. Its parts were never supplied, so it cannot be checked."
    if each.differs:
        return f"{each.words} is printed in {claim.where}. {number(each.derived)} follows from the figures supplied."
    return f"{each.words} is printed in {claim.where}, as it follows from the figures supplied."


def group_words(dimensions: str) -> str:
    """Return the name of a breakdown: "Category and sex"."""
    return " and ".join(cuts.DIMENSIONS[each].lower() for each in dimensions.split(";")).capitalize()


def lede(details: Any) -> str:
    """Return what is shown and which way is good, in a line under the title."""
    kind = defining.FACTORS[details.factor]
    of = {defining.COUNT: f" of {details.counts}", defining.PER_1000: f" {details.counts}"}
    shown = of.get(details.factor, f" {details.counts}" if details.factor == defining.PER_10000 else "")
    return f"{kind}{shown}, {defining.FREQUENCIES[details.frequency].lower()}. {defining.POLARITIES[details.polarity]}."


def definition_rows(details: Any) -> list[tuple[str, str]]:
    """Return a definition as rows of a summary list."""
    rows = [("What it means", details.words), ("Numerator", details.numerator)]
    if details.denominator_from == defining.POPULATION:
        rows.append(
            ("Denominator", f"People aged {details.age_from} to {details.age_to} at mid-year of the year before")
        )
    elif details.denominator:
        rows.append(("Denominator", details.denominator))
    rows += [
        (
            "Shown as",
            f"{defining.FACTORS[details.factor]}, {counted(details.decimals, 'decimal place')}, rounded once, half up",
        ),
        ("Counts", details.counts.capitalize()),
        ("Direction", defining.POLARITIES[details.polarity]),
        ("Collected", defining.FREQUENCIES[details.frequency]),
        ("A year from shorter periods", defining.YEAR_RULES[details.year_rule]),
        ("Supplied by", details.supplier_kind.capitalize()),
        ("Breakdowns", ", ".join(cuts.DIMENSIONS[each] for each in details.dimensions) or "None asked for"),
    ]
    return rows


def denominator_words(definition: Any) -> str:
    """Return what stands under the line, for the workbook to fill."""
    return definition.denominator or (
        "" if definition.denominator_from == defining.NOTHING else "Leave empty: the population"
    )


def intake_tag(row: Any) -> tuple[str, str]:
    """Return the words and the tone of a file's state."""
    if row.kept_at is None:
        return "Read, nothing kept", "amber"
    faults = sum(each["state"] == "fault" for each in row.rows)
    return ("Kept", "green") if not faults else (f"Kept, {faults} to mend", "amber")


def by_group(offered: Sequence[Starter]) -> dict[str, tuple[str, list[tuple[str, str]], dict[str, str]]]:
    """Return indicators of the library by group, as a form asks: the group's name, code and name of each, what to know of each."""
    found = {}
    for group, name in library.groups().items():
        held = [each for each in offered if each.group == group]
        if held:
            hints = {each.code: starter_words(each) for each in held}
            found[group] = (name, [(each.code, each.name) for each in held], hints)
    return found


def starter_words(one: Starter) -> str:
    """Return what somebody wants to know before choosing an indicator: meaning, supplier, what it can be compared with."""
    details = one.details
    often = defining.FREQUENCIES[details.frequency].lower()
    words = f"{details.words}. {often.capitalize()}, from {details.supplier_kind}."
    compared = [library.COMPARATORS[each] for each in one.comparators]
    told = f" Compared with {listed(compared)}." if compared else ""
    return words + told


def area_choices(place: Any) -> list[tuple[str, str]]:
    """Return the council areas of a partnership of several, (code, name); none where it is one area."""
    known = {each.area.code: each.area.name for each in place.coverage}
    return sorted(known.items(), key=lambda each: each[1]) if len(known) > 1 else []


def area_names(place: Any) -> list[str]:
    """Return the names of the council areas of a partnership of several."""
    return [name for _, name in area_choices(place)]
