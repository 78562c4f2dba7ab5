"""Words: how they are folded, asked for and marked. Plain Python."""

import re
import unicodedata
from dataclasses import dataclass

MOST_WORDS = 12
_REFERENCE = re.compile(r"[A-Z]{1,6}-(?:\d{4}-)?\d{1,6}")
_EVERYWHERE = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is"}
    | {"it", "of", "on", "or", "that", "the", "to", "was", "with"}
)
_SNIPPET = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and whether it is what was looked for. Templates escape it; nothing here is markup."""

    text: str
    hit: bool


def fold(text: str) -> str:
    """Return text without accents and capitals, letter for letter as long as it was."""
    return "".join(_fold_letter(letter) for letter in text)


def bare(text: str) -> str:
    """Return only the words, folded: what the databases index. PostgreSQL would leave out what looks like mark-up or addresses."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def words_of(text: str) -> list[str]:
    """Return the words that somebody looks for, folded. Words that stand everywhere are left out, unless there are no others."""
    found = re.findall(r"[^\W_]+", fold(text))[:MOST_WORDS]
    telling = [word for word in found if word not in _EVERYWHERE]
    return list(dict.fromkeys(telling or found))


def as_reference(text: str) -> str:
    """Return the reference that somebody typed, such as ``GRP-2026-004``, or nothing."""
    typed = "-".join(text.upper().replace("–", "-").split())
    return typed if _REFERENCE.fullmatch(typed) else ""


def marked(text: str, words: list[str]) -> list[Piece]:
    """Return text in pieces: what begins with one of the words stands apart."""
    folded, pieces, after = fold(text), [], 0
    for start, end in _hits(folded, words):
        if start > after:
            pieces.append(Piece(text[after:start], False))
        pieces.append(Piece(text[start:end], True))
        after = end
    if after < len(text):
        pieces.append(Piece(text[after:], False))
    return pieces


def snippet(text: str, words: list[str]) -> list[Piece]:
    """Return the neighbourhood of the first hit in a long text, in pieces; nothing where there is no hit."""
    hits = _hits(fold(text), words)
    if not hits:
        return []
    start = max(hits[0][0] - _SNIPPET // 3, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    part = text[start : start + _SNIPPET]
    more = [Piece("…", False)]
    return [*(more if start else []), *marked(part, words), *(more if start + _SNIPPET < len(text) else [])]


def _hits(folded: str, words: list[str]) -> list[tuple[int, int]]:
    """Where words begin as asked. The databases also find other endings (meeting, meetings), so a long word's end may differ."""
    found = []
    stems = [word[: max(4, len(word) - 3)] if len(word) > 5 else word for word in words]
    for match in re.finditer(r"[^\W_]+", folded):
        if any(match.group().startswith(stem) for stem in stems):
            found.append(match.span())
    return found


def _fold_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[0].lower()
    return plain[0] if plain else letter
