"""Published editions. Their rows are only ever added: triggers refuse every change."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.reports.models.report import Report


class Edition(BaseModel):
    """A report as it was published: the whole document as plain data, with its figures. A later one supersedes it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.UUIDField()
    published_by_name = models.CharField(max_length=200)
    small_numbers = models.JSONField(default=list)
    released_by_name = models.CharField(max_length=200, blank=True)
    released_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="reports_edition_once",
                violation_error_message="Somebody else has just published this edition.",
            ),
            models.CheckConstraint(
                condition=models.Q(released_by_name="", released_why="")
                | (~models.Q(released_by_name="") & ~models.Q(released_why="")),
                name="reports_edition_released_whole",
                violation_error_message="Say who released the small numbers, and why.",
            ),
        ]

    class Privacy:
        public = ["report", "number", "document", "sha256", "published_at"]
        internal = ["small_numbers", "released_why"]
        identity = ["published_by", "published_by_name", "released_by_name"]
        retention = "for ever, as the partnership's public record"
        basis = "public task: Children Act 2004, section 16G"


class EditionFile(BaseModel):
    """A file of an edition, as base64, under the hash of its bytes."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["format"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "format"],
                name="reports_file_once",
                violation_error_message="The edition has this file.",
            ),
        ]

    class Privacy:
        public = ["edition", "format", "content", "sha256"]
        retention = "for ever, as the partnership's public record"
        basis = "public task: Children Act 2004, section 16G"


class Withdrawal(BaseModel):
    """Why an edition was taken down, by whom and when."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    why = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]

    class Privacy:
        public = ["edition", "at", "why"]
        identity = ["by", "by_name"]
        retention = "for ever, with the edition"
        basis = "public task: Children Act 2004, section 16G"
