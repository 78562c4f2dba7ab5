"""Reads the rules, their sources, the bank holidays and the example calendars from `data/`, into plain Python.

Nothing here needs Django or a database: `goldenthread due` works from these files alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.clocks.rules import Calendar, Library, Rule, Term
from goldenthread.clocks.rules.shapes import ClockStart, Direction, Knowledge, Place, Strength, Unit
from goldenthread.foundation.errors import RuleBroken

DATA = Path(__file__).parent / "data"
ENGLAND_AND_WALES = "england-and-wales"
_ONE_DAY = timedelta(days=1)

# The words of the files, and the fields of `Rule` they fill where the two differ.
_NAMES = {
    "id": "rule",
    "start": "clock_start",
    "owner": "owner_role",
    "section": "source_section",
    "url": "source_url",
    "from": "applies_from",
    "to": "applies_to",
    "enacted": "enacted_on",
    "in_force": "in_force_on",
    "pauses": "pause_reasons",
    "breach": "breach_effect",
    "see": "see_also",
}
_ENUMS = {
    "unit": Unit,
    "then_unit": Unit,
    "changes_after_unit": Unit,
    "direction": Direction,
    "strength": Strength,
    "clock_start": ClockStart,
    "owner_place": Place,
    "knowledge": Knowledge,
}
_DAYS = {"applies_from", "applies_to", "enacted_on", "in_force_on", "fixed_on"}
_LISTS = {"pause_reasons", "evidence", "figures", "see_also"}
_FIELDS = {field.name for field in fields(Rule)}


class DataWrong(ValueError):
    """A data file says something that cannot be."""


def read(name: str) -> Any:
    """Return what a YAML file of `data/` holds."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def sources() -> dict[str, dict[str, Any]]:
    """Return the Acts, regulations and guidance that rules come from, by code; ``in_force`` is missing where none is known."""
    found: dict[str, dict[str, Any]] = read("sources.yaml")
    return found


@lru_cache(maxsize=1)
def library() -> Library:
    """Return all shipped rules."""
    rules = [rule for path in sorted((DATA / "rules").glob("*.yaml")) for rule in _in_file(path)]
    keys = [(rule.rule, rule.version, rule.variant) for rule in rules]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise DataWrong(f"These rules stand twice in the data: {sorted(twice)}.")
    return Library(rules)


def _in_file(path: Path) -> Iterator[Rule]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in content["rules"]:
        try:
            yield from _editions({"domain": content["domain"], **entry})
        except (KeyError, TypeError, ValueError) as error:
            raise DataWrong(f"{path.name}: {entry.get('id', entry)}: {error}") from error


def _editions(entry: dict[str, Any]) -> Iterator[Rule]:
    common = dict(entry)
    variants = common.pop("variants", {})
    standard = common.pop("standard", True)
    listed = common.pop("editions", None) or [common.pop("source")]
    editions: list[dict[str, Any]] = [{"source": item} if isinstance(item, str) else dict(item) for item in listed]
    for edition in editions:
        edition.setdefault("from", sources()[edition["source"]].get("in_force"))
    for number, edition in enumerate(editions):
        later = editions[number + 1]["from"] if number + 1 < len(editions) else None
        if later is not None:
            edition.setdefault("to", later - _ONE_DAY)
        own = edition.pop("variants", variants)
        for variant, changes in [*([("", {})] if standard else []), *own.items()]:
            yield _rule({**common, **edition, **_of_source(changes), **changes, "variant": variant})


def _of_source(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return from when a variant applies that comes from a source of its own."""
    return {"from": sources()[changes["source"]].get("in_force")} if "source" in changes else {}


def _rule(values: Mapping[str, Any]) -> Rule:
    found = dict(values)
    code = found.pop("source")
    source = sources()[code]
    found = {_NAMES.get(name, name): value for name, value in found.items()}
    found.setdefault("version", source["version"])
    found.setdefault("source_name", source["name"])
    found.setdefault("source_url", source.get("url", ""))
    found.setdefault("enacted_on", source.get("enacted"))
    found.setdefault("in_force_on", found.get("applies_from") or source.get("in_force"))
    found.setdefault("direction", "within")
    unknown = found.keys() - _FIELDS
    if unknown:
        raise DataWrong(f"nobody knows the words {sorted(unknown)}")
    return Rule(**{name: _value(name, value) for name, value in found.items() if value is not None or name in _DAYS})


def plain(rule: Rule) -> dict[str, Any]:
    """Return a rule as JSON can keep it; `from_plain` reads it back, equal."""
    return {field.name: _plain(getattr(rule, field.name)) for field in fields(Rule)}


def from_plain(values: Mapping[str, Any]) -> Rule:
    """Return the rule that `plain` wrote."""
    return Rule(**{name: _from_plain(name, value) for name, value in values.items() if name in _FIELDS})


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value


def _from_plain(name: str, value: Any) -> Any:
    if value is not None and name in _DAYS:
        return date.fromisoformat(value)
    return _value(name, value)


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _ENUMS:
        return _ENUMS[name](value)
    if name in _LISTS:
        return tuple(str(item) for item in value)
    if name == "month_day":
        return (int(value[0]), int(value[1]))
    if name == "before_start_of_day":
        return time.fromisoformat(value)
    return " ".join(value.split()) if isinstance(value, str) else value


@lru_cache(maxsize=1)
def topics() -> dict[str, Any]:
    """Return what changed between editions of the national guidance, by topic: ``editions`` and ``topics``."""
    found: dict[str, Any] = read("changes.yaml")
    return found


@lru_cache(maxsize=1)
def bank_holidays() -> dict[date, tuple[str, bool]]:
    """Return the bank holidays of England and Wales with their names, and whether they are published or worked out."""
    content = read("bank_holidays.yaml")
    published = {day: (name, True) for day, name in content["published"].items()}
    derived = {day: (name, False) for day, name in content["derived"].items()}
    return {**published, **derived}


def published_until() -> date:
    """Return the last day up to which the government has published the bank holidays in our file."""
    until: date = read("bank_holidays.yaml")["published_until"]
    return until


@lru_cache(maxsize=1)
def england_and_wales() -> Calendar:
    """Return the calendar of England and Wales from the file."""
    days = bank_holidays()
    return Calendar(
        name=ENGLAND_AND_WALES,
        first=date(min(days).year, 1, 1),
        last=date(max(days).year, 12, 31),
        bank_holidays={day: name for day, (name, _) in days.items()},
    )


@lru_cache(maxsize=1)
def example_terms() -> dict[str, tuple[Term, ...]]:
    """Return the invented term dates that show how school days are counted; they belong to no real place."""
    content = read("example_terms.yaml")
    return {
        name: tuple(Term(first, last, words) for first, last, words in terms)
        for name, terms in content["calendars"].items()
    }


def calendar(name: str = ENGLAND_AND_WALES) -> Calendar:
    """Return a calendar of the files by its name; raises `RuleBroken` with the names there are."""
    if name == ENGLAND_AND_WALES:
        return england_and_wales()
    terms = example_terms().get(name)
    if terms is None:
        known = ", ".join([ENGLAND_AND_WALES, *example_terms()])
        raise RuleBroken(f"There is no calendar {name!r}. Choose one of: {known}.", field="calendar")
    return england_and_wales().with_terms(name, terms)
