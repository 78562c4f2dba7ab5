"""Abbreviations: each is explained once, and in one way."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Document, Heading, Report, Table
from goldenthread.proofreading.sentences import shortened

_FORM = r"[A-Z][A-Za-z]?[A-Z&/][A-Za-z&/]{0,6}|[a-z]{1,2}-?[A-Z]{2,5}|[A-Z]-?[A-Z]{1,5}"
_BRACKET = re.compile(rf"[(\[]\s*[‘'“\"]?(?P<short>{_FORM})s?[’'”\"]?\s*[)\]]")
_BEFORE = re.compile(r"(?:[\w’'&/-]{1,40}\s+){1,9}$")
_WORDS_IN_BRACKETS = re.compile(rf"\b(?P<short>{_FORM})\s+[(\[](?P<words>[A-Z][\w’'&,/ -]{{6,90}})[)\]]")
_DASHED = re.compile(rf"^(?P<short>{_FORM})\s*(?:[:=–—-])\s*(?P<words>[A-Z][\w’'&,/ -]{{6,90}})$")
_TOKEN = re.compile(
    r"(?<![\w&/-])(?:[A-Z]{2,7}|[A-Z]{1,3}[a-z][A-Z]{1,4}|[a-z]-[A-Z]{2,5}|[A-Z]&[A-Z]{1,3})(?=s?\b)(?![\w-]*\d|s?[&/]\w)"
)
_PHRASE = re.compile(r"\b[A-Z][\w’'-]*(?:[\s-]+(?:(?:of|and|&|the|for|in|to)\s+){0,2}[A-Z][\w’'-]*)+")
_WORD = re.compile(r"\b(?:[a-z]{2,7}|[A-Z][a-z]{3,7})\b")
_GLOSSED = re.compile(r"\b(?P<short>[A-Z]{4,})\s+[(\[][A-Z][\w’'-]+(?:\s+[\w’'&-]+){1,9}[)\]]")
_FARTHEST = 200  # letters between an abbreviation in brackets and its first word
_LONGEST = 10  # letters of an abbreviation
_SMALL = {"of", "the", "and", "for", "in", "on", "to", "a", "an", "with", "from", "by", "at", "or"}
WELL_KNOWN = frozenset(
    [
        "UK",
        "TBC",
        "TBA",
        "NHS",
        "GP",
        "GPS",
        "MP",
        "HM",
        "IT",
        "PDF",
        "DVD",
        "USA",
        "EU",
        "BBC",
        "TV",
        "OK",
        "ID",
        "AM",
        "PM",
        "CEO",
        "ICT",
        "HR",
        "QA",
        "PR",
        "AGM",
        "CD",
        "FAQ",
        "HIV",
        "HMP",
        "AIDS",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "PE",
        "RE",
        "UN",
        "UNICEF",
        "NSPCC",
        "LGBT",
        "LGBTQ",
        "PHD",
        "MBE",
        "OBE",
        "CBE",
        "BA",
        "BSC",
        "MA",
        "MSC",
        "PO",
        "PDFS",
        "URL",
        "RAG",
        "NB",
        "EG",
        "IE",
        "COVID",
    ]
)


def explained(document: Document) -> dict[str, list[tuple[str, str, str]]]:
    """Return each abbreviation with the words it is explained by, where, and the quotation, in the order of the document."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for text, where in document.words():
        for before, short, quote in _in_brackets(text):
            words = _matching(before, short)
            if words:
                found[_key(short)].append((words, where, _verbatim(quote, words)))
        for pattern in (_WORDS_IN_BRACKETS, _DASHED):
            for each in pattern.finditer(text):
                words = each["words"].strip()
                if _initials_fit(words.split(), _letters(each["short"])):
                    found[_key(each["short"])].append((words, where, _verbatim(each[0], words)))
    for table in document.tables():
        _from_glossary(table, found)
    return found


