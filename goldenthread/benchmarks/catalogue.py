"""What we know before any file is read, from data files: places, measures, and which columns hold them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"
POPULATION = "population_0_17"
PER = {"rate": 10_000, "percent": 100}
Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dataset holds a measure: columns by every name they had; several columns of one part are a sum."""

    dataset: str
    value: tuple[Alternatives, ...]
    numerator: tuple[Alternatives, ...]
    denominator: tuple[Alternatives, ...]
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """One of our measures: what it is, where files hold it, and what its year means ("" as the file says).

    ``counted_by`` is the measure that counts what a rate is of: a release that gives only the finished rate may count it elsewhere.
    """

    code: str
    name: str
    kind: str
    unit: str
    per: int
    polarity: str
    decimals: int
    when: str
    stands_on: str
    lait: str
    counted_by: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A file that is published year after year under nearly the same name."""

    code: str
    begins: str
    release: str
    year: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What a dataset is published in."""

    publisher: str
    title: str


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return dict(yaml.safe_load((_DATA / "measures.yaml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def measures() -> Mapping[str, Mapped]:
    """Return our measures by code."""
    return {row["code"]: _mapped(row) for row in _file()["measures"]}


@lru_cache(maxsize=1)
def of_lait() -> Mapping[str, Mapped]:
    """Return our measures by the code that the interactive tool has for them."""
    return {each.lait: each for each in measures().values() if each.lait}


@lru_cache(maxsize=1)
def datasets() -> tuple[Dataset, ...]:
    """Return the datasets we know."""
    return tuple(Dataset(row["code"], row["begins"], row["release"], row["year"]) for row in _file()["datasets"])


@lru_cache(maxsize=1)
def publications() -> Mapping[str, Publication]:
    """Return the publications we know, by code."""
    return {code: Publication(row["publisher"], row["title"]) for code, row in _file()["releases"].items()}


def years(kind: str) -> Mapping[str, str]:
    """Return what the words for a year mean: ``kind`` is "identifiers" (of Explore Education Statistics) or "lait"."""
    return dict(_file()["years"][kind])


def geography() -> frozenset[str]:
    """Return the columns that say where and when."""
    return frozenset(_file()["geography"])


@lru_cache(maxsize=1)
def places() -> tuple[Mapping[str, str], ...]:
    """Return the places as the file has them: England, regions, then authorities."""
    with (_DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def dataset_of(name: str) -> Dataset | None:
    """Return the dataset that a file belongs to by its name, whatever stands before it (``NWSN_c3_factors…``)."""
    return next((each for each in datasets() if each.begins in name), None)


def _mapped(row: Mapping[str, Any]) -> Mapped:
    kind = row["kind"]
    sources = tuple(_source(each) for each in row.get("from", ()))
    on_population = kind == "rate" and row.get("per") is None and any(not each.denominator for each in sources)
    return Mapped(
        code=row["code"],
        name=row["name"],
        kind=kind,
        unit=row.get("unit", ""),
        per=row.get("per", PER.get(kind, 1)),
        polarity=row.get("polarity", ""),
        decimals=row.get("decimals", 0 if kind == "count" else 1),
        when=row.get("when", ""),
        stands_on=POPULATION if on_population else "",
        lait=row.get("lait", ""),
        counted_by=row.get("counted_by", ""),
        sources=sources,
    )


def _source(row: Mapping[str, Any]) -> Source:
    parts = {name: _columns(row.get(name)) for name in ("value", "numerator", "denominator")}
    return Source(row["dataset"], where=tuple(row.get("where", {}).items()), **parts)


def _columns(given: str | list[str] | None) -> tuple[Alternatives, ...]:
    several = [given] if isinstance(given, str) else given or []
    return tuple(tuple(each.strip() for each in one.split("|")) for one in several)
