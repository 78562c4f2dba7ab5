"""The spine: one row for each thing that people refer to by name."""

from django.db import models

from goldenthread.foundation.models import BaseModel


class Record(BaseModel):
    """One thing that people refer to by name: a partnership, a group, an agency, an audit, a review.

    Areas hang their own model on it (``record = OneToOneField(Record, on_delete=PROTECT, primary_key=True)``), and everything
    general (deadlines, papers, search, thread, visibility) hangs on the record. Partnerships, groups and agencies are records
    themselves, so ``partnership``, ``owner_group`` and ``owner_agency`` point back at the spine and the database holds them.
    ``title`` is made of safe words: never a child's, a parent's or a worker's name.
    """

    class Sensitivity(models.TextChoices):
        """Who may know that it exists: the public, partners, named roles, or only those behind the wall."""

        PUBLIC = "public", "Public"
        PARTNERS = "partners", "Partners"
        RESTRICTED = "restricted", "Restricted"
        WALLED = "walled", "Walled"

    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=250)
    partnership = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_agency = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_group = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sensitivity = models.CharField(max_length=12, choices=Sensitivity.choices, default=Sensitivity.PARTNERS)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    retention = models.CharField(max_length=200, blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["reference"]
        indexes = [
            models.Index(fields=["kind", "partnership"], name="record_kind_partnership"),
            models.Index(fields=["partnership", "kind", "closed_on"], name="record_partnership_open"),
            models.Index(fields=["title"], name="record_title"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                name="record_closed_after_opened",
                violation_error_message="It cannot close before it opened.",
            ),
        ]

    class Privacy:
        public = ["kind", "reference"]
        internal = ["title", "partnership", "owner_agency", "owner_group", "sensitivity", "opened_on", "closed_on"]
        internal += ["retention", "illustrative"]
        retention = "as long as what hangs on it"
        basis = "public task: Children Act 2004, sections 16E to 16L"


class ReferenceCounter(BaseModel):
    """The last number given in a series of references, such as ``MAA-2026``."""

    series = models.CharField(max_length=32, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Privacy:
        internal = ["series", "last"]
        retention = "for ever, so that no reference is given twice"
        basis = "public task: Children Act 2004, sections 16E to 16L"
