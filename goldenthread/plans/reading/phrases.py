"""Words of a plan: what begins a priority, what heads a part of it, numbers, and where one text goes on in another."""

import re

from goldenthread.plans.reading.model import BULLET, Action, Words
from goldenthread.plans.reading.owners import led_by

PRIORITY = re.compile(
    r"^(?:\(?\d{1,2}[.)]\s+)?(?:(?:strategic|key|business|our|joint)\s+)?(?P<word>priority|objective|theme|aim|goal|work\s?stream|function)\s*"
    r"(?:area\s*|no\.?\s*)?(?P<number>\d{1,2}|(?<=\s)(?-i:[A-Z])(?![a-z])|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*[.:)–-]*\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
NUMBERED = re.compile(
    r"^\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[A-Z]\d{1,2}(?:\.\d{1,2})?|\d{1,2}[a-z]|[ivx]{1,4}(?=[.)])|[a-z](?=\)))[.):]{0,2}\s+(?=\S)"
)
WANT = re.compile(
    r"^(?:what\s+(?:do\s+)?we\s+(?:want|will)|what\s+will\s+we|our\s+(?:objectives|aims|outcomes)|objectives|outcomes|aims|what\s+is\s+it\s+we)",
    re.I,
)
HOW = re.compile(
    r"^(?:how\s+(?:we\s+will|will\s+we|it\s+will)|actions?|what\s+we\s+will\s+do\s+next|key\s+actions|to\s+achieve\s+this)\b",
    re.I,
)
WHY = re.compile(r"^(?:why\b|rationale|why\s+is|background|context)", re.IGNORECASE)
MEASURED = re.compile(
    r"^(?:how\s+will\s+we\s+know|measures?|success|impact|what\s+success|what\s+difference)", re.IGNORECASE
)

OBJECTIVE = re.compile(
    r"^(?P<kind>objective|outcome|aim|goal)\s*(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?)?\s*:\s*(?P<rest>\S.*)$",
    re.I | re.DOTALL,
)


def titled(text: str, leads: list[str]) -> tuple[str, list[str]]:
    """Return a title without who leads it, and the leads known so far with those it names."""
    title, named = led_by(text.replace("\n", " ").strip())
    return title.strip(" *:–-"), list(dict.fromkeys([*leads, *named]))


def mentions_only(text: str, words: Words) -> bool:
    """Whether a text only mentions a priority in passing: an ordinary sentence of a paragraph."""
    return (
        not words.heading
        and not re.match(r"^.{0,40}?\d\s*[:–-]", text)
        and not words.bullet
        and bool(re.search(r"\b(?:is|are|was|were|will|has|have)\b.*[.]$", text))
        and ":" not in text[:20]
    )


def number_of(text: str) -> tuple[str, str]:
    """Return the number that begins a text, and the rest."""
    found = NUMBERED.match(text)
    return (found["number"], text[found.end() :].strip()) if found else ("", text)


def flat(text: str) -> str:
    """Return a cell as one line, without the marks of its points."""
    return " ".join(line.removeprefix(BULLET) for line in text.split("\n")).strip()


def continues(text: str, before: str) -> bool:
    """Whether a text goes on where another stopped: it begins small, or the other stopped in the middle of a sentence."""
    first = text.lstrip(f"{BULLET}(“\"'")[:1]
    return first.islower() or (
        (bool(before) and before.rstrip()[-1:] in ",–-&") or before.rstrip().endswith((" and", " of", " the", " to"))
    )


def last_words(action: Action) -> str:
    """Return the words an action ends with: those of its last sub-action."""
    return action.actions[-1].text if action.actions else action.text


def go_on(action: Action, text: str) -> None:
    """Add words to the end of an action."""
    last = action.actions[-1] if action.actions else action
    last.text = f"{last.text} {flat(text)}"


def actions_in(text: str, where: str) -> list[Action]:
    """Return the actions of a cell. Its points are sub-actions of the words before them; without any, they are the steps of one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    points = [line.removeprefix(BULLET).strip() for line in lines if line.startswith(BULLET)]
    lead = " ".join(line for line in lines if not line.startswith(BULLET))
    if points:
        number, words = number_of(lead)
        whole = words.rstrip(": ") or "; ".join(point.rstrip(" ;.") for point in points)
        return [Action(whole, where, number, actions=[Action(point.rstrip(" ;"), where) for point in points])]
    numbered = [line for line in lines if NUMBERED.match(line)]
    if len(lines) > 1 and len(numbered) == len(lines):
        return [Action(words, where, number) for number, words in map(number_of, lines)]
    number, words = number_of(lead)
    return [Action(words, where, number)]


def named_part(text: str) -> str:
    """Return which part of a priority a heading begins: how, measure, want or why; "" when none."""
    if len(text) > 80:
        return ""
    for name, pattern in (("how", HOW), ("measure", MEASURED), ("want", WANT), ("why", WHY)):
        if pattern.match(text):
            return name
    return ""
