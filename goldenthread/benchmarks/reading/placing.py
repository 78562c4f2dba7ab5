"""Which place a line is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ENGLAND = "970"
LEVELS = {"National": "country_code", "Regional": "region_code", "Local authority": "new_la_code"}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places known, by every code they have or had."""

    codes: Mapping[str, str] = field(default_factory=dict)

    def find(self, *codes: str) -> str:
        """Return the code of the place that one of these codes names; "" for none."""
        return next((self.codes[each] for each in codes if each in self.codes), "")


def gazetteer(rows: Iterable[tuple[str, str, str]]) -> Gazetteer:
    """Return the gazetteer of rows (code, code of national statistics, earlier ones with spaces between)."""
    found: dict[str, str] = {}
    for code, ons, earlier in rows:
        for each in (code, ons, *earlier.split()):
            found[each] = code
    return Gazetteer(found)