def _in_brackets(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the words before each abbreviation in brackets, the abbreviation, and both as they stand."""
    for each in _BRACKET.finditer(text):
        words = _BEFORE.search(text[max(0, each.start() - _FARTHEST) : each.start()])
        if words:
            yield words[0], each["short"], words[0] + each[0]


def _verbatim(found: str, words: str) -> str:
    """Return what was found from its words on, or whole where the words come last."""
    start = found.rfind(words) if found.rstrip().endswith((")", "]")) and not found.endswith(f"{words})") else 0
    return shortened(found[max(start, 0) :])


def _from_glossary(table: Table, found: dict[str, list[tuple[str, str, str]]]) -> None:
    """Take in a table of abbreviations and their words."""
    for row in range(len(table.rows)):
        short, words = table.at(row, 0).strip(), table.at(row, 1).strip()
        if re.fullmatch(_FORM, short) and len(words.split()) > 1 and _initials_fit(words.split(), _letters(short)):
            found[_key(short)].append((words, table.where, f"{short} | {words}"))


def check(reading: Reading) -> Iterator[Report]:
    """Yield abbreviations that are never explained, and those explained in two ways."""
    told = explained(reading.document)
    for short, places in told.items():
        yield from _two_ways(short, places)
    yield from _permuted(reading.document, told)
    yield from _never(reading, set(told))


def _two_ways(short: str, places: list[tuple[str, str, str]]) -> Iterator[Report]:
    first, _, _ = places[0]
    for words, where, quote in places[1:]:
        if _same(first, words):
            continue
        alike = SequenceMatcher(None, _plain(first), _plain(words)).ratio()
        yield Report(
            "abbreviation", where, quote,
            f"“{short}” is explained as “{words}” here and as “{first}” before ({places[0][1]}).", words, first,
            0.85 if alike > 0.5 else 0.7,
        )  # fmt: skip
        return


def _permuted(document: Document, told: dict[str, list[tuple[str, str, str]]]) -> Iterator[Report]:
    """Yield brackets whose letters are those of the words before them in another order, as they stand right elsewhere."""
    seen: set[str] = set()
    for text, where in document.words():
        for before, short, quote in _in_brackets(text):
            key = _key(short)
            named = _last_words(before, len(key))
            right = _in_right_order(key, named, told) if _in_another_order(named, key.lower()) else ""
            if right and key not in seen:
                seen.add(key)
                yield Report(
                    "abbreviation", where, _verbatim(quote, named[0]),
                    f"The letters of “{short}” stand in another order than its words; it is “{right}” elsewhere.",
                    f"{' '.join(named)} ({short})", right, 0.85,
                )  # fmt: skip


def _last_words(words: str, many: int) -> list[str]:
    return [word for word in words.split() if word.lower() not in _SMALL][-many:]


def _in_another_order(named: list[str], letters: str) -> bool:
    """Whether letters are the initials of as many words, in another order."""
    initials = "".join(word[0].lower() for word in named)
    return len(letters) >= 3 and initials != letters and sorted(initials) == sorted(letters)


def _in_right_order(key: str, named: list[str], told: dict[str, list[tuple[str, str, str]]]) -> str:
    """Return how the words, or the abbreviation, are explained elsewhere; empty when neither is."""
    initials = "".join(word[0].upper() for word in named)
    for short in (key, initials):
        for words, _, _ in told.get(short, ()):
            if sorted(_plain(words).split()) == sorted(_plain(" ".join(named)).split()):
                return f"{words} ({short})"
    return ""


def _same(first: str, second: str) -> bool:
    one, other = _plain(first).replace(" ", ""), _plain(second).replace(" ", "")
    return one in other or other in one


def _plain(words: str) -> str:
    """Return words without what changes no meaning: capitals, plurals, small words, signs."""
    spelt = words.lower().replace("isation", "ization").replace("programme", "program")
    kept = [re.sub(r"(?:’s|'s|s)$", "", word) for word in re.findall(r"[a-z’']+", spelt) if word not in _SMALL]
    return " ".join(kept)


def _never(reading: Reading, told: set[str]) -> Iterator[Report]:
    uses: Counter[str] = Counter()
    first: dict[str, tuple[str, str, str]] = {}
    for text, where in _running_text(reading.document):
        for each in _TOKEN.finditer(text):
            uses[_key(each[0])] += 1
            first.setdefault(_key(each[0]), (each[0], text, where))
    understood = told | _spelt_out(reading.document) | WELL_KNOWN | _words_too(reading.document)
    for key, often in uses.most_common():
        if often < 2 or key in understood:
            continue
        short, text, where = first[key]
        yield Report(
            "abbreviation", where, shortened(text, short), f"“{short}” stands {often} times and is never explained.", short,
            "the words, with the abbreviation in brackets", 0.6 + min(often, 20) / 100,
        )  # fmt: skip


def _words_too(document: Document) -> set[str]:
    """Return, in capitals, what also stands as a word or a name ("Prevent"), and names that brackets follow with their meaning."""
    found: set[str] = set()
    for text, _ in document.words():
        found |= {word.upper() for word in _WORD.findall(text)}
        found |= {_key(each["short"]) for each in _GLOSSED.finditer(text)}
    return found


def _running_text(document: Document) -> Iterator[tuple[str, str]]:
    """Yield texts in which capitals mean something: no headings, and nothing that is written in capitals."""
    headings = {block.text for block in document.blocks if isinstance(block, Heading)}
    for text, where in document.words():
        if text not in headings and not _shouts(text):
            yield text, where


def _spelt_out(document: Document) -> set[str]:
    """Return the initials of every name that is written in full: a reader can find what the abbreviation stands for."""
    found: set[str] = set()
    for text, _ in document.words():
        for phrase in _PHRASE.finditer(text):
            words = [word for word in re.split(r"[\s-]+", phrase[0]) if word[:1].isalpha()]
            for kept in (words, [word for word in words if word not in _SMALL]):
                letters = "".join(word[0].upper() for word in kept)
                found |= {
                    letters[start : start + long] for start in range(len(letters)) for long in range(3, _LONGEST + 1)
                }
    return found


def _shouts(text: str) -> bool:
    """Whether a text is written in capitals, so that its words are no abbreviations."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 4 and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)


def _key(short: str) -> str:
    return _letters(short).upper()


def _letters(short: str) -> str:
    """Return the letters of an abbreviation, without the s of its plural."""
    singular = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
    return re.sub(r"[^a-z]", "", singular.lower())


def _matching(words: str, short: str) -> str:
    """Return the last words before the brackets whose first letters make the abbreviation; empty when none do."""
    parts = words.split()
    letters = _letters(short)
    if _in_another_order(_last_words(words, len(letters)), letters):
        return ""
    starts = [
        start
        for start in range(len(parts))
        if parts[start][0].lower() == letters[0] and _initials_fit(parts[start:], letters)
    ]
    if starts:
        return " ".join(parts[starts[-1] :])
    tail = [part for part in parts[-(len(letters) - 1) :] if part.lower() not in _SMALL]
    named = (
        len(letters) > 3
        and "".join(part[0].lower() for part in tail) == letters[-len(tail) :]
        and len(tail) >= len(letters) - 1
    )
    return " ".join(tail) if named else ""


def _initials_fit(words: list[str], letters: str) -> bool:
    """Whether the letters are the initials of the words: small words left out or in, one or two words passed over."""
    if len(letters) < 2 or not words:
        return False
    pieces = [piece for word in words for piece in re.split(r"[-/&]", word) if piece[:1].isalpha()]
    every = "".join(piece[0].lower() for piece in pieces)
    main = "".join(piece[0].lower() for piece in pieces if piece.lower() not in _SMALL)
    if letters in (every, main):
        return True
    passed_over = len(letters) >= 3 and len(main) - len(letters) <= 2 and _within(letters, every)
    one_missing = len(letters) >= 3 and len(main) == len(letters) - 1 and _within(main, letters)
    return every[:1] == letters[0] and (passed_over or one_missing)


def _within(short: str, long: str) -> bool:
    """Whether the letters of one stand in the other, in order."""
    place = 0
    for letter in long:
        if place < len(short) and short[place] == letter:
            place += 1
    return place == len(short)
