"""A paper on a record, and its versions."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel


class Document(EditableModel):
    """A paper on a record. It is never deleted: it is replaced by a new version, or withdrawn with a reason."""

    class Sensitivity(models.TextChoices):
        """How private the paper is; blank in forms means as private as its record."""

        PUBLIC = "public", "Public"
        PARTNERS = "partners", "Partners"
        RESTRICTED = "restricted", "Restricted"

    record = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    sensitivity = models.CharField(max_length=12, choices=Sensitivity.choices, default=Sensitivity.PARTNERS)
    may_be_published = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["title", "created_at"]
        indexes = [models.Index(fields=["record", "withdrawn_at"], name="document_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="document_withdrawn_with_reason",
                violation_error_message="Say who withdraws the paper, when and why.",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(may_be_published=True),
                name="document_published_when_cleared",
                violation_error_message="A paper is published only after it is cleared for publication.",
            ),
            models.CheckConstraint(
                condition=~Q(sensitivity="restricted", may_be_published=True),
                name="document_restricted_not_published",
                violation_error_message="A restricted paper cannot be cleared for publication.",
            ),
        ]

    class Privacy:
        internal = ["title", "sensitivity", "may_be_published", "published_on", "created_at", "withdrawn_at"]
        internal += ["withdrawn_by", "withdrawn_reason"]
        identity = ["withdrawn_by_name"]
        retention = "as long as its record"
        basis = "public task: Children Act 2004, sections 16E to 16L"


class Version(BaseModel):
    """One upload of a paper. Rows are never changed."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    blob = models.ForeignKey("documents.Blob", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField()
    uploaded_by_name = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
        ]

    class Privacy:
        internal = ["document", "number", "blob", "file_name", "uploaded_at", "uploaded_by", "note"]
        identity = ["uploaded_by_name"]
        retention = "as long as its record"
        basis = "public task: Children Act 2004, sections 16E to 16L"
