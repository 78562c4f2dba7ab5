"""The profiles that every partnership has from the start, read once from their data file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from goldenthread.performance.rules import Section, section

_FILE = Path(__file__).parent / "data" / "profiles.yaml"


@dataclass(frozen=True, slots=True)
class Starter:
    """A profile as the library has it."""

    code: str
    title: str
    lede: str
    question: str
    sections: tuple[Section, ...]


@lru_cache(maxsize=1)
def starters() -> dict[str, Starter]:
    """Return the profiles of the library by code, in order."""
    found = {}
    for row in yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
        sections = tuple(section(each["title"], each["shape"], each["indicators"]) for each in row["sections"])
        found[row["code"]] = Starter(row["code"], row["title"], row["lede"], row["question"], sections)
    return found
