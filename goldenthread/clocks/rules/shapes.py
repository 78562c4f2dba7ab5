"""What a rule is: one edition of it, in one variant."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Unit(StrEnum):
    """What is counted. ``none``: the rule is a duty without a number."""

    CLOCK_HOURS = "clock_hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    SCHOOL_DAYS = "school_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    FIXED_DATE = "fixed_date"
    NONE = "none"


UNIT_WORDS = {
    Unit.CLOCK_HOURS: ("hour", "hours"),
    Unit.CALENDAR_DAYS: ("day", "days"),
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.SCHOOL_DAYS: ("school day", "school days"),
    Unit.WEEKS: ("week", "weeks"),
    Unit.MONTHS: ("month", "months"),
    Unit.YEARS: ("year", "years"),
}
# Units whose count steps over days, so that a new bank holiday moves the date.
STEPPING = frozenset({Unit.WORKING_DAYS, Unit.SCHOOL_DAYS})


class Direction(StrEnum):
    """On which side of its trigger the date lies."""

    WITHIN = "within"
    AT_LEAST_BEFORE = "at_least_before"
    INTERVALS = "at_intervals_of_not_more_than"
    BY_DATE = "by_date"
    AT_LEAST_FOR = "at_least_for"
    REACHES = "reaches"


class Strength(StrEnum):
    """How binding a rule is."""

    MUST_LAW = "must_law"
    MUST_GUIDANCE = "must_guidance"
    SHOULD_GUIDANCE = "should_guidance"
    PANEL_EXPECTATION = "panel_expectation"
    SECTOR_STANDARD = "sector_standard"
    LOCAL_POLICY = "local_policy"


STRENGTH_WORDS = {
    Strength.MUST_LAW: "The law says must",
    Strength.MUST_GUIDANCE: "Statutory guidance says must",
    Strength.SHOULD_GUIDANCE: "Statutory guidance says should",
    Strength.PANEL_EXPECTATION: "The national panel expects it",
    Strength.SECTOR_STANDARD: "A standard of the sector",
    Strength.LOCAL_POLICY: "Local policy",
}


# Why a clock may stand still. A rule lists those that stop it.
PAUSE_REASONS = {
    "criminal_proceedings": "Criminal proceedings",
    "police_investigation": "Police investigation",
    "coroner": "Coroner's inquest",
    "parallel_review": "Another review of the same matter",
    "awaiting_report": "Waiting for a report from somebody else",
    "agreed": "Agreed with the owner",
}


class ClockStart(StrEnum):
    """Which of several moments starts the clock."""

    EVENT = "event_time"
    KNOWN = "date_known"
    DECISION = "date_of_decision"
    REFERRAL = "date_of_referral"


class Place(StrEnum):
    """Whose area owns the duty when more than one is concerned."""

    ANY = ""
    INCIDENT = "incident"
    HOME = "home"
    LOOKED_AFTER = "looked_after"


class Knowledge(StrEnum):
    """How the numbers of a rule came to be known here. None of these is a check against the guidance."""

    PAGE = "public_page"
    GENERAL = "general_knowledge"
    FOUNDING = "founding_document"
    MIXED = "mixed"
    LOCAL = "local"


KNOWLEDGE_WORDS = {
    Knowledge.PAGE: "Read in a public page that tells of the rule",
    Knowledge.GENERAL: "General knowledge of the guidance",
    Knowledge.FOUNDING: "Read in a founding document of a partnership",
    Knowledge.MIXED: "Part read in a public page, part general knowledge: see the note",
    Knowledge.LOCAL: "Entered by people of the partnership",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One edition of a rule, in one variant: ``rule`` + ``version`` + ``variant`` name it, and all the rest describes it.

    ``amount`` is None for a duty without a number. A repeating rule first gives ``amount`` ``unit``, then again and again
    ``then_amount`` ``then_unit`` from the last. ``month_day`` is a fixed date of each year, ``fixed_on`` one for ever.
    ``in_force_on`` is None while an Act waits for its commencement.
    """

    rule: str
    version: str
    variant: str
    title: str
    domain: str
    trigger: str
    unit: Unit
    direction: Direction
    strength: Strength
    owner_role: str
    source_name: str
    knowledge: Knowledge
    applies_from: date | None
    clock_start: ClockStart = ClockStart.EVENT
    amount: int | None = None
    repeats: bool = False
    then_amount: int | None = None
    then_unit: Unit | None = None
    counts_trigger_day: bool = False
    last_trigger_counts: bool = False
    before_start_of_day: time | None = None
    month_day: tuple[int, int] | None = None
    fixed_on: date | None = None
    changes_after: int | None = None
    changes_after_unit: Unit | None = None
    changes_to: str = ""
    owner_place: Place = Place.ANY
    source_section: str = ""
    source_url: str = ""
    enacted_on: date | None = None
    in_force_on: date | None = None
    applies_to: date | None = None
    pause_reasons: tuple[str, ...] = ()
    breach_effect: str = ""
    evidence: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    note: str = ""

    @property
    def has_date(self) -> bool:
        """Whether a date can be worked out."""
        return self.amount is not None or self.month_day is not None or self.fixed_on is not None

    @property
    def steps(self) -> bool:
        """Whether the count steps over bank holidays."""
        return self.unit in STEPPING

    def in_force(self, on: date) -> bool:
        """Say whether this edition is the one for a clock that starts on a day."""
        if self.applies_from is None or on < self.applies_from:
            return False
        return self.applies_to is None or on <= self.applies_to


def amount_words(amount: int, unit: Unit) -> str:
    """Say ``5 working days``."""
    return f"{amount} {UNIT_WORDS[unit][0 if amount == 1 else 1]}"


def count_words(rule: Rule) -> str:
    """Say a rule's count in words: ``within 5 working days``, ``every 6 months``, ``no number``."""
    if rule.fixed_on:
        return f"by {rule.fixed_on.day} {rule.fixed_on:%B %Y}"
    if rule.month_day:
        month, day = rule.month_day
        return f"by {day} {date(2000, month, day):%B}"
    if rule.amount is None:
        return "no number"
    words = amount_words(rule.amount, rule.unit)
    if rule.repeats:
        return _repeat_words(rule, words)
    if rule.before_start_of_day:
        return f"before the start of the next {UNIT_WORDS[rule.unit][0]}"
    return {
        Direction.AT_LEAST_BEFORE: f"at least {words} before",
        Direction.AT_LEAST_FOR: f"for at least {words}",
        Direction.REACHES: f"on reaching {words}",
    }.get(rule.direction, f"within {words}")


def _repeat_words(rule: Rule, first: str) -> str:
    if rule.then_amount is None:
        return f"at least every {first}"
    then = amount_words(rule.then_amount, rule.then_unit or rule.unit)
    return f"within {first}, then at least every {then}"


# Where a deadline stands, and where it can go from there. Overdue is no state: it is worked out when asked.
TRANSITIONS: dict[str, frozenset[str]] = {
    "open": frozenset({"paused", "done", "cancelled"}),
    "paused": frozenset({"open", "done", "cancelled"}),
    "done": frozenset({"open"}),
    "cancelled": frozenset(),
}

# Why a date was missed.
BREACH_REASONS = {
    "waiting_other_agency": "Waiting for another agency",
    "child_or_family": "The child or family could not be seen, or asked for more time",
    "capacity": "Not enough people",
    "late_start": "It was begun late",
    "information_missing": "Information was missing",
    "proceedings": "Criminal or court proceedings",
    "quality": "Sent back to be done better",
    "error": "A mistake of ours",
    "other": "Another reason",
}
