"""Releases of statistics, and the files that came with them."""

from django.db import models
from django.db.models import Q

from goldenthread.benchmarks.models.place import BASIS, KEPT
from goldenthread.foundation.models import BaseModel

LICENCE = "Open Government Licence v3.0"
STATES = {"waiting": "Waiting to be read", "read": "Read, with faults", "kept": "Kept", "refused": "Could not be read"}


class Release(BaseModel):
    """What a publisher put out at one time. A later one stands beside it and never overwrites it.

    ``population`` says which estimates its rates stand on. ``counts_from`` puts releases in order, the newest first: the day
    it was published or, where nobody said, the last day that it has figures of.
    """

    publisher = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=60)
    published_on = models.DateField(null=True, blank=True)
    population = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=120, default=LICENCE)
    counts_from = models.DateField()

    class Meta:
        ordering = ["-counts_from", "title", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "title", "name"],
                name="benchmarks_release_once",
                violation_error_message="This release is there already.",
            ),
            models.CheckConstraint(
                condition=~Q(publisher="") & ~Q(title="") & ~Q(name=""),
                name="benchmarks_release_named",
                violation_error_message="Say who published it, what it is called, and which release it is.",
            ),
        ]

    class Privacy:
        public = ["publisher", "title", "name", "published_on", "population", "licence", "counts_from"]
        retention = KEPT
        basis = BASIS

    def __str__(self) -> str:
        return f"{self.title}, {self.name}"


class File(BaseModel):
    """A file of a release, as it was read. ``content`` and ``meta`` are its bytes until what is in them is kept.

    ``told`` is what the sender said of its release; without it, the name and the contents of the file say it.
    ``report`` tells what was read: symbols met, columns and places not known, lines with faults (see `reading.found.Found`).
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, blank=True, related_name="files")
    told = models.JSONField(default=dict, blank=True)
    name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=list(STATES.items()), default="waiting")
    content = models.BinaryField(null=True, blank=True)
    meta = models.BinaryField(null=True, blank=True)
    lines = models.PositiveIntegerField(default=0)
    values = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict, blank=True)
    job = models.UUIDField(null=True, blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(release__isnull=False, content__isnull=True, meta__isnull=True),
                name="benchmarks_file_kept_once",
                violation_error_message="A file that is kept belongs to a release, and its bytes are gone.",
            ),
        ]

    class Privacy:
        public = ["release", "told", "name", "checksum", "state", "content", "meta", "lines", "values", "report"]
        internal = ["imported_at", "job"]
        identity = ["imported_by"]
        retention = KEPT
        basis = BASIS
