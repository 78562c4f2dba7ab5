"""What may stand on a list of cases: references, never names.

A reference is letters and digits with a digit among them, as case systems give them. A list that carries more than it needs (a
column of names, dates of birth, addresses) is refused whole: what was never read cannot leak.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken

MOST_SHOWN = 20
MOST_STRATA = 12
_REFERENCE = re.compile(r"[A-Za-z0-9]{2,20}")
_ALIKE = re.compile(
    r"(?=.*[a-z])(?=(.*\d){4})[a-z0-9]{5,20}|\d{6,20}"
)  # letters with four digits or more, or six digits
_ISO = re.compile(r"(?P<year>(19|20)\d\d)-(?P<month>\d\d)(-\d\d)?([ T]|$)")
_BRITISH = re.compile(r"(\d\d?/)?(?P<month>\d\d?)/(?P<year>(19|20)\d\d)$")
_PERSONAL = re.compile(
    r"\b(fore|sur|first|last|middle|family|given|full|child|client|mother|father|parent|carer)?'?s?[ _-]*names?\b|\binitials?\b"
    r"|\bdob\b|\bbirth|\baddress|\bpost ?code\b|\bnhs\b|\bphone|\be-?mail",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"\b(team|area|agency|ward|district|school|file|column) names?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One case of a list: its reference, and the part of the list (an area, a team) it belongs to, "" where none was asked for.

    ``since``: the first day of the month since which its progress has lasted, None where that was not asked.
    """

    reference: str
    stratum: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something on a list that cannot be used: its line, 0 for the whole list, and why. What stood there is not repeated."""

    row: int
    sentence: str

    @property
    def words(self) -> str:
        """The line and the sentence."""
        return f"Row {self.row}: {self.sentence}" if self.row else self.sentence


def personal_columns(heads: Iterable[str]) -> list[str]:
    """Return the heads of columns that a list of cases must not have."""
    return [head for head in heads if _PERSONAL.search(head) and not _HARMLESS.search(head)]


def check_tells_no_case(words: str, known: Iterable[str], field: str) -> None:
    """Raise `RuleBroken` for words that leave the wall with the reference of a case, or with its number in the audit.

    Whatever looks like a reference is refused, known or not: nobody can try out what an agency calls a case.
    """
    told = {each.lower() for each in re.findall(r"[A-Za-z0-9]+", words)}
    alike = any(_ALIKE.fullmatch(each) for each in told)
    if (
        alike
        or told & {each.lower() for each in known}
        or re.search(r"\bcase (no\.? ?|number )?\d+\b", words, re.IGNORECASE)
    ):
        raise RuleBroken("All partners read this: say it without the reference or the number of a case.", field=field)


def month(text: str) -> date | None:
    """Read the month of 2025-06, 2025-06-14, 06/2025 or 14/06/2025 as its first day; None where it is none of them."""
    found = _ISO.match(text) or _BRITISH.match(text)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return None
    return date(int(found["year"]), int(found["month"]), 1)


def fault(reference: str) -> str:
    """Say what is wrong with a reference, "" where nothing is."""
    if not reference:
        return "There is no reference."
    if " " in reference or not any(letter.isdigit() for letter in reference):
        return "This looks like a name. A reference is letters and digits only, with a digit among them."
    if not _REFERENCE.fullmatch(reference):
        return "A reference is 2 to 20 letters and digits, without spaces, points or strokes."
    if is_nhs_number(reference):
        return "This looks like an NHS number. Use the agency's own case reference."
    return ""


def is_nhs_number(text: str) -> bool:
    """Say whether ten digits carry the check digit of an NHS number (modulo 11)."""
    if len(text) != 10 or not text.isdigit():
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False)) % 11
    return (0 if check == 11 else check) == int(text[9])


def read(
    rows: Sequence[tuple[int, str, str, str]], *, divided: bool, lasting: bool = False
) -> tuple[list[Listed], list[Refused]]:
    """Return the cases of a list, and every line that is refused. ``rows``: line, reference, part of the list, since when.

    ``divided``: each case must say its part. ``lasting``: each must say since which month its progress has lasted. A reference that
    comes twice is refused the second time.
    """
    found: dict[str, Listed] = {}
    refused: list[Refused] = []
    for line, typed, stratum, said in rows:
        reference, since = typed.upper(), month(said) if lasting else None
        wrong = fault(reference)
        if not wrong and reference in found:
            wrong = "This reference stands on the list already."
        if not wrong and divided and not stratum:
            wrong = "It does not say which part of the list the case belongs to."
        if not wrong and lasting and since is None:
            wrong = "It does not say since which month progress has lasted, such as 2025-06."
        if wrong:
            refused.append(Refused(line, wrong))
        else:
            found[reference] = Listed(reference, stratum if divided else "", since)
    strata = {each.stratum for each in found.values()}
    if len(strata) > MOST_STRATA:
        refused.append(
            Refused(
                0, f"The column has {len(strata)} different values. One that divides a list has {MOST_STRATA} or fewer."
            )
        )
    if not found and not refused:
        refused.append(Refused(0, "There is no case on the list."))
    return list(found.values()), refused
