"""Evidence packs that were made: what was asked for, what went in, and which files came of it. The files themselves are copies."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.foundation.periods import Period


class Pack(BaseModel):
    """An evidence pack. ``summary`` says in plain data what it lacks and why; ``gone_at``: its files were deleted."""

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    notice_on = models.DateField(null=True, blank=True)
    start = models.DateField()
    end = models.DateField()
    parts = models.JSONField(default=list)
    with_restricted = models.BooleanField(default=False)
    origin = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.PositiveBigIntegerField(default=0)
    zip_sha256 = models.CharField(max_length=64, blank=True)
    zip_size = models.PositiveBigIntegerField(default=0)
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")),
                name="reports_pack_ends_after_it_begins",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=models.Q(made_at__isnull=True, pdf_sha256="", zip_sha256="", gone_at__isnull=True)
                | models.Q(made_at__isnull=False) & ~models.Q(pdf_sha256="") & ~models.Q(zip_sha256=""),
                name="reports_pack_made_whole",
                violation_error_message="A pack is made with both its files.",
            ),
        ]

    class Privacy:
        internal = [
            "partnership",
            "title",
            "notice_on",
            "start",
            "end",
            "parts",
            "with_restricted",
            "origin",
            "asked_at",
        ]
        internal += ["made_at", "gone_at", "pages", "pdf_sha256", "pdf_size", "zip_sha256", "zip_size", "summary"]
        identity = ["asked_by", "asked_by_name"]
        retention = "ten years: what was handed to an inspector; its files for the days that are set"
        basis = "public task: Children Act 2004, section 16E"

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)


class PackItem(BaseModel):
    """One numbered item of a pack.

    ``key`` tells it from all others, so that the next pack knows it again; ``seal`` changes when what it says or any of its files
    does. ``record`` is the id of the record it tells of. ``files``: name, title, bytes, sha256, and on which pages it is printed.
    """

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=12)
    part = models.CharField(max_length=60)
    part_title = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    about = models.CharField(max_length=300, blank=True)
    on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)
    record = models.UUIDField(null=True, blank=True)
    restricted = models.BooleanField(default=False)
    page = models.PositiveIntegerField()
    key = models.CharField(max_length=400)
    seal = models.CharField(max_length=64)
    files = models.JSONField(default=list)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "place"],
                name="reports_pack_item_once",
                violation_error_message="There is an item in this place.",
            )
        ]

    class Privacy:
        internal = ["pack", "place", "number", "part", "part_title", "on", "address", "record", "restricted"]
        internal += ["page", "key", "seal"]
        restricted = ["title", "about", "files"]
        retention = "as long as its pack"
        basis = "public task: Children Act 2004, section 16E"
