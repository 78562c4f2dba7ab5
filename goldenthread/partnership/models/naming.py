"""Other names of bodies, and the words of the trade through the years."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK, Dated


class Alias(EditableModel, Dated):
    """Another name of a partnership, agency or group (a record), of a board, or of a route."""

    class Kind(models.TextChoices):
        """What sort of other name."""

        ALSO = "also", "Also called"
        SHORT = "short", "Abbreviation"
        FORMER = "former", "Former name"
        SPELLING = "spelling", "Spelling found in papers"

    record = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(
        "partnership.Board", null=True, blank=True, on_delete=models.PROTECT, related_name="aliases"
    )
    route = models.ForeignKey(
        "partnership.Route", null=True, blank=True, on_delete=models.PROTECT, related_name="aliases"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ALSO)

    class Meta(Dated.Meta):
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(record__isnull=False, board__isnull=True, route__isnull=True)
                | Q(record__isnull=True, board__isnull=False, route__isnull=True)
                | Q(record__isnull=True, board__isnull=True, route__isnull=False),
                name="alias_of_one_thing",
                violation_error_message="Say of which one thing it is another name.",
            ),
        ]

    class Privacy:
        public = ["record", "board", "route", "name", "kind", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class Term(EditableModel, Dated):
    """A word or abbreviation, what it stands for, when it was in use and what took its place: LSCB, SCP, CCG, ICB.

    Those without a partnership came with the product and serve all.
    """

    partnership = models.ForeignKey(
        "partnership.Partnership", null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )
    code = models.CharField(max_length=40)
    meaning = models.CharField(max_length=200)
    explained = models.TextField(blank=True)
    replaced_by = models.CharField(max_length=40, blank=True)

    class Meta(Dated.Meta):
        ordering = ["code"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "code"],
                name="term_once_in_partnership",
                violation_error_message="The glossary already has this word.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(partnership__isnull=True),
                name="term_once_for_all",
                violation_error_message="The glossary already has this word.",
            ),
        ]

    class Privacy:
        public = ["partnership", "code", "meaning", "explained", "replaced_by", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
