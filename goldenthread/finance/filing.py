"""Reading a line of a spreadsheet of accounts, in plain Python: what each cell says, and for each fault how to mend it.

A line of the file is a line of the accounts, or money that moved on one, or both. Totals are left aside: they are worked out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.finance import rules
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.sheets import day, letter, plain

COLUMNS = {
    "kind": ("Kind", ("type", "section")),
    "heading": ("Line", ("heading", "item", "description", "name")),
    "agency": ("Agency", ("partner", "organisation", "contributor")),
    "state": ("State", ("status",)),
    "budget": ("Budget", ("agreed", "agreed contribution", "budget for the year")),
    "forecast": ("Expected", ("forecast", "expected by the end of the year")),
    "fund": ("Fund", ("ring-fenced fund",)),
    "detail": ("Detail", ("details",)),
    "parts": ("Our parts", ("share", "our share")),
    "shared_with": ("Shared with", ("shared with which board",)),
    "on": ("On", ("date", "day", "paid on", "received on")),
    "amount": ("Received or paid", ("moved", "received", "paid", "out-turn", "outturn", "actual", "spent")),
    "words": ("What it was", ("reference", "invoice", "narrative")),
}
NEEDED = ("kind", "heading")
GOOD, SAME, FAULT, ASIDE, KEPT, MENDED = "good", "same", "fault", "aside", "kept", "mended"
_KINDS = {
    **dict.fromkeys(("contribution", "contributions", "partner contribution"), rules.CONTRIBUTION),
    **dict.fromkeys(("other income", "income"), rules.INCOME),
    **dict.fromkeys(("expenditure", "spending", "expense", "cost"), rules.EXPENDITURE),
}
_STATES = {words.lower(): code for code, words in rules.STATES.items()} | {"tbc": rules.TO_CONFIRM}
_NUMBER = re.compile(r"^-?\d{1,3}(,\d{3})*(\.\d+)?$|^-?\d+(\.\d+)?$")
_PARTS = re.compile(r"^(\d{1,4})\s*(?:of|/)\s*(\d{1,4})$")
_TOTAL = re.compile(r"^(grand |sub-?|overall )?totals?\b|\btotal$", re.IGNORECASE)

Key = tuple[str, str, str, str]
Moved = tuple[date, Decimal, str]


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong with one cell, and how to mend it."""

    line: int
    cell: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class There:
    """A line that is in the accounts already, and what has moved on it: (day, amount, words), and the same taken back."""

    details: rules.LineDetails
    moved: frozenset[Moved] = frozenset()
    taken_back: frozenset[Moved] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What the reading is checked against: names in small letters to ids, and the lines that are there by their key."""

    year: Period
    agencies: Mapping[str, str]
    funds: Mapping[str, str]
    general: str
    there: Mapping[Key, There]


@dataclass(slots=True)
class Reading:
    """A file as it was read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


