"""Names: one thing goes under one name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.abbreviations import WELL_KNOWN
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.sentences import shortened

_SHORT = re.compile(r"(?<![\w/-])[A-Za-z](?:-?[A-Za-z]){2,8}(?![\w/-])")
_LONG = re.compile(r"\b(?!The\b)[A-Z][\w’'-]+(?:\s+(?:(?:of|and|&|the|for|in)\s+){0,2}[A-Z][\w’'-]+){2,8}")
_JOINS = {"and", "&", "the", "of", "for", "in"}


def check(reading: Reading) -> Iterator[Report]:
    """Yield abbreviations that differ by a letter or by their capitals, and long names that differ by a word."""
    shorts: Counter[str] = Counter()
    longs: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for text, where in reading.document.words():
        if text.isupper():
            continue
        for each in _SHORT.finditer(text):
            if sum(letter.isupper() for letter in each[0]) >= 2 and not each[0].istitle():
                name = re.sub(r"(?<=[A-Z])s$", "", each[0])
                shorts[name] += 1
                first.setdefault(name, (text, where))
        for each in _LONG.finditer(text):
            longs[each[0]] += 1
            first.setdefault(each[0], (text, where))
    yield from _by_spelling(shorts, first)
    yield from _by_letter(shorts, first, set(reading.abbreviations))
    near = [*_by_word(longs, first), *_by_slip(longs, first, _words(reading)), *_by_group(longs, first, reading)]
    yield from {report.found: report for report in reversed(near)}.values()


def _by_spelling(uses: Counter[str], first: dict[str, tuple[str, str]]) -> Iterator[Report]:
    """Yield abbreviations whose spellings differ by capitals or hyphens only."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in uses:
        groups[re.sub(r"\W", "", name).upper()].append(name)
    for spellings in groups.values():
        spellings.sort(key=lambda each: -uses[each])
        if len(spellings) > 1 and uses[spellings[0]] >= 3:
            others = ", ".join(f"“{each}”" for each in spellings[1:])
            yield _report(
                spellings[1],
                spellings[0],
                first,
                f"{others} stands beside “{spellings[0]}”, which is used {uses[spellings[0]]} times.",
                0.7,
            )


def _by_letter(uses: Counter[str], first: dict[str, tuple[str, str]], told: set[str]) -> Iterator[Report]:
    """Yield rare abbreviations one letter away from a frequent one."""
    capitals = {name: often for name, often in uses.items() if name.isupper() and len(name) >= 4}
    for name, often in capitals.items():
        if name in told or often > 3:
            continue
        near = [
            other
            for other, much in capitals.items()
            if _one_letter_off(name, other)
            and (
                (much >= max(5, 5 * often) and len(name) + len(other) >= 9) or (other in told and _swapped(name, other))
            )
        ]
        if near and name not in WELL_KNOWN:
            main = max(near, key=lambda each: capitals[each])
            yield _report(
                name,
                main,
                first,
                f"“{name}” is one letter away from “{main}”, which is used {capitals[main]} times.",
                0.8,
            )


def _one_letter_off(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        differing = sum(left != right for left, right in zip(one, other, strict=True))
        return _swapped(one, other) or (differing == 1 and len(one) >= 6)
    short, long = sorted((one, other), key=len)
    if short in long:
        return False  # "CSPR" and "LCSPR": a letter before or after makes another abbreviation
    return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long) - 1))


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters of one stand the other way round in the other."""
    places = [place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right]
    return (
        len(one) == len(other)
        and len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )


def _by_word(uses: Counter[str], first: dict[str, tuple[str, str]]) -> Iterator[Report]:
    """Yield rare long names that differ from a frequent one by one similar word, or by one word less."""
    shapes = {name: _shape(name) for name in uses}
    told: set[str] = set()
    for name, often in uses.items():
        if often > 2 or len(shapes[name]) < 3:
            continue
        for other, much in uses.items():
            if much >= max(3, 3 * often) and other not in told and _almost(shapes[name], shapes[other]):
                told.add(other)
                message = f"“{name}” looks like “{other}”, which is used {much} times."
                yield _report(name, other, first, message, 0.6)
                break


def _words(reading: Reading) -> Counter[str]:
    return Counter(word.lower() for text, _ in reading.document.words() for word in re.findall(r"[A-Za-z]{7,}", text))


def _by_slip(uses: Counter[str], first: dict[str, tuple[str, str]], words: Counter[str]) -> Iterator[Report]:
    """Yield names with a slip of the pen: a long word that stands nowhere else, one letter away from another name's."""
    shapes: dict[int, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in uses:
        shape = _shape(name)
        shapes[len(shape)].append((name, shape))
    for name in uses:
        shape = _shape(name)
        rare = [word for word in shape if len(word) >= 7 and words[word] == 1 and word.isalpha()]
        for other, theirs in shapes[len(shape)] if len(rare) == 1 else ():
            differing = [pair for pair in zip(shape, theirs, strict=True) if pair[0] != pair[1]]
            slip = len(differing) == 1 and differing[0][0] == rare[0] and words[differing[0][1]] >= 2
            if slip and _a_slip(*differing[0]):
                yield _report(
                    name, other, first, f"“{name}” looks like “{other}”: “{rare[0]}” stands nowhere else.", 0.75
                )
                break


def _a_slip(one: str, other: str) -> bool:
    """Whether a letter was left out, put in or swapped inside a word, and not at its end, where grammar changes words."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or one[-2:] != other[-2:]:
        return False
    if len(one) == len(other):
        return _swapped(one, other)
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long) - 1))


def _by_group(uses: Counter[str], first: dict[str, tuple[str, str]], reading: Reading) -> Iterator[Report]:
    """Yield a body that is called a group in one place and a sub-group in another, where no text tells of both."""
    bodies: dict[tuple[tuple[str, ...], str], Counter[str]] = defaultdict(Counter)
    for name, often in uses.items():
        shape = re.sub(r"\bsub[\s-]?group\b", "sub-group", " ".join(_shape(name)))
        words = tuple(shape.split())
        if len(words) >= 3 and words[-1] in {"group", "sub-group"}:
            bodies[words[:-1], words[-1]][name] += often
    for (words, kind), names in bodies.items():
        others = bodies.get((words, "sub-group" if kind == "group" else "group"))
        if others is None or sum(others.values()) < max(2, sum(names.values()) + (kind == "group")):
            continue
        name, main = names.most_common(1)[0][0], others.most_common(1)[0][0]
        if any(name in text and main in text for text, _ in reading.document.words()):
            continue
        message = f"“{name}” is called “{main}” elsewhere, {sum(others.values())} times."
        yield _report(name, main, first, message, 0.6)


def _shape(name: str) -> tuple[str, ...]:
    return tuple(word.lower().strip("’'") for word in name.split() if word.lower() not in _JOINS)


def _almost(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of as many words differ in one of them, and there by its ending or a letter or two."""
    if len(one) != len(other) or len(one) < 3:
        return False
    differing = [(left, right) for left, right in zip(one, other, strict=True) if left != right]
    if len(differing) != 1:
        return False
    left, right = differing[0]
    if left.rstrip("s’'") == right.rstrip("s’'") or left.isdigit() or right.isdigit():
        return False
    common = len([1 for a, b in zip(left, right, strict=False) if a == b])
    return min(len(left), len(right)) >= 5 and left[:4] == right[:4] and common >= 0.6 * max(len(left), len(right))


def _report(name: str, main: str, first: dict[str, tuple[str, str]], message: str, sure: float) -> Report:
    text, where = first[name]
    return Report("name", where, shortened(text, name), message, name, main, sure)
