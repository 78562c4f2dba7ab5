"""Filters over a list. Each reads its own part of the address; what it does not understand it leaves out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from goldenthread.foundation.text import clean, short_date

Rows = Any  # a queryset, or a list of plain objects
Apply = Callable[[Rows, Any], Rows]
Choices = Iterable[tuple[str, str]] | Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class TextFilter:
    """Words to look for. Without ``apply``: the field called ``name`` contains them."""

    name: str
    label: str
    apply: Apply | None = None
    kind: str = field(default="text", init=False)

    def read(self, query: Mapping[str, str]) -> str | None:
        """Return the words asked for, or None."""
        return clean(query.get(self.name, "").replace("\x00", ""))[:100] or None

    def narrow(self, rows: Rows, value: str) -> Rows:
        """Return the rows that fit."""
        if self.apply:
            return self.apply(rows, value)
        if isinstance(rows, QuerySet):
            return rows.filter(**{f"{self.name}__icontains": value})
        return [row for row in rows if value.lower() in str(getattr(row, self.name)).lower()]

    def words(self, value: str) -> str:
        """Say the filter as a person would."""
        return f"{self.label}: {value}"

    def shown(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows."""
        return {"value": self.read(query) or ""}


@dataclass(frozen=True, slots=True)
class ChoiceFilter:
    """One of a few. ``any_label`` is the words for "no filter"; ``choices`` may be a function."""

    name: str
    label: str
    choices: Choices = ()
    apply: Apply | None = None
    any_label: str = "Any"
    kind: str = field(default="choice", init=False)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the choices as (value, words)."""
        given = self.choices() if callable(self.choices) else self.choices
        return [(str(value), str(words)) for value, words in given]

    def read(self, query: Mapping[str, str]) -> str | None:
        """Return the choice asked for, if it is one."""
        asked = query.get(self.name, "")
        return asked if asked and asked in dict(self.pairs()) else None

    def narrow(self, rows: Rows, value: str) -> Rows:
        """Return the rows that fit."""
        if self.apply:
            return self.apply(rows, value)
        return _equal(rows, self.name, value)

    def words(self, value: str) -> str:
        """Say the filter as a person would."""
        return f"{self.label}: {dict(self.pairs())[value]}"

    def shown(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows."""
        return {"value": self.read(query) or "", "choices": [("", self.any_label), *self.pairs()]}


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Yes, or no filter at all."""

    name: str
    label: str
    apply: Apply | None = None
    kind: str = field(default="flag", init=False)

    def read(self, query: Mapping[str, str]) -> bool | None:
        """Return True when it is ticked."""
        return True if query.get(self.name, "") in ("1", "on", "yes", "true") else None

    def narrow(self, rows: Rows, value: bool) -> Rows:
        """Return the rows that fit."""
        if self.apply:
            return self.apply(rows, value)
        return _equal(rows, self.name, True)

    def words(self, value: bool) -> str:
        """Say the filter as a person would."""
        return self.label

    def shown(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows."""
        return {"value": bool(self.read(query))}


@dataclass(frozen=True, slots=True)
class DateRangeFilter:
    """From a day to a day, either may be open. ``apply`` gets (first or None, last or None)."""

    name: str
    label: str
    apply: Apply | None = None
    kind: str = field(default="dates", init=False)

    def read(self, query: Mapping[str, str]) -> tuple[date | None, date | None] | None:
        """Return both ends, or None when neither is a date."""
        ends = _day(query.get(f"{self.name}_from", "")), _day(query.get(f"{self.name}_to", ""))
        return ends if any(ends) else None

    def narrow(self, rows: Rows, value: tuple[date | None, date | None]) -> Rows:
        """Return the rows that fit."""
        if self.apply:
            return self.apply(rows, value)
        first, last = value
        if not isinstance(rows, QuerySet):
            return [row for row in rows if _within(getattr(row, self.name), first, last)]
        wanted = {f"{self.name}__gte": first, f"{self.name}__lte": last}
        return rows.filter(**{key: day for key, day in wanted.items() if day})

    def words(self, value: tuple[date | None, date | None]) -> str:
        """Say the filter as a person would."""
        first, last = value
        parts = [f"from {short_date(first)}" if first else "", f"to {short_date(last)}" if last else ""]
        return f"{self.label}: {' '.join(part for part in parts if part)}"

    def shown(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows."""
        first, last = self.read(query) or (None, None)
        return {"first": first.isoformat() if first else "", "last": last.isoformat() if last else ""}


@dataclass(frozen=True, slots=True)
class DayFilter:
    """How it was on one day. ``apply`` gets the day."""

    name: str
    label: str
    apply: Apply
    kind: str = field(default="day", init=False)

    def read(self, query: Mapping[str, str]) -> date | None:
        """Return the day asked for, or None."""
        return _day(query.get(self.name, ""))

    def narrow(self, rows: QuerySet, value: date) -> QuerySet:
        """Return the rows that held on the day."""
        return self.apply(rows, value)

    def words(self, value: date) -> str:
        """Say the filter as a person would."""
        return f"{self.label} {short_date(value)}"

    def shown(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows."""
        value = self.read(query)
        return {"value": value.isoformat() if value else ""}


Filter = TextFilter | ChoiceFilter | FlagFilter | DateRangeFilter | DayFilter


def names_of(one: Filter) -> list[str]:
    """Return the names a filter uses in the address."""
    return [f"{one.name}_from", f"{one.name}_to"] if isinstance(one, DateRangeFilter) else [one.name]


def _equal(rows: Rows, name: str, value: Any) -> Rows:
    if isinstance(rows, QuerySet):
        return rows.filter(**{name: value})
    return [row for row in rows if str(getattr(row, name)) == str(value)]


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    return day is not None and (first is None or day >= first) and (last is None or day <= last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
