"""Where the figures of a document come from: one numbered entry for each figure in the text, one for each table and chart."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any

from goldenthread.foundation.text import grouped, listed
from goldenthread.reports.document.frozen import figures

Plain = dict[str, Any]


def sources(document: Plain) -> list[Plain]:
    """Return the entries in the order in which the reader meets them."""
    blocks = document["blocks"]
    used = dict.fromkeys(key for section in document["sections"] if section["nodes"] for key in section["keys"])
    found = [blocks[key] for key in used if key in blocks]
    told = [one for one in found if one["type"] == "figure" or any(figures(one))]
    return [{"number": number, **_entry(one)} for number, one in enumerate(told, start=1)]


def anchor(block: Plain) -> str:
    """Return the name by which the entry of a block is linked to."""
    return f"{'figure' if block['type'] == 'figure' else 'source'}-{block['key']}"


def facts(figure: Plain) -> list[tuple[str, str]]:
    """Return what is known of one figure, as pairs of a term and its words."""
    told = [
        ("Means", figure["definition"]),
        ("Period", _period(figure)),
        ("Worked out from", worked(figure)),
        ("Supplied by", _supplied(figure)),
    ]
    return [(term, words) for term, words in told if words]


def _supplied(figure: Plain) -> str:
    """Return who supplied a figure, how far it is agreed, and who signed it off."""
    return "; ".join(
        part
        for part in (
            figure["supplier"],
            "" if figure["signed_off"] and figure["status"] == "signed off" else figure["status"],
            figure["signed_off"] and f"signed off by {figure['signed_off']}",
        )
        if part
    )


def worked(figure: Plain) -> str:
    """Return the parts of a share or rate: "48 of 216"."""
    if figure["numerator"] is None or figure["denominator"] is None:
        return ""
    return f"{grouped(figure['numerator'])} of {grouped(figure['denominator'])}"


def day(given: str) -> str:
    """Return a day of a frozen document in words."""
    on = date.fromisoformat(given)
    return f"{on.day} {on:%B %Y}"


def _entry(block: Plain) -> Plain:
    if block["type"] == "figure":
        return {
            "anchor": anchor(block),
            "title": f"{block['label']}: {block['shown']}",
            "facts": [list(pair) for pair in facts(block)],
            "notes": block["notes"],
            "parts": [_part(part) for part in block["parts"]] if _tells_more(block) else [],
            "groups": [],
        }
    return {
        "anchor": anchor(block),
        "title": block["title"],
        "facts": [],
        "notes": [],
        "parts": [],
        "groups": [_group(list(each)) for each in _alike(figures(block))],
    }


def _tells_more(figure: Plain) -> bool:
    """Whether the parts of a figure say what it does not say itself."""
    parts = figure["parts"]
    alone = len(parts) == 1 and all(parts[0][name] == figure[name] for name in ("value", "supplier", "definition"))
    return bool(parts) and not alone


def _part(figure: Plain) -> str:
    about = [f"{figure['label']}: {figure['shown']}"]
    if figure["label"] != _period(figure) and _period(figure) not in figure["label"]:
        about.append(_period(figure))
    if worked(figure):
        about.append(worked(figure))
    return ", ".join([*about, f"supplied by {figure['supplier']} ({figure['status']})"])


def _alike(found: Iterable[Plain]) -> Iterator[Iterable[Plain]]:
    """Yield figures together that differ only in what they are of: one meaning, one supplier, one state."""
    groups: dict[tuple[str, ...], dict[tuple[str, str], Plain]] = {}
    for one in found:
        same = (one["definition"], one["supplier"], one["status"])
        groups.setdefault(same, {})[one["label"], one["period"]] = one
    return (group.values() for group in groups.values())


def _group(alike: list[Plain]) -> Plain:
    labels, periods = dict.fromkeys(one["label"] for one in alike), dict.fromkeys(_period(one) for one in alike)

    def each(words: Callable[[Plain], str]) -> list[str]:
        told = [(one, words(one)) for one in alike]
        return [f"{_which(one, labels, periods)}{said}" for one, said in told if said]

    told = dict(facts(alike[0])) | {"Period": "; ".join(periods), "Worked out from": "; ".join(each(worked))}
    told["Supplied by"] = _supplied(alike[0] | {"signed_off": _signed(alike)})
    return {
        "title": "; ".join(labels),
        "facts": [[term, words] for term, words in told.items() if words],
        "notes": _noted(alike, labels, periods),
    }


def _signed(alike: Iterable[Plain]) -> str:
    """Return who signed figures off, each name once with its days."""
    days: dict[str, list[str]] = {}
    for one in alike:
        for said in filter(None, one["signed_off"].split("; ")):
            name, _, when = said.rpartition(", ")
            if when not in days.setdefault(name, []):
                days[name].append(when)
    return "; ".join(", ".join(filter(None, [name, listed(whens)])) for name, whens in days.items())


def _noted(alike: list[Plain], labels: Collection[str], periods: Collection[str]) -> list[str]:
    """Return what is noted of figures: a note that all share once, others with what they are of."""
    about: dict[str, list[Plain]] = {}
    for one in alike:
        for note in one["notes"]:
            about.setdefault(note, []).append(one)
    return [
        note if len(of) == len(alike) else f"{'; '.join(_which(one, labels, periods)[:-2] for one in of)}: {note}"
        for note, of in about.items()
    ]


def _which(figure: Plain, labels: Collection[str], periods: Collection[str]) -> str:
    """Return what tells a figure from those beside it."""
    named = [figure["label"]] if len(labels) > 1 else []
    dated = [_period(figure)] if len(periods) > 1 else []
    return f"{', '.join([*named, *dated])}: " if named or dated else ""


def _period(figure: Plain) -> str:
    return day(figure["start"]) if figure["start"] == figure["end"] else figure["period"]
