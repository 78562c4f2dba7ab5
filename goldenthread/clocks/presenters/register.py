"""How rules look in the register."""

from datetime import date
from typing import Any

from goldenthread.clocks.models import RuleVersion
from goldenthread.clocks.presenters.faces import UNVERIFIED
from goldenthread.clocks.rules.shapes import KNOWLEDGE_WORDS, PAUSE_REASONS, Place
from goldenthread.foundation.text import listed, short_date

OPEN_START = date(2012, 1, 1)  # stands in the data for practice that no day began
_PLACES = {
    Place.INCIDENT: "The area where it happened",
    Place.HOME: "The area where the child lives",
    Place.LOOKED_AFTER: "The area that looks after the child",
}


def checked_tag(row: RuleVersion) -> tuple[str, str]:
    """Return the words and the tone that say whether somebody has checked a rule."""
    return ("Checked", "green") if row.verified else (UNVERIFIED, "grey")


def force_words(row: RuleVersion) -> str:
    """Say from when to when an edition applies to clocks that start."""
    if row.applies_from == OPEN_START and row.applies_to is None:
        return "No fixed beginning"
    if row.applies_from is None:
        enacted = row.as_rule().enacted_on
        return f"Enacted {short_date(enacted)}, not yet in force" if enacted else "Not yet in force"
    if row.applies_to is None:
        return f"Since {short_date(row.applies_from)}"
    return f"{short_date(row.applies_from)} to {short_date(row.applies_to)}"


def facts(row: RuleVersion, *, others: bool = False) -> list[tuple[str, Any]]:
    """Return what a rule says, for its summary. ``others``: its variants have numbers of their own, told elsewhere."""
    rule = row.as_rule()
    source = f"{rule.source_name}, {rule.source_section}" if rule.source_section else rule.source_name
    rows: list[tuple[str, Any]] = [
        ("Starts when", rule.trigger),
        ("How long", "It depends on the variant: see the numbers below" if others and row.variant else row.count_words),
        ("How binding", row.strength_words),
        ("Who", rule.owner_role),
        ("Where several areas are concerned", _PLACES.get(rule.owner_place, "")),
        ("Evidence wanted", listed(rule.evidence)),
        ("Figures", listed(rule.figures)),
        ("May be paused for", listed(PAUSE_REASONS[each].lower() for each in rule.pause_reasons)),
        ("If it is missed", rule.breach_effect),
        ("Source", source),
        ("Enacted", short_date(rule.enacted_on) if rule.enacted_on else ""),
        ("In force", "" if rule.in_force_on == OPEN_START else _day(rule.in_force_on)),
        ("How we know", KNOWLEDGE_WORDS[rule.knowledge]),
        ("Note", rule.note),
    ]
    return [(words, value) for words, value in rows if value]


def numbers(row: RuleVersion) -> str:
    """Return the name of an edition and variant."""
    return f"{row.version}, {row.variant}" if row.variant else row.version


def _day(day: date | None) -> str:
    return short_date(day) if day else "Not yet"
