"""Plans without a table: priorities, outcomes and actions are headings with points under them, whatever the headings say.

A heading belongs to the plan when its words say so ("Aim 2", "Objective: …"), when the points under it say what is to be done, by
whom or by when, or when its neighbours of the same level do. The highest heading that is not shared by all is the priority; the one
right above the points, if it is another, is the outcome.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goldenthread.plans.reading.details import detail_of
from goldenthread.plans.reading.model import Piece, Words
from goldenthread.plans.reading.phrases import NUMBERED, PRIORITY, mentions_only, named_part, number_of

TOP, MIDDLE, OUTCOME, ACTION, PART = "priority", "between", "outcome", "action", "sub_action"

LEVEL_WORD = re.compile(
    r"^(?:(?:strategic|key|business|our|joint|shared|core|first|second|third|fourth|fifth)\s+)*"
    r"(?P<word>priority|objective|theme|aim|goal|ambition|outcome|work\s?stream|strand|pillar|commitment|recommendation|function)\b"
    r"(?:\s*(?:area|no\.?)?\s*(?P<number>one|two|three|four|five|six|seven|eight|[A-Z]?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?|(?-i:[A-Z])(?![a-z])))?"
    r"(?P<rest>(?(number)(?![\d.]*\d)\s*[:.–—)-]*\s+\S.*|\s*[:.–—-]+\s*\S.*)|\s*$)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_THE_PLAN = re.compile(
    r"^(?:[\d.]+\s+)?(?:introduction|foreword|background|contents?|contacts?|membership|members|appendi\w+|glossary"
    r"|abbreviations|about\b"
    r"|who we are|our (?:vision|values|partners|members|role|area)|vision|values|principles|key principles|context|governance"
    r"|accountability|structure|purpose|scope|monitoring|review\b|how (?:this|the) plan|version|distribution|references|links?\b"
    r"|what we (?:did|have done|achieved)|achievements|key achievements|our statutory|statutory|legislation|legal|risks?\b|notes?\b"
    r"|definitions?|further (?:reading|information)|resources|finance|budget)",
    re.IGNORECASE,
)
_DO = (
    r"achieve|act|add|address|adopt|agree|align|amend|analyse|appoint|arrange|assess|assure|attend|"
    r"audit|brief|build|carry|challenge|check|circulate|collate|collect|commission|communicate|complete|"
    r"conduct|consider|consult|continue|contribute|coordinate|co-ordinate|create|decide|define|deliver|"
    r"demonstrate|design|develop|disseminate|draft|embed|enable|encourage|engage|enhance|ensure|"
    r"establish|evaluate|examine|expand|explore|extend|facilitate|finalise|find|focus|follow|gather|"
    r"give|hold|host|identify|implement|improve|include|increase|influence|inform|introduce|invite|"
    r"issue|launch|lead|learn|liaise|link|listen|maintain|make|map|measure|meet|monitor|move|"
    r"negotiate|obtain|offer|organise|oversee|pilot|plan|prepare|present|prevent|produce|progress|"
    r"promote|propose|provide|publicise|publish|pursue|put|quality|raise|recruit|redesign|reduce|"
    r"refresh|relaunch|report|represent|request|research|respond|revise|review|roll|run|scope|"
    r"scrutinise|seek|send|set|share|sign|speak|simplify|start|strengthen|submit|support|survey|take|target|"
    r"task|test|track|train|transfer|undertake|update|upgrade|use|utilise|visit|widen|work|write"
)
_DEEP_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+[a-z]?|\d{1,2}[a-z])[.)]?\s")
_ANY_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}[.)])\s")
_WHOLE = re.compile(
    r"\bplan\b|\bstrategy\b|^(?:(?:our|strategic|key|business) )*(?:priorities|objectives|aims)\b|^actions?$",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"^(?:to\s+|we will\s+)?(?:{_DO})\b", re.IGNORECASE)


_BY_NUMBER = 100


@dataclass(slots=True)
class Head:
    """A heading with what stands under it, by place."""

    place: int
    words: Words
    level: int
    above: "Head | None" = None
    points: list[int] = field(default_factory=list)
    parts: bool = False
    below: list["Head"] = field(default_factory=list)

    def chain(self) -> list["Head"]:
        """Return the heads above it and itself, the highest first."""
        return [*(self.above.chain() if self.above else []), self]


@dataclass(frozen=True, slots=True)
class Place:
    """What a piece is in the plan: its ``role``, and what the partnership calls it."""

    role: str
    number: str = ""
    text: str = ""
    kind: str = ""


def places_in(pieces: Sequence[Piece]) -> dict[int, Place]:
    """Return what the headings and points of a plan without tables are, by their place among the pieces."""
    heads = list(_heads(pieces))
    chosen = _of_the_plan([head for head in heads if head.points or head.parts], pieces)
    if not chosen:
        return {}
    tops = _tops(chosen)
    found: dict[int, Place] = {}
    for head in chosen:
        top = next(each for each in head.chain() if each.place in tops)
        found[top.place] = _named(top.words.text, TOP)
        between = [each for each in head.chain() if each.level > top.level and each is not head]
        for each in between:
            found.setdefault(each.place, _named(each.words.text, MIDDLE))
        if head is not top and not head.parts:
            found[head.place] = _named(head.words.text, OUTCOME)
        if not head.parts:
            found |= _points(head, pieces, under_outcome=head is not top)
    return found


def _heads(pieces: Sequence[Piece]) -> Iterator[Head]:
    """Yield the headings, each with the points right under it."""
    open_: list[Head] = []
    for place, piece in enumerate(pieces):
        if not isinstance(piece, Words):
            continue
        level = _level(piece, pieces[place + 1 :])
        if level == _BY_NUMBER and open_ and _says_level(open_[-1].words.text):
            level = 0  # "1. Train staff" under "Outcome 1.1: …" is its first action, whatever stands below it
        if level and not named_part(piece.text):
            open_ = [head for head in open_ if head.level < level]
            head = Head(place, piece, level, open_[-1] if open_ else None)
            if open_:
                open_[-1].below.append(head)
            open_.append(head)
            yield head
        elif open_ and named_part(piece.text):
            open_[-1].parts = True
        elif open_ and is_point(piece):
            open_[-1].points.append(place)


def is_point(words: Words) -> bool:
    """Whether words are a point of a list: by a mark, or by the number of an action (“1.1 Train …”)."""
    return words.bullet or (not words.heading and bool(_DEEP_NUMBER.match(words.text) or _ANY_NUMBER.match(words.text)))


def _level(words: Words, after: Sequence[Piece]) -> int:
    """Return the level of a heading: tens as given, 90 by its print, 100 by its number or words alone; 0 for text.

    Objectives stand below aims of the same print, and outcomes below objectives.
    """
    text = words.text.strip()
    if words.bullet or len(text) > 300:
        return 0
    named = PRIORITY.match(text) or LEVEL_WORD.match(text)
    below = {"objective": 3, "outcome": 5}.get(named["word"].lower(), 0) if named else 0
    if words.heading:
        return words.heading * 10 + below
    following = next((each for each in after if isinstance(each, Words)), None)
    short = len(text.split()) <= 20 and not text.endswith((".", ";", ","))
    if short and named:
        return _BY_NUMBER + 1 + below
    numbered = NUMBERED.match(text)
    if short and numbered and "." not in numbered["number"] and following is not None and _is_deeper(following):
        return _BY_NUMBER
    return 0


def _is_deeper(words: Words) -> bool:
    """Whether words are a point under a numbered line: marked, or with a number of two parts."""
    return words.bullet or bool(_DEEP_NUMBER.match(words.text))


def _of_the_plan(leaves: Sequence[Head], pieces: Sequence[Piece]) -> list[Head]:
    """Return the headings with points that belong to the plan."""
    could = [head for head in leaves if not any(_NOT_THE_PLAN.match(each.words.text) for each in head.chain())]
    if any(_names_one(piece) for piece in pieces):
        return [head for head in could if _has_number(head)]
    sure = [head for head in could if _says_so(head, pieces)]
    levels = {_row(head) for head in sure if head.above or _is_named(head) or NUMBERED.match(head.words.text)}
    return [head for head in could if head in sure or _row(head) in levels]


def _row(head: Head) -> tuple[int, int, bool]:
    """Return what headings of one row share: their level, the one above, and whether they are numbered where none is above."""
    return head.level, head.above.place if head.above else -1, not head.above and bool(NUMBERED.match(head.words.text))


def _names_one(piece: Piece) -> bool:
    """Whether a piece is "Priority 1: …", and no sentence about it."""
    return isinstance(piece, Words) and bool(PRIORITY.match(piece.text)) and not mentions_only(piece.text, piece)


def _has_number(head: Head) -> bool:
    """Whether it stands under "Priority 1": a plan that numbers its priorities has no others."""
    return any(PRIORITY.match(each.words.text) for each in head.chain())


def _says_level(text: str) -> bool:
    """Whether a heading calls itself a priority, an objective or an outcome."""
    return bool(PRIORITY.match(text.strip()) or LEVEL_WORD.match(text.strip()))


def _is_named(head: Head) -> bool:
    return any(_says_level(each.words.text) for each in head.chain())


def _says_so(head: Head, pieces: Sequence[Piece]) -> bool:
    if _is_named(head) or head.parts:
        return True
    texts = [piece.text for place in head.points if isinstance(piece := pieces[place], Words) and not piece.depth]
    said = [text for text in texts if _is_action(text)]
    return len(said) >= max(1, 0.5 * len(texts))


def _is_action(text: str) -> bool:
    """Whether a point says what is to be done: it begins with a deed, or names who does it or by when."""
    words, owners, due = detail_of(text)
    return bool(owners or due or _BEGINS.match(number_of(words)[1]))


def _tops(chosen: Sequence[Head]) -> set[int]:
    """Return the places of the priorities: the highest headings that are not shared by all and no title of the whole."""
    tops: set[int] = set()
    shared = set.intersection(*({each.place for each in head.chain()} for head in chosen)) if len(chosen) > 1 else set()
    for head in chosen:
        chain = head.chain()
        named = [each for each in chain if PRIORITY.match(each.words.text) or LEVEL_WORD.match(each.words.text)]
        own = [each for each in chain if each.place not in shared and not _is_title(each, each is head)]
        tops.add((named or own or chain)[0].place)
    return tops


def _is_title(head: Head, leaf: bool) -> bool:
    return not leaf and bool(_WHOLE.search(head.words.text))


def _named(text: str, role: str) -> Place:
    """Return a heading's number, words and kind: "Objective 1.2: Fewer go missing" is an objective."""
    text = text.strip()
    if role == TOP and (found := PRIORITY.match(text)):
        return Place(role, found["number"], found["rest"], found["word"].lower())
    if found := LEVEL_WORD.match(text):
        rest = re.sub(r"^\s*[:.–—)-]+\s*", "", found["rest"] or "").strip()
        return Place(role, found["number"] or "", rest, re.sub(r"\s", "", found["word"].lower()))
    number, words = number_of(text)
    return Place(role, number, words, "outcome")


def _points(head: Head, pieces: Sequence[Piece], *, under_outcome: bool) -> dict[int, Place]:
    """Return what the points under a heading are. Points of one list are of one kind, deeper ones belong to the one above."""
    words = {place: piece for place in head.points if isinstance(piece := pieces[place], Words)}
    least = min(each.depth for each in words.values()) if words else 0
    first = [each for each in words.values() if each.depth == least]
    deeds = under_outcome or sum(_is_action(each.text) for each in first) >= max(1, 0.5 * len(first))
    roles = [ACTION, PART] if deeds else [OUTCOME, ACTION, PART]
    return {place: Place(roles[min(_steps(words, place, least), len(roles) - 1)]) for place in words}


def _steps(words: dict[int, Words], place: int, least: int) -> int:
    """Return how many levels of points stand above one."""
    depths = sorted({each.depth for each in words.values()})
    return depths.index(words[place].depth) if words[place].depth >= least else 0
