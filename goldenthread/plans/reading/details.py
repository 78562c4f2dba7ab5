"""Who does a point of a list, and by when, as its own words say: in brackets, after a dash, or on a line below."""

import re

from goldenthread.plans.reading.dates import due_of
from goldenthread.plans.reading.owners import is_body, owners_of

_WHO = r"leads?(?:\s+(?:agency|agencies|partner|officer|body|group|person))?|owners?|owned\s+by|led\s+by|who|responsible(?:\s+\w+)?"
_WHEN = (
    r"by\s+when|by|due(?:\s+(?:date|by))?|when|deadline|time\s?scales?|time\s?frame|target\s+date|completion(?:\s+date)?"
    r"|complete\s+by|date"
)
_LABEL = re.compile(rf"(?:^|(?<=[\s,;.|(\[–—-]))(?:(?P<who>{_WHO})|(?P<when>{_WHEN}))\s*:\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[](?P<said>[^()\[\]]{2,150})[)\]]\s*[.;]?\s*$")
_OLD = re.compile(r"^(?:leads?\s*:|led\s+by\b|owners?\s*:|who\s*:|by\s)", re.IGNORECASE)
_WITHOUT = re.compile(r"^(?:led\s+by|by)\s+", re.IGNORECASE)
_ONGOING = re.compile(
    r"^(?:on-?going|continuous|immediate(?:ly)?|completed?|tbc|end\s+of\s+\w+|q[1-4].{0,12})$", re.IGNORECASE
)
_EDGES = " \t\n,;.|–—-"


def detail_of(text: str) -> tuple[str, list[str], str]:
    """Return a point without its "(Lead: Health; by March 2027)" or "- Lead: Health", who is named in it, and by when."""
    found = _BRACKET.search(text)
    if found and (said := _in_bracket(found["said"])):
        return text[: found.start()].rstrip(), *said
    label = next((each for each in _LABEL.finditer(text) if each.start() and _ends_before(text, each.start())), None)
    if label and (said := said_in(text[label.start() :])):
        return text[: label.start()].rstrip(_EDGES), *said
    return _after_bars(text) or (text, [], "")


def _after_bars(text: str) -> tuple[str, list[str], str] | None:
    """Return a line cut at its bars, "Train staff | Health | March 2027", where all that follows is who or when."""
    words, *rest = (part.strip() for part in text.split(" | "))
    dated = [part for part in rest if due_of(part) or _ONGOING.match(part)]
    named = [part for part in rest if part not in dated and part]
    if not rest or not all(is_body(part) for part in named):
        return None
    return words, [name for part in named for name in owners_of(part)], " ".join(dated)


def said_in(text: str) -> tuple[list[str], str] | None:
    """Return whom and what day a line names that holds labels and nothing else: "Lead: Police. By when: March 2027"."""
    labels = list(_LABEL.finditer(text))
    if not labels or text[: labels[0].start()].strip(_EDGES):
        return None
    owners: list[str] = []
    due: list[str] = []
    ends = [*(each.start() for each in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        value = text[label.end() : end].strip(_EDGES)
        if ". " in value:
            return None
        if label["who"] or (label["when"].lower() == "by" and due_of(value) is None and is_body(value)):
            named, said = _by_words(value)
            owners += named
            due.append(said)
        else:
            due.append(value)
    return owners, " ".join(each for each in due if each)


def _ends_before(text: str, place: int) -> bool:
    """Whether the words before a label are over: it follows a dash, a bar, a comma, the end of a sentence or of a line."""
    return text[:place].rstrip(" \t")[-1:] in tuple(",;.|–—-\n")


def _in_bracket(said: str) -> tuple[list[str], str] | None:
    """Return whom and what day a bracket names; None where it says something else."""
    labelled = said_in(said)
    if labelled:
        return labelled
    parts = [part.strip() for part in re.split(r"\s*[;,–]\s*", said) if part.strip()]
    if _OLD.match(said):
        return _by_words(said)
    dated = [part for part in parts if due_of(part) or _ONGOING.match(part)]
    others = [part for part in parts if part not in dated]
    if dated and len(parts) > 1 and all(is_body(part) for part in others):
        return [name for part in others for name in owners_of(part)], " ".join(dated)
    return None


def _by_words(said: str) -> tuple[list[str], str]:
    """Return whom and what day words without labels name: "Health; by March 2027", "led by Police, by May 2027"."""
    owners: list[str] = []
    due: list[str] = []
    for part in re.split(r"\s*;\s*|,\s*(?=by\s)", said):
        words = _WITHOUT.sub("", part).strip()
        if due_of(words) is None and not _ONGOING.match(words) and (words == part or is_body(words)):
            owners += owners_of(words)
        else:
            due.append(words)
    return owners, " ".join(due)
