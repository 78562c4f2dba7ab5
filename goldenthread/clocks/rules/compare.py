"""What changed in the rules between two days: those that are new, those that ended, those whose number or duty is another."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from goldenthread.clocks.rules.shapes import Rule

# Parts that name an edition rather than say what it asks.
_LABELS = {
    "version",
    "applies_from",
    "applies_to",
    "enacted_on",
    "in_force_on",
    "source_name",
    "source_url",
    "note",
    "knowledge",
}
_WORDS = {
    "amount": "number",
    "unit": "unit",
    "title": "duty",
    "trigger": "start",
    "source_section": "place in the text",
    "strength": "strength",
    "owner_role": "owner",
    "direction": "direction",
    "pause_reasons": "reasons to pause",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One rule on both days; ``before`` or ``after`` is None where it was not in force. ``parts`` are the parts that differ."""

    before: Rule | None
    after: Rule | None
    parts: tuple[str, ...] = ()

    @property
    def rule(self) -> Rule:
        """The newer of the two, or the only one."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of the two is always there
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed between two days, and how many editions only carry their words over."""

    new: tuple[Change, ...]
    ended: tuple[Change, ...]
    changed: tuple[Change, ...]
    carried_over: tuple[Change, ...]


def compare(rules: Iterable[Rule], before: date, after: date) -> Comparison:
    """Say what is different for a clock that starts on the later day."""
    known = list(rules)
    old, new = _on(known, before), _on(known, after)
    both = [Change(old[key], new[key], _parts(old[key], new[key])) for key in new if key in old]
    renewed = [change for change in both if change.before != change.after]
    return Comparison(
        new=tuple(Change(None, new[key]) for key in new if key not in old),
        ended=tuple(Change(old[key], None) for key in old if key not in new),
        changed=tuple(change for change in renewed if change.parts),
        carried_over=tuple(change for change in renewed if not change.parts),
    )


def _on(rules: list[Rule], day: date) -> dict[tuple[str, str], Rule]:
    return {(rule.rule, rule.variant): rule for rule in rules if rule.in_force(day)}


def _parts(before: Rule, after: Rule) -> tuple[str, ...]:
    names = [field.name for field in fields(Rule) if field.name not in _LABELS]
    return tuple(_WORDS.get(name, "wording") for name in names if getattr(before, name) != getattr(after, name))
