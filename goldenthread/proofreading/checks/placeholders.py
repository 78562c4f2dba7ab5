"""Things that were to be filled in before publication."""

import re
from collections.abc import Iterator

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Heading, Item, Paragraph, Report, Table
from goldenthread.proofreading.sentences import shortened

_TO_DO = r"(?i:add|insert|include|update|check|to be (?:added|confirmed|inserted|updated)|link|date|figure|number|tbc|tba|xx+)"
_LEFT_IN = re.compile(
    rf"(?P<sure>[\[{{<]\s*{_TO_DO}\b[^\])}}>]{{0,60}}[\]}}>]"
    r"|\(\s*(?i:(?:add|insert)(?=\s+\w)|to be (?:added|confirmed|inserted|updated)|include (?:the )?(?:link|figure|date|number)"
    r"|xx+)\b[^)]{0,60}\)"
    r"|[\[{][^\[\]{}]{2,60}\s(?i:to follow|to come|to be (?:added|confirmed|inserted|supplied|updated))\s*[\]}]"
    r"|\b(?:[xX]{2}|\d{1,2})/[xX]{2}/(?:[xX]{2,4}|\d{2,4})\b"
    r"|\blorem ipsum\b|#REF!|#DIV/0!|#VALUE!|#N/A\b|#NAME\?"
    r"|Error! (?:Reference|Bookmark)[^.]{0,40}"
    r"|£\s?[xX]{1,5}(?:[,.]?[xX]{2,3})*(?:k|m|bn)?\b|\b[xX]{1,3}(?:\.[xX]{1,2})?\s?(?:%|per\s?cent\b)|\b20[xX]{2}\b"
    r"|\b(?:of|to|from|by|than|was|were|with|for|had|some|about|around|over) xx+\b(?!\s?(?:%|per\s?cent))"
    r"|\bXX+\b|\?\?\?+|_{4,}|\bTODO\b|\bFIXME\b"
    r"|\b(?:click or tap|click here) to enter (?:text|a date)\b|\[\s*\.{3}\s*\]|(?<=\w )\[\s{1,10}\])"
    r"|(?P<likely>\bTB[CA]\b|\bto be (?:added|inserted|drafted|completed by|supplied)\b|\bdraft text\b|\bplaceholder\b)",
)
_MOST = 3  # of one paragraph: who mends these sees the others
_EMPTY_LABEL = re.compile(
    r"^(?:date|name|version|author|signed|approved|agreed|owner|status|reference)\b[^.]{0,40}\s*[:–-]\s*$",
    re.IGNORECASE,
)


def check(reading: Reading) -> Iterator[Report]:
    """Yield the placeholders; those of one table, and those of one word, are told once."""
    for block in reading.document.blocks:
        if isinstance(block, Table):
            yield from _of_table(block)
        else:
            yield from _of_text(block)


def _of_text(block: Heading | Paragraph | Item) -> Iterator[Report]:
    found = {each[0].strip(): each for each in _LEFT_IN.finditer(block.text)}
    for each in list(found.values())[:_MOST]:
        yield _report(block.where, block.text, each[0], 0.95 if each["sure"] else 0.7)
    if not found and _EMPTY_LABEL.match(block.text):
        yield _report(block.where, block.text, block.text, 0.7)


def _of_table(table: Table) -> Iterator[Report]:
    hits = [
        (row, column, found)
        for row in range(len(table.rows))
        for column in range(table.width)
        if (found := _LEFT_IN.search(table.at(row, column)))
    ]
    if not hits:
        return
    row, _, found = hits[0]
    line = " | ".join(cell.text for cell in table.rows[row] if cell.text)
    more = f" The table has {len(hits)} in all." if len(hits) > 1 else ""
    first = _report(f"{table.where}, row {row + 1}", line, found[0], 0.9 if found["sure"] else 0.6)
    yield Report(first.kind, first.where, first.quote, first.message + more, first.found, first.expected, first.sure)


def _report(where: str, text: str, found: str, sure: float) -> Report:
    words = found.strip()
    return Report(
        "placeholder",
        where,
        shortened(text, found),
        f"“{words}” was left in.",
        words,
        "what was meant to stand here",
        sure,
    )
