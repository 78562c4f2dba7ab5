"""Names: one thing goes under one name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from goldenthread.proofreading.checks import Reading
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
    yield from _by_word(longs, first)


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
        near = [other for other, much in capitals.items() if much >= max(5, 5 * often) and _one_letter_off(name, other)]
        if near and len(name) + len(near[0]) >= 9:
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
        differing = [place for place in range(len(one)) if one[place] != other[place]]
        swapped = (
            len(differing) == 2
            and one[differing[0]] == other[differing[1]]
            and one[differing[1]] == other[differing[0]]
        )
        return swapped or (len(differing) == 1 and len(one) >= 6)
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _by_word(uses: Counter[str], first: dict[str, tuple[str, str]]) -> Iterator[Report]:
    """Yield rare long names that differ from a frequent one by one similar word, or by one word less."""
    shapes = {
        name: tuple(word.lower().strip("’'") for word in name.split() if word.lower() not in _JOINS) for name in uses
    }
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
