"""Which edition and which variant of a rule holds for a clock, when it starts and whose it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from goldenthread.clocks.rules.reckon import Moment, local
from goldenthread.clocks.rules.shapes import ClockStart, Place, Rule
from goldenthread.foundation.errors import RuleBroken

Owner = TypeVar("Owner")
STANDARD = "standard"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class Library:
    """All rules that are known, found by id, day and variant."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_id: dict[str, list[Rule]] = {}
        for rule in rules:
            self._by_id.setdefault(rule.rule, []).append(rule)

    @property
    def ids(self) -> list[str]:
        """The ids of all rules, in the order they were given."""
        return list(self._by_id)

    def every(self) -> list[Rule]:
        """Return all editions in all variants."""
        return [rule for rules in self._by_id.values() for rule in rules]

    def of(self, rule_id: str) -> list[Rule]:
        """Return all editions of one rule, in all variants; raises `RuleBroken` for an id nobody knows."""
        for known, rules in self._by_id.items():
            if known.casefold() == rule_id.strip().casefold():
                return rules
        raise RuleBroken(
            f"There is no rule {rule_id!r}. The register lists them all, such as SIN-1 or CP-2.", field="rule"
        )

    def choose(self, rule_id: str, on: date, variant: str | None = None) -> Rule:
        """Return the edition in force on the day a clock starts, in the variant asked for.

        A rule without the variant asked for, or with several of which none is the standard, is refused with the list of them;
        so is a day on which no edition was in force. What holds on that day holds for the clock for ever.
        """
        known = self.of(rule_id)
        current = [rule for rule in known if rule.in_force(on)]
        if not current:
            raise RuleBroken(_not_in_force(known, on), field="trigger")
        wanted = "" if variant is None or variant.casefold() == STANDARD else variant.strip().casefold()
        for rule in current:
            if rule.variant == wanted:
                return rule
        elsewhen = [rule for rule in known if rule.variant == wanted]
        if elsewhen and wanted:
            raise RuleBroken(_not_in_force(elsewhen, on), field="trigger")
        raise RuleBroken(_which_variant(current, variant), field="variant")


def _which_variant(current: Sequence[Rule], variant: str | None) -> str:
    names = ", ".join(rule.variant or STANDARD for rule in current)
    rule_id = current[0].rule
    if variant is None:
        return f"{rule_id} has several numbers. Choose one with its variant: {names}."
    if len(current) == 1:
        return f"{rule_id} has no variant {variant!r}: there is one number for all."
    return f"{rule_id} has no variant {variant!r}. Choose one of: {names}."


def _not_in_force(known: Sequence[Rule], on: date) -> str:
    rule_id = known[0].rule
    begun = [rule.applies_from for rule in known if rule.applies_from is not None]
    if not begun:
        enacted = next((rule.enacted_on for rule in known if rule.enacted_on), None)
        since = f"was enacted on {_day(enacted)} but" if enacted else "is known but"
        return f"{rule_id} {since} is not yet in force: no day has been appointed for it."
    if on < min(begun):
        return f"{rule_id} was not yet in force on {_day(on)}: its first edition here applies from {_day(min(begun))}."
    ended = max(rule.applies_to for rule in known if rule.applies_to is not None)
    return f"{rule_id} was no longer in force on {_day(on)}: it applied until {_day(ended)}."


def clock_start(rule: Rule, moments: Mapping[ClockStart, Sequence[Moment]]) -> Moment:
    """Return the moment that starts a rule's clock, out of all that happened.

    A clock that starts when something became known starts then, however long ago the thing itself began: a private fostering
    arrangement found late is deemed to begin when the authority learns of it. Where there were several such moments the first
    counts, unless the rule says the last one does, as it does of strategy discussions.
    """
    happened = sorted(moments.get(rule.clock_start, ()), key=local)
    if not happened:
        raise RuleBroken(f"{rule.rule} starts when {rule.trigger}; that moment is not recorded.", field="trigger")
    return happened[-1] if rule.last_trigger_counts else happened[0]


def owner_place(rule: Rule, places: Mapping[Place, Owner]) -> Owner | None:
    """Return whose area owns a duty when several are concerned: where it happened, where the child lives, who looks after it."""
    return places.get(rule.owner_place)
