"""What people type into the thread: findings, answers, titles."""

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

STRENGTH, CONCERN, GOOD_PRACTICE = "strength", "concern", "good_practice"
FINDINGS = {CONCERN: "Concern", STRENGTH: "Strength", GOOD_PRACTICE: "Good practice"}

ACCEPT, PART, REJECT = "accept", "part", "reject"
ANSWERS = {ACCEPT: "Accepted", PART: "Accepted in part", REJECT: "Not accepted"}

LONGEST_TITLE = 250
SHORT_TITLE = 140


def needed(words: str, field: str, missing: str) -> str:
    """Return words cleaned; raises `RuleBroken` with the sentence ``missing`` when nothing is said."""
    kept = clean(words)
    if not kept:
        raise RuleBroken(missing, field=field)
    return kept


def title(given: str, text: str, missing: str) -> str:
    """Return the title of a record: the one given, or else the first sentence of its text, shortened at a word."""
    kept = clean(given)
    if kept:
        if len(kept) > LONGEST_TITLE:
            raise RuleBroken(f"The title must be {LONGEST_TITLE} characters or fewer.", field="title")
        return kept
    return shortened(needed(text, "text", missing))


def shortened(text: str) -> str:
    """Return the first sentence of a text, cut at a word so that it fits a line."""
    first = text.split("\n", 1)[0].split(". ", 1)[0].rstrip(". ")
    if len(first) <= SHORT_TITLE:
        return first
    return first[:SHORT_TITLE].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def finding_kind(kind: str) -> str:
    """Return a kind of finding; raises `RuleBroken` for one there is not."""
    if kind not in FINDINGS:
        raise RuleBroken("Choose whether it is a concern, a strength or good practice.", field="kind")
    return kind


def answer(kind: str, reason: str) -> str:
    """Return an agency's reason; raises `RuleBroken` for an answer there is not, or one that lacks its reason."""
    if kind not in ANSWERS:
        raise RuleBroken("Choose accept, accept in part, or not accept.", field="answer")
    kept = clean(reason)
    if kind != ACCEPT and not kept:
        raise RuleBroken("Say why it is not accepted in full.", field="reason")
    return kept


def folded(name: str) -> str:
    """Return the name of a theme as it is compared: without capitals and spare spaces."""
    return " ".join(name.split()).casefold()
