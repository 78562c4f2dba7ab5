"""What a line of a register spreadsheet may say: each cell read on its own, each fault with its cell and its mend."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from goldenthread.partnership.rules.membership import CAPACITIES

COLUMNS: dict[str, tuple[str, str]] = {
    "agency": ("Agency", "Its name. Leave empty for somebody without an agency, such as a lay member"),
    "kind": ("Kind of agency", "One of the list; only needed for an agency that is new"),
    "agency_class": (
        "Class",
        "Statutory safeguarding partner, designated education agency, relevant agency or wider partner",
    ),
    "statutory_role": ("Statutory role", "Local authority, health or police; for statutory partners only"),
    "urn": ("URN", "Six figures; for schools only"),
    "person": ("Person", "A name, or a role where no name is kept"),
    "email": ("Email", ""),
    "phone": ("Phone", ""),
    "job_title": ("Job title", ""),
    "group": ("Group", "A group that is set up already, by its name"),
    "capacity": ("Capacity", "Chair, member, lay member and so on; member unless you say otherwise"),
    "from_on": ("From", "A date"),
    "until_on": ("Until", "A date, or empty while it goes on"),
    "term_months": ("Term in months", "24 for two years; needed for lay members"),
}
CLASSES = {
    "statutory safeguarding partner": "statutory",
    "statutory partner": "statutory",
    "designated education agency": "education",
    "relevant agency": "relevant",
    "wider partner": "wider",
}
ROLES = {"local authority": "authority", "health": "health", "police": "police"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_UK = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
LONGEST = {"phone": 40, "email": 254}


@dataclass(frozen=True, slots=True)
class Message:
    """Something about one cell: where it is, what is wrong, how to mend it. ``stops``: the line cannot be kept."""

    cell: str
    sentence: str
    line: int
    stops: bool = True


@dataclass(slots=True)
class Reading:
    """What was read: the good lines by number, and the messages."""

    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


def letter(index: int) -> str:
    """Return the letters of a column as spreadsheets name it."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def header(cells: Sequence[Any]) -> dict[str, int]:
    """Return where each known column stands; column names may differ in case and spaces."""
    wanted = {_plain(label): code for code, (label, _) in COLUMNS.items()}
    return {wanted[_plain(cell)]: index for index, cell in enumerate(cells) if _plain(cell) in wanted}


def _plain(cell: Any) -> str:
    return " ".join(str(cell).lower().replace("*", "").split())


def read(lines: Sequence[tuple[int, Sequence[Any]]], at: Mapping[str, int], kinds: Mapping[str, str]) -> Reading:
    """Read numbered lines below the header. ``kinds``: the code of each kind of agency by its name in lower case."""
    found = Reading()
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in lines:
        given = {code: _text(cells[index]) if index < len(cells) else "" for code, index in at.items()}
        if not any(given.values()):
            continue
        same = tuple(given.get(code, "") for code in COLUMNS)
        if same in seen:
            found.messages.append(Message(f"A{number}", f"This line repeats line {seen[same]}.", number))
            continue
        seen[same] = number
        raw = {code: cells[index] if index < len(cells) else "" for code, index in at.items()}
        row, faults = _row(given, raw, kinds)
        for code, sentence in faults:
            place = letter(at.get(code, 0))
            found.messages.append(Message(f"{place}{number}", f"{COLUMNS[code][0]}: {sentence}", number))
        if not faults:
            found.rows[number] = row
    return found


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value if value is not None else "").replace("\x00", "").split())


def _row(
    given: dict[str, str], raw: Mapping[str, Any], kinds: Mapping[str, str]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    faults: list[tuple[str, str]] = []
    row: dict[str, Any] = {code: given.get(code, "") for code in COLUMNS}
    for code, text in given.items():
        if text.startswith("="):
            faults.append((code, "is a formula. Paste it as a value."))
        elif len(text) > LONGEST.get(code, 200):
            faults.append((code, f"is longer than {LONGEST.get(code, 200)} characters."))
    _chosen(row, "kind", kinds, faults)
    _chosen(row, "agency_class", CLASSES, faults)
    _chosen(row, "statutory_role", ROLES, faults)
    _chosen(row, "capacity", {each.name.lower(): each.code for each in CAPACITIES.values()}, faults)
    for code in ("from_on", "until_on"):
        row[code] = _date(raw.get(code, ""), given.get(code, ""), code, faults)
    _shapes(row, faults)
    _whole(row, faults)
    return row, faults


def _chosen(row: dict[str, Any], code: str, known: Mapping[str, str], faults: list[tuple[str, str]]) -> None:
    text = str(row[code]).lower()
    if not text:
        return
    if text in known:
        row[code] = known[text]
    elif text not in known.values():
        faults.append((code, f"“{row[code]}” is not on the list. Choose one of: {', '.join(known)}."))


def _date(raw: Any, text: str, code: str, faults: list[tuple[str, str]]) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if not text:
        return ""
    try:
        british = _UK.fullmatch(text)
        day = date(int(british[3]), int(british[2]), int(british[1])) if british else date.fromisoformat(text[:10])
    except ValueError:
        faults.append((code, f"“{text}” is not a date. Write it as 29/06/2019."))
        return ""
    if not 1900 <= day.year <= 2200:
        faults.append((code, f"The year {day.year} cannot be right."))
    return day.isoformat()


def _shapes(row: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    if row["email"] and not _EMAIL.fullmatch(row["email"]):
        faults.append(("email", f"“{row['email']}” is not an email address."))
    if row["urn"] and not re.fullmatch(r"\d{6}", row["urn"]):
        faults.append(("urn", f"“{row['urn']}” is not six figures."))
    if row["term_months"] and not re.fullmatch(r"[1-9]\d{0,2}", row["term_months"]):
        faults.append(("term_months", f"“{row['term_months']}” is not a whole number of months, such as 24."))
    row["term_months"] = int(row["term_months"]) if str(row["term_months"]).isdecimal() else None


def _whole(row: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    if not row["agency"] and not row["person"]:
        faults.append(("agency", "is empty, and so is the person. Give one of them."))
    if row["group"] and not row["person"]:
        faults.append(("person", "is empty. Say who belongs to the group."))
    if row["agency_class"] == "statutory" and not row["statutory_role"]:
        faults.append(("statutory_role", "is empty. A statutory partner fills one of the three roles."))
    if row["agency_class"] != "statutory" and row["statutory_role"]:
        faults.append(("statutory_role", "is only for statutory partners. Empty it or change the class."))
    if row["capacity"] == "deputy":
        faults.append(("capacity", "A deputy attends for a member. Add deputies on the page of the group."))
    if row["capacity"] == "lay" and not row["term_months"]:
        faults.append(("term_months", "is empty. A lay member is appointed for a term, such as 24 months."))
    if row["term_months"] and not row["from_on"]:
        faults.append(("from_on", "is empty. The end of the term is worked out from the first day."))
    if row["from_on"] and row["until_on"] and row["until_on"] < row["from_on"]:
        faults.append(("until_on", "is before the first day."))
