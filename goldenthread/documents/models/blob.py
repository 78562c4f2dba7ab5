"""The bytes of a file, kept once however often they are uploaded."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel


class Blob(BaseModel):
    """Some bytes in the store, found by their SHA-256, and what the virus scanner said of them."""

    class Scan(models.TextChoices):
        """What is known of viruses. Only ``waiting`` and ``infected`` bytes are held back."""

        NO_SCANNER = "no_scanner", "Not checked: this installation has no virus scanner"
        WAITING = "waiting", "Being checked for viruses"
        CLEAN = "clean", "Checked for viruses"
        INFECTED = "infected", "A virus was found"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    scan = models.CharField(max_length=12, choices=Scan.choices, default=Scan.NO_SCANNER)
    scanned_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scan__in=["clean", "infected"], scanned_at__isnull=False)
                | Q(scan__in=["no_scanner", "waiting"], scanned_at__isnull=True),
                name="blob_scanned_when_said",
            )
        ]

    class Privacy:
        internal = ["sha256", "size", "media_type", "scan", "scanned_at", "finding"]
        retention = "as long as a version of a paper uses it"
        basis = "public task: Children Act 2004, sections 16E to 16L"
