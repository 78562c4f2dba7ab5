"""Is a recommendation one that can be carried out and tested? Plain advice with how to mend it: never a wall."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

GUIDANCE = (
    "Working Together to Safeguard Children, on local reviews: recommendations are clear on what is required of whom and by when, "
    "and focused on improving outcomes for children"
)
REVIEWS = (
    "Yearly reviews of local safeguarding practice reviews: recommendations to remind, or to raise awareness, are the ones of "
    "which nobody can later say whether anything changed"
)

VAGUE = (
    "ensure", "make sure", "raise awareness", "raising awareness", "remind", "consider", "encourage", "promote", "explore",
    "continue to", "be mindful", "be aware", "embed", "strengthen", "improve", "support", "reiterate", "reinforce",
)  # fmt: skip
HEDGES = (
    "where possible",
    "as appropriate",
    "where appropriate",
    "as necessary",
    "if possible",
    "in due course",
    "timely",
)
EVERYBODY = (
    "all agencies",
    "all partners",
    "all professionals",
    "all practitioners",
    "all staff",
    "everyone",
    "agencies should",
)
DOING = (
    "agree", "appoint", "audit", "build", "change", "check", "commission", "consider", "create", "deliver", "develop", "embed",
    "encourage", "ensure", "establish", "explore", "hold", "implement", "improve", "introduce", "issue", "monitor", "produce",
    "promote", "provide", "publish", "raise", "remind", "report", "require", "review", "revise", "run", "seek", "set", "share",
    "strengthen", "support", "test", "train", "update", "write",
)  # fmt: skip
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WHEN = re.compile(
    rf"\b(by|before|within|until|no later than)\s+(the\s+)?(end of\s+)?(\d|{_MONTHS}|next|this)|\b\d{{4}}\b", re.I
)
_NUMBER = re.compile(
    r"\d|\b(all|every|each|none|no|half|one|two|three|four|five|six|seven|eight|nine|ten|twice)\b", re.I
)
_ITEM = re.compile(r"(?m)^\s*(?:[-*•]|\(?[a-z0-9]{1,2}[.)])\s+\S")
_SECOND = re.compile(
    rf"(?:;|,?\s+and|,?\s+as well as|\.\s+\w+[^.]*?\bshould)\s+(?:to\s+|also\s+|then\s+)*({'|'.join(DOING)})\b", re.I
)
LONG = 60


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to think about: what it is, how to mend it, why, and the words it is about."""

    code: str
    title: str
    mend: str
    source: str
    quote: str = ""


def advice(text: str, *, measure: str = "", dated: bool = False, addressed: bool = False) -> list[Advice]:
    """Read a recommendation and say what would make it one that can be carried out and tested.

    ``measure`` is what will show the change, ``dated`` whether there is a day to test it, ``addressed`` whether agencies are named.
    """
    return [*_what(text, measure), *_who(text, addressed), *_when(text, dated), *_shown(measure), *_one(text)]


def _what(text: str, measure: str) -> Iterator[Advice]:
    vague = _first(VAGUE, text)
    if vague and not _NUMBER.search(measure):
        yield Advice(
            "vague",
            f"“{_sentence_case(vague)}” says what to wish for, not what to do",
            "Say what somebody will do that they do not do now, such as: hold a meeting before any plan ends. Or say in the "
            "measure what will then be different, with a number.",
            REVIEWS,
            vague,
        )
    hedge = _first(HEDGES, text)
    if hedge:
        yield Advice(
            "hedge",
            f"“{_sentence_case(hedge)}” lets everybody out",
            "Leave it out, or say in which cases it need not be done.",
            GUIDANCE,
            hedge,
        )


def _who(text: str, addressed: bool) -> Iterator[Advice]:
    everybody = _first(EVERYBODY, text)
    if not addressed:
        yield Advice(
            "owner",
            "Nobody is asked",
            "Address it to the agencies that can do it. Each then answers, and owns its actions.",
            GUIDANCE,
            everybody,
        )
    elif everybody:
        yield Advice(
            "everybody",
            f"“{_sentence_case(everybody)}” is nobody in particular",
            "Name the role that does it, such as: the head of each school.",
            GUIDANCE,
            everybody,
        )


def _when(text: str, dated: bool) -> Iterator[Advice]:
    if not dated and not _WHEN.search(text):
        yield Advice(
            "date",
            "There is no date",
            "Give the day on which you will test whether it changed anything. It then stands on the due list.",
            GUIDANCE,
        )


def _shown(measure: str) -> Iterator[Advice]:
    if not measure.strip():
        yield Advice(
            "measure",
            "Nothing says how you will know",
            "Say what will show the change for children, such as: 9 in 10 plans end with a meeting, in an audit of 20 cases.",
            GUIDANCE,
        )
    elif not _NUMBER.search(measure):
        yield Advice(
            "number",
            "The measure has no number",
            "Say how much, out of how many: without it, two people will judge it differently.",
            REVIEWS,
            measure.strip()[:80],
        )


def _one(text: str) -> Iterator[Advice]:
    items, second = _ITEM.findall(text), _SECOND.search(text)
    if len(items) > 1 or second or len(text.split()) > LONG:
        yield Advice(
            "many",
            "This looks like more than one thing",
            "Make a recommendation of each: agencies can then accept one and not the other, and each is tested by itself.",
            GUIDANCE,
            second.group(0).strip(" ,;.") if second else "",
        )


def _first(words: tuple[str, ...], text: str) -> str:
    for each in words:
        found = re.search(rf"\b{re.escape(each)}(?:s|d|ed|ing)?\b", text, re.I)
        if found:
            return found.group(0).lower()
    return ""


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
