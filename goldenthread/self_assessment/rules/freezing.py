"""A return as it is frozen when it is signed, and what can be carried from it to the next."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict


class Proved(TypedDict):
    """A piece of evidence as it stood."""

    id: str
    title: str
    until: str


class Line(TypedDict):
    """One answer as it was signed."""

    code: str
    value: str
    reason: str
    words: str
    improve: str
    evidence: list[Proved]


def line(answer: Any, evidence: Iterable[Proved]) -> Line:
    """Freeze one answer."""
    return {
        "code": answer.code,
        "value": answer.value,
        "reason": answer.reason,
        "words": answer.words,
        "improve": answer.improve,
        "evidence": list(evidence),
    }


def checksum(lines: Sequence[Line]) -> str:
    """Return what tells these lines from any others: printed under each signature."""
    return hashlib.sha256(json.dumps(lines, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def by_code(lines: Iterable[Line]) -> dict[str, Line]:
    """Return frozen answers by the code of their question."""
    return {each["code"]: each for each in lines}


def differences(old: Iterable[Line], new: Iterable[Line]) -> dict[str, tuple[Line | None, Line | None]]:
    """Return what two versions say otherwise, by code."""
    before, now = by_code(old), by_code(new)
    codes = [*now, *(code for code in before if code not in now)]
    return {
        code: (before.get(code), now.get(code)) for code in codes if _said(before.get(code)) != _said(now.get(code))
    }


def _said(given: Line | None) -> Mapping[str, Any] | None:
    return None if given is None else {**given, "evidence": sorted(each["id"] for each in given["evidence"])}
