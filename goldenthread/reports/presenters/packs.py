"""Words of the pages of evidence packs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta  # not a deadline: the first day of a year that ended
from typing import Any

from django.urls import reverse

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted
from goldenthread.reports.models import Pack, PackItem
from goldenthread.reports.packing import printing
from goldenthread.reports.queries import Preview
from goldenthread.workbench.packs import Gap, Piece


def state(row: Pack) -> tuple[str, str]:
    """Return how a pack stands, in words and tone."""
    if row.made_at is None:
        return "Being made", "open"
    return ("Copies deleted", "grey") if row.gone_at else ("Made", "green")


def four_quarters(today: date) -> Period:
    """Return the last four quarters that are over: quarters begin in April, July, October and January."""
    start_of_this = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return Period(start_of_this.replace(year=start_of_this.year - 1), start_of_this - timedelta(days=1))


def period_asked(given: Mapping[str, Any], today: date) -> Period:
    """Return the period that an address names by its last day, or the last four quarters."""
    try:
        return Period(date.fromisoformat(given.get("start", "")), date.fromisoformat(given.get("end", "")))
    except (ValueError, RuleBroken):
        return four_quarters(today)


def day_asked(given: Mapping[str, Any], name: str) -> date | None:
    """Return the day that an address names, if it names one."""
    try:
        return date.fromisoformat(given.get(name, ""))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part on the page where a pack is made: what it holds, in words, and what it lacks."""

    title: str
    held: str
    may: bool
    pieces: Sequence[Piece]
    gaps: Sequence[Gap]


def parts(found: Preview) -> list[PartShown]:
    """Return every part with what it would hold."""
    return [PartShown(each.part.title, _held(each), each.may, each.pieces, gaps) for each, gaps in found.parts]


def choices(found: Preview) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the parts that can be chosen, and what each holds as its hint."""
    chosen = [each for each, _ in found.parts if each.may]
    return [(each.part.code, each.part.title) for each in chosen], {each.part.code: _held(each) for each in chosen}


def _held(each: Any) -> str:
    if not each.may:
        return "Your roles do not let you see this part"
    if not each.pieces:
        return "Nothing in this period"
    files = sum(len(piece.files) for piece in each.pieces)
    restricted = sum(piece.restricted for piece in each.pieces) + sum(
        file.restricted for piece in each.pieces for file in piece.files if not piece.restricted
    )
    told = [counted(len(each.pieces), "item")]
    told += [counted(files, "file")] if files else []
    told += [f"{restricted} restricted"] if restricted else []
    return ", ".join(told)


def by_part(rows: Iterable[PackItem]) -> list[tuple[str, list[PackItem]]]:
    """Return the items of a pack under the titles of their parts."""
    found: dict[str, list[PackItem]] = {}
    for row in rows:
        found.setdefault(f"{row.number.partition('.')[0]}  {row.part_title}", []).append(row)
    return list(found.items())


def lacks(row: Pack) -> list[dict[str, Any]]:
    """Return what a pack does not have, in groups of sentences."""
    return printing.lacking_words(row.summary) if row.made_at else []


def files(row: Pack, there: Mapping[str, bool]) -> list[tuple[str, str, str, str]]:
    """Return the two files of a pack as what they are, how large, their checksum, and their address where they are still there."""
    told = [
        ("pdf", f"One PDF, {counted(row.pages, 'page')}", row.pdf_size, row.pdf_sha256),
        ("zip", "A zip with every file and an index", row.zip_size, row.zip_sha256),
    ]
    return [
        (words, printing.size(size), sha256, reverse("reports:pack_file", args=[row.pk, code]) if there[code] else "")
        for code, words, size, sha256 in told
    ]