class _Wrong(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


def header(cells: Sequence[Any]) -> dict[str, int]:
    """Return which column stands where, by its name or one people use for it."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = plain(cell).lower().removesuffix("(£)").removesuffix("£").strip()
        for code, (label, others) in COLUMNS.items():
            if code not in found and words in (label.lower(), *others):
                found[code] = place
                break
    return found


def key_of(kind: str, agency: str, heading: str, fund: str) -> Key:
    """Return what makes two lines the same line of a year."""
    return kind, agency, heading.casefold(), fund


def read(
    lines: Sequence[tuple[int, Sequence[Any]]],
    at: Mapping[str, int],
    known: Known,
    formulas: frozenset[str] = frozenset(),
) -> Reading:
    """Return every line with what it says; a line that is wholly empty is passed over."""
    found, seen = Reading(), _Seen()
    for number, cells in lines:
        given = {code: cells[place] if place < len(cells) else None for code, place in at.items()}
        raw = {code: plain(cell) for code, cell in given.items()}
        typed = [code for code, place in at.items() if f"{letter(place)}{number}" in formulas]
        if not any(raw.values()) and not typed:
            continue
        row: dict[str, Any] = {}
        state, faults = ASIDE, [_Wrong("heading", "A total is worked out, so this line is left aside.")]
        if not _TOTAL.search(raw.get("heading", "")) and not _TOTAL.search(raw.get("kind", "")):
            row, faults = _line(given, known, typed)
            state = FAULT if faults else _state(row, known, seen, number, faults)
        for fault in faults:
            place = at.get(fault.column)
            cell = f"{letter(place)}{number}" if place is not None else f"line {number}"
            found.messages.append(Message(number, cell, fault.column, fault.sentence))
        found.rows.append({"line": number, "raw": raw, "state": state, "values": row})
    return found


def details_of(values: Mapping[str, Any]) -> rules.LineDetails:
    """Return what a line that was read says of the line of the accounts; ids are texts."""
    return rules.LineDetails(
        heading=values["heading"],
        budget=_decimal(values["budget"]),
        state=values["state"],
        detail=values["detail"],
        forecast=_decimal(values["forecast"]),
        ours=values["ours"],
        of=values["of"],
        shared_with=values["shared_with"],
    )


def differs(values: Mapping[str, Any], there: rules.LineDetails) -> str:
    """Return in words how a line that was read differs from the one that is there; "" when it does not.

    What the file leaves empty is not compared.
    """
    said = details_of(values)
    if said.budget is not None and said.budget != there.budget:
        return f"the budget is {rules.in_words(there.budget)}"
    if said.state and said.state != there.state:
        return f"it is {rules.STATES[there.state].lower()}"
    if said.forecast is not None and said.forecast != there.forecast:
        return f"the amount expected is {rules.in_words(there.forecast)}" if there.forecast else "no forecast is given"
    if values["shared"] and (said.ours, said.of) != (there.ours, there.of):
        return f"{there.ours} of {there.of} parts are ours"
    return ""


def _decimal(words: str | None) -> Decimal | None:
    return None if words is None else Decimal(words)


@dataclass(slots=True)
class _Seen:
    """What earlier lines of the file said."""

    lines: dict[Key, int] = field(default_factory=dict)
    moved: dict[tuple[Any, ...], int] = field(default_factory=dict)


def _line(given: Mapping[str, Any], known: Known, typed: Sequence[str]) -> tuple[dict[str, Any], list[_Wrong]]:
    """Read a line as far as it can be read, gathering every fault rather than the first."""
    sentence = "This is a formula. Paste it as a value, so that what is read is what you see."
    faults = [_Wrong(code, sentence) for code in typed]
    row: dict[str, Any] = {"detail": plain(given.get("detail")), "shared_with": plain(given.get("shared_with"))}
    steps: list[tuple[str, Callable[[], dict[str, Any]]]] = [
        ("kind", lambda: {"kind": _kind(given)}),
        ("agency", lambda: _who(given, known)),
        ("fund", lambda: {"fund": _fund(given, known)}),
        ("budget", lambda: _settled(given, row)),
        ("forecast", lambda: {"forecast": _amount(given, "forecast")}),
        ("parts", lambda: _parts(given)),
        ("amount", lambda: _moved(given, known)),
    ]
    for column, step in steps:
        if column in typed:
            continue
        try:
            row |= step()
        except RuleBroken as broken:
            faults.append(_Wrong(broken.field if broken.field in COLUMNS else column, broken.sentence))
        except _Wrong as wrong:
            faults.append(wrong)
    return row, faults


def _kind(given: Mapping[str, Any]) -> str:
    words = plain(given.get("kind"))
    if words.lower() not in _KINDS:
        told = f"“{words}” is not a kind of line. " if words else ""
        raise _Wrong("kind", f"{told}Write Contribution, Other income or Expenditure.")
    return _KINDS[words.lower()]


def _who(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    heading, words = plain(given.get("heading")), plain(given.get("agency"))
    agency = known.agencies.get(words.lower(), "")
    if words and not agency:
        raise _Wrong("agency", f"“{words}” is not an agency of this partnership. Use a name of the Agencies sheet.")
    if not heading and not words:
        raise _Wrong("heading", "Name the line, or the agency that contributes.")
    if not agency and _KINDS.get(plain(given.get("kind")).lower()) == rules.CONTRIBUTION:
        agency = known.agencies.get(heading.lower(), "")
    return {"heading": (heading or words)[:200], "agency": agency}


def _fund(given: Mapping[str, Any], known: Known) -> str:
    words = plain(given.get("fund"))
    if not words:
        return known.general
    if words.lower() not in known.funds:
        raise _Wrong("fund", f"“{words}” is not a fund of this partnership. Add it on the page of the year first.")
    return known.funds[words.lower()]


def _settled(given: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the budget and, of a contribution, its state; words such as “tbc” in the place of an amount are a state."""
    said, cell = plain(given.get("state")).lower(), plain(given.get("budget")).lower()
    if said and said not in _STATES:
        raise _Wrong("state", "Write Agreed, Confirmed, To be confirmed or Nil.")
    contribution = row.get("kind") == rules.CONTRIBUTION
    if said and not contribution and "kind" in row:
        raise _Wrong("state", "Only a contribution has a state. Leave this cell empty.")
    state = _STATES.get(said, "")
    if contribution and cell in _STATES and (not said or said == cell):
        state, budget = _STATES[cell], None
    else:
        budget = _amount(given, "budget")
    if contribution and budget is not None and not state:
        raise _Wrong("state", "Say whether the contribution is agreed, confirmed, to be confirmed or nil.")
    if contribution and state:
        settled = rules.contribution(state, _decimal(budget))
        budget = None if settled is None else str(settled)
    return {"state": state, "budget": budget}


def _amount(given: Mapping[str, Any], column: str) -> str | None:
    words = plain(given.get(column)).replace("£", "").replace(" ", "")
    if not words:
        return None
    if words.startswith("(") and words.endswith(")"):
        words = f"-{words[1:-1]}"
    if isinstance(given.get(column), bool) or not _NUMBER.match(words):
        shown = plain(given.get(column))
        raise _Wrong(
            column, f"“{shown}” is not an amount. Give pounds alone, such as 1,234.50; put words under Detail."
        )
    amount = Decimal(words.replace(",", ""))
    if isinstance(given.get(column), float):
        amount = round(amount, 6).normalize()
    return f"{rules.money(amount, column):.2f}"


def _parts(given: Mapping[str, Any]) -> dict[str, Any]:
    words = plain(given.get("parts")).lower()
    if not words:
        return {"ours": 1, "of": 1, "shared": False}
    found = _PARTS.match(words)
    if not found:
        raise _Wrong("parts", "Write how many of how many parts are ours as 1 of 2.")
    try:
        ours, of, _ = rules.parts(int(found[1]), int(found[2]), plain(given.get("shared_with")))
    except RuleBroken as broken:
        raise _Wrong("shared_with" if broken.field == "shared_with" else "parts", broken.sentence) from broken
    return {"ours": ours, "of": of, "shared": True}


def _moved(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Return what moved, or nothing: the day, the amount and what it was belong together."""
    if "-" in plain(given.get("amount"))[:1] or plain(given.get("amount")).startswith("("):
        raise _Wrong("amount", "Money that came back is not entered here: take the wrong entry back on its line.")
    amount, when, words = _amount(given, "amount"), given.get("on"), plain(given.get("words"))
    if amount is None or not Decimal(amount):
        if plain(when) and amount is None:
            raise _Wrong("amount", "A day is given. Say how much moved on it, or take the day out.")
        return {"on": "", "amount": None, "words": words}
    on = day(when)
    if on is None:
        told = f"“{plain(when)}” is not a day. " if plain(when) else ""
        last = f"{known.year.end:%d/%m/%Y}"
        raise _Wrong("on", f"{told}Say on which day it moved; what is known for the whole year only stands on {last}.")
    rules.in_year(on, known.year)
    if not words:
        raise _Wrong("words", "Say what it was: the invoice, the receipt or the account it stands in.")
    return {"on": on.isoformat(), "amount": amount, "words": words[:500]}


def _state(row: dict[str, Any], known: Known, seen: _Seen, number: int, faults: list[_Wrong]) -> str:
    """Good, or the same as what is there already; something else said of the same line is a fault."""
    key = key_of(row["kind"], row["agency"], row["heading"], row["fund"])
    there, settles = known.there.get(key), row["budget"] is not None or bool(row["state"])
    try:
        _check_line(row, key, there, seen, settles)
        new_money = _check_money(row, key, there, seen)
    except _Wrong as wrong:
        faults.append(wrong)
        return FAULT
    if settles:
        seen.lines.setdefault(key, number)
    if row["amount"]:
        seen.moved[key, row["on"], row["amount"], row["words"]] = number
    return SAME if there is not None and not new_money else GOOD


def _check_line(row: Mapping[str, Any], key: Key, there: There | None, seen: _Seen, settles: bool) -> None:
    if there is None and not settles and key not in seen.lines:
        raise _Wrong(
            "budget", "The accounts have no such line yet. Give its budget, or the name of a line that is there."
        )
    if settles and key in seen.lines and not row["amount"]:
        raise _Wrong("heading", f"Line {seen.lines[key]} gives the same line. Keep one of the two.")
    other = differs(row, there.details) if there is not None else ""
    if other:
        raise _Wrong("budget", f"The line is there already, and {other}. Mend it here to change the line.")


def _check_money(row: Mapping[str, Any], key: Key, there: There | None, seen: _Seen) -> bool:
    """Return whether money moved that the accounts do not know of; raises when it is told twice or was taken back."""
    if not row["amount"]:
        return False
    told = (key, row["on"], row["amount"], row["words"])
    if told in seen.moved:
        raise _Wrong(
            "words", f"Line {seen.moved[told]} says the same. If both moved, tell them apart under “What it was”."
        )
    entry = (date.fromisoformat(row["on"]), Decimal(row["amount"]), row["words"])
    if there is not None and entry in there.taken_back and entry not in there.moved:
        raise _Wrong(
            "amount", "This was entered before and taken back. If it did move, mend it here to enter it again."
        )
    return there is None or entry not in there.moved
