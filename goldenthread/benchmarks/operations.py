"""Bringing in what others publish. It serves the whole installation, so every step is in the audit trail."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from goldenthread import jobs
from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.benchmarks import catalogue, keeping, permits
from goldenthread.benchmarks.models import File, NeighbourSet, Release
from goldenthread.benchmarks.reading import files
from goldenthread.benchmarks.reading.found import Found
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean

READ = "benchmarks.read"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file, and whether it is new here. ``job`` reads it in the background."""

    id: UUID
    new: bool
    job: UUID | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the sender says of the release a file belongs to. What is left empty is taken from the file."""

    publisher: str = ""
    title: str = ""
    name: str = ""
    published_on: date | None = None


@writes
def receive_file(
    *,
    by: Viewer,
    at: datetime,
    name: str,
    content: bytes,
    meta: bytes | None = None,
    told: Told = Told(),
    background: bool = True,
) -> FileRef:
    """Take a file in, to be read in the background. The same bytes again change nothing.

    Raises `NotAllowed` without the permission anywhere, and `RuleBroken` for a file of no kind we know, or one whose release
    neither the sender nor its name tells.
    """
    permits.may_import(by)
    checksum = hashlib.sha256(content).hexdigest()
    there = File.objects.filter(checksum=checksum).exclude(state="refused").first()
    if there is not None:
        return FileRef(there.pk, new=False, job=there.job)
    known = catalogue.publications().get(files.publication(content, name))
    publisher = clean(told.publisher) or (known.publisher if known else "")
    title = clean(told.title) or (known.title if known else "")
    if not publisher or not title:
        raise RuleBroken(
            "Say who published this file, and what the publication is called: its name does not tell.", field="title"
        )
    File.objects.filter(checksum=checksum, state="refused").delete()
    made = File(
        name=clean(name)[:200], checksum=checksum, content=content, meta=meta, imported_at=at, imported_by=by.name[:200]
    )
    made.told = {
        "publisher": publisher[:120],
        "title": title[:200],
        "name": (clean(told.name) or _year_of(name))[:60],
        "published_on": told.published_on.isoformat() if told.published_on else "",
    }
    if background:
        made.job = jobs.enqueue(READ, by=by, file=str(made.pk))
    made.save(force_insert=True)
    trail.write("benchmarks.received", by=by, at=at, file=made.name, checksum=checksum)
    return FileRef(made.pk, new=True, job=made.job)


def _year_of(name: str) -> str:
    """Return the last year in the name of a file: "…_2013_to_2024.csv" is of the release 2024.

    Populations at mid-year come with the figures of the year after, which stand on them.
    """
    found, dataset = _YEAR.findall(name), catalogue.dataset_of(name)
    later = dataset is not None and dataset.year == "mid_year"
    return str(int(found[-1]) + later) if found else ""


@writes
def keep_file(*, by: Viewer, at: datetime, file: UUID, found: Found, faults_seen: bool = False) -> bool:
    """Keep what was read of a file; where there are faults, only after somebody saw them. Returns whether it is kept.

    Doing it again changes nothing. Raises `RuleBroken` when its release has the same figures from another file.
    """
    permits.may_import(by)
    row = _row(file)
    if row.state == "kept":
        return True
    row.lines, row.values, row.report = found.report.lines, found.report.values, found.report.as_json()
    if not found.drafts and not found.pairs:
        row.state = "refused"
        row.report["notes"] = [*row.report["notes"], "Nothing in it could be kept."]
        row.save(update_fields=["lines", "values", "report", "state"])
        return False
    if found.report.faulty and not faults_seen:
        row.state = "read"
        row.save(update_fields=["lines", "values", "report", "state"])
        return False
    row.release = _release(row, found, at)
    row.save(update_fields=["release"])
    keeping.sheets(row, found.drafts)
    models = keeping.neighbours(row, found.pairs)
    row.state, row.content, row.meta = "kept", None, None
    row.save()
    trail.write(
        "benchmarks.kept",
        by=by,
        at=at,
        file=row.name,
        checksum=row.checksum,
        release=str(row.release),
        values=row.values,
        faults=sum(len(lines) for lines in found.report.messages.values()),
        models=models,
    )
    return True


def _release(row: File, found: Found, at: datetime) -> Release:
    told = row.told
    ends = [each.period.end for each in found.drafts]
    models = [int(each.model[:4]) for each in found.pairs if each.model[:4].isdigit()]
    newest = min(max(ends), at.date()) if ends else date(max(models, default=at.year), 1, 1)
    published = date.fromisoformat(told["published_on"]) if told["published_on"] else None
    name = told["name"] or str(max(ends).year if ends else newest.year)
    return keeping.release(told["publisher"], told["title"], name, published, newest, found.population)


@writes
def keep_good_lines(*, by: Viewer, at: datetime, file: UUID) -> UUID:
    """Read a file again in the background and keep what can be kept, now that somebody has seen its faults. Returns the job."""
    permits.may_import(by)
    row = _row(file)
    if row.state != "read":
        raise RuleBroken("Only a file with faults waits for somebody to look at them.")
    row.state, row.job = "waiting", jobs.enqueue(READ, by=by, file=str(row.pk), faults_seen=True)
    row.save(update_fields=["state", "job"])
    return row.job


@writes
def refuse_file(*, by: Viewer, at: datetime, file: UUID, why: str) -> None:
    """Record why a file could not be read. Its bytes go, so that a mended one can be sent."""
    permits.may_import(by)
    row = _row(file)
    row.state, row.content, row.meta = "refused", None, None
    row.report = {**row.report, "notes": [*row.report.get("notes", []), why]}
    row.save(update_fields=["state", "content", "meta", "report"])
    trail.write("benchmarks.refused", by=by, at=at, file=row.name, why=why)


@writes
def remove_file(*, by: Viewer, at: datetime, file: UUID, why: str) -> None:
    """Take a file and its figures out again: it was the wrong one. A release without files goes with it."""
    permits.may_import(by)
    row, why = _row(file), clean(why)
    if not why:
        raise RuleBroken("Say why it is taken out.", field="why")
    release, name = row.release, row.name
    NeighbourSet.objects.filter(file=row).delete()
    row.delete()
    if release is not None and not release.files.exists():
        release.delete()
    trail.write("benchmarks.removed", by=by, at=at, file=name, release=str(release or ""), why=why)


@writes
def describe_release(*, by: Viewer, at: datetime, release: UUID, published_on: date | None, population: str) -> None:
    """Say when a release was published and which population estimates its rates stand on."""
    permits.may_import(by)
    row = Release.objects.select_for_update().filter(pk=release).first()
    if row is None:
        raise NotFound("There is no such release.")
    row.published_on, row.population = published_on, clean(population)[:120]
    row.counts_from = published_on or row.counts_from
    row.save(update_fields=["published_on", "population", "counts_from"])
    trail.write(
        "benchmarks.described",
        by=by,
        at=at,
        release=str(row),
        published_on=str(published_on or ""),
        population=row.population,
    )


@writes
def date_model(*, by: Viewer, at: datetime, model: str, from_on: date) -> None:
    """Say from which day a model of neighbours serves."""
    permits.may_import(by)
    row = NeighbourSet.objects.select_for_update().filter(model=model).first()
    if row is None:
        raise NotFound("There is no such model.")
    if NeighbourSet.objects.filter(from_on=from_on).exclude(pk=row.pk).exists():
        raise RuleBroken("Another model serves from that day.", field="from_on")
    row.from_on = from_on
    row.save(update_fields=["from_on"])
    trail.write("benchmarks.model_dated", by=by, at=at, model=model, from_on=from_on.isoformat())


def _row(file: UUID) -> File:
    found = File.objects.select_for_update(of=("self",)).filter(pk=file).first()
    if found is None:
        raise NotFound("There is no such file.")
    return found
