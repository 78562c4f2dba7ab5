"""Writing what was read into the tables, in bulk. Only operations call this."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from goldenthread.benchmarks import catalogue
from goldenthread.benchmarks.models import File, Measure, Neighbour, NeighbourSet, Place, Release, Sheet
from goldenthread.benchmarks.reading.found import Described, Draft, Pair
from goldenthread.benchmarks.reading.placing import Gazetteer, gazetteer
from goldenthread.foundation.errors import RuleBroken

_BATCH = 200
_DESCRIBED = [name for name in Described.__dataclass_fields__ if name != "code"]


def ensure_places() -> None:
    """Keep every place of the data file that is not there yet: England and regions first, for the others lie in them."""
    known = dict(Place.objects.values_list("code", "pk"))
    for kind in ("england", "region", "authority"):
        rows = [each for each in catalogue.places() if each["kind"] == kind and each["code"] not in known]
        made = Place.objects.bulk_create(
            Place(
                code=row["code"],
                ons=row["ons"],
                kind=kind,
                name=row["name"],
                region_id=known.get(row["region"]),
                from_on=_day(row["from"]),
                until_on=_day(row["until"]),
                earlier=row["earlier"],
            )
            for row in rows
        )
        known |= {each.code: each.pk for each in made}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def known_places() -> Gazetteer:
    """Return the places by every code they have or had."""
    return gazetteer(Place.objects.values_list("code", "ons", "earlier"))


def sheets(file: File, drafts: Sequence[Draft]) -> None:
    """Keep the tables of a file. Raises `RuleBroken` when its release has one of them from another file already."""
    measures = _measures({each.measure.code: each.measure for each in drafts}.values())
    there = set(
        Sheet.objects.filter(file__release=file.release_id, measure__in=measures.values())
        .exclude(file=file)
        .values_list("measure", "start", "end")
    )
    again = next((each for each in drafts if (measures[each.measure.code].pk, *_days(each)) in there), None)
    if again is not None:
        raise RuleBroken(
            f"{file.release} has {again.measure.name} for {again.period.name} already, from another file. "
            f"Give a revised file a release of its own, such as “{file.release.name if file.release else ''} revised”.",
            field="name",
        )
    Sheet.objects.bulk_create(
        (
            Sheet(
                file=file,
                measure=measures[each.measure.code],
                start=each.period.start,
                end=each.period.end,
                cells=each.cells,
                parts=each.parts,
            )
            for each in drafts
        ),
        batch_size=_BATCH,
    )


def _days(draft: Draft) -> tuple[date, date]:
    return draft.period.start, draft.period.end


def _measures(described: Iterable[Described]) -> dict[str, Measure]:
    """Keep the measures that are new, and the words of the newest file for those that are there."""
    wanted = {each.code: each for each in described}
    there = {row.code: row for row in Measure.objects.filter(code__in=wanted)}
    changed = []
    for code, row in there.items():
        given = asdict(wanted[code])
        if any(given[name] and getattr(row, name) != given[name] for name in _DESCRIBED):
            for name in _DESCRIBED:
                setattr(row, name, given[name] or getattr(row, name))
            changed.append(row)
    Measure.objects.bulk_update(changed, _DESCRIBED, batch_size=_BATCH)
    new = [Measure(**asdict(each)) for code, each in wanted.items() if code not in there]
    return there | {row.code: row for row in Measure.objects.bulk_create(new, batch_size=_BATCH)}


def neighbours(file: File, pairs: Sequence[Pair]) -> list[str]:
    """Keep the models of neighbours that are new, each from the first day of its year. Returns their names.

    Raises `RuleBroken` for a model that is there already with other neighbours, and for one whose name begins with no year.
    """
    places = dict(Place.objects.values_list("code", "pk"))
    kept = []
    for model in dict.fromkeys(each.model for each in pairs):
        of_model = [each for each in pairs if each.model == model]
        there = NeighbourSet.objects.filter(model=model).first()
        if there is not None:
            _same(there, of_model)
            continue
        made = NeighbourSet.objects.create(model=model, from_on=_first_day(model), file=file)
        Neighbour.objects.bulk_create(
            (
                Neighbour(
                    set=made,
                    place_id=places[each.place],
                    neighbour_id=places[each.neighbour],
                    rank=each.rank,
                    closeness=each.closeness,
                )
                for each in of_model
            ),
            batch_size=_BATCH,
        )
        kept.append(model)
    return kept


def _same(there: NeighbourSet, pairs: Sequence[Pair]) -> None:
    before = set(there.neighbours.values_list("place__code", "neighbour__code", "rank"))
    if before != {(each.place, each.neighbour, each.rank) for each in pairs}:
        raise RuleBroken(
            f"The model {there.model} is there already with other neighbours. Give the revised one another name."
        )


def _first_day(model: str) -> date:
    if not model[:4].isdigit():
        raise RuleBroken(f"The model “{model}” does not begin with the year it serves from, such as 2025.")
    return date(int(model[:4]), 1, 1)


def release(publisher: str, title: str, name: str, published_on: date | None, newest: date, population: str) -> Release:
    """Return the release of this name, made if it is new; what a later file adds (populations, days) is taken up."""
    made, new = Release.objects.get_or_create(
        publisher=publisher,
        title=title,
        name=name,
        defaults={"published_on": published_on, "counts_from": published_on or newest, "population": population},
    )
    if not new:
        made.published_on = made.published_on or published_on
        made.population = made.population or population
        made.counts_from = made.published_on or max(made.counts_from, newest)
        made.save(update_fields=["published_on", "population", "counts_from"])
    return made
