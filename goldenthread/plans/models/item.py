"""What a plan holds: priorities, objectives, outcomes, of any depth."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK, Plan


class Item(EditableModel):
    """One part of a plan that people refer to by name. Its level follows from how deep it stands.

    ``number`` is only filled where a number was printed; else it follows from the place. ``due_words`` is what was said of the
    date ("ongoing", "website permitting"), beside a real date or without one.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    tag = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True)
    function = models.CharField(max_length=250, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=200, blank=True)
    standing = models.BooleanField(default=False)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_words = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "position"]
        indexes = [models.Index(fields=["plan", "parent", "position"], name="item_plan_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("record")),
                name="item_not_under_itself",
                violation_error_message="Something cannot stand under itself.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="item_due_after_start",
                violation_error_message="It cannot be due before it starts.",
            ),
            models.CheckConstraint(
                condition=(Q(dropped_on__isnull=True) & Q(dropped_words=""))
                | (Q(dropped_on__isnull=False) & ~Q(dropped_words="")),
                name="item_dropped_whole",
                violation_error_message="Say when it was dropped and why.",
            ),
        ]

    class Privacy:
        public = ["plan", "parent", "position", "number", "text", "tag", "kind", "why", "function", "standing"]
        public += ["starts_on", "due_on", "due_words"]
        internal = ["dropped_on", "dropped_words"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK

    def __str__(self) -> str:
        return self.text

    def held_by(self, role: str) -> "list[Duty]":
        """Return who holds one duty, in order; read with the item where it was."""
        return [duty for duty in self.duties.all() if duty.role == role]


class Duty(BaseModel):
    """Who leads an item, who is responsible for it (several may be), and who is accountable (one).

    Exactly one of ``body`` (an agency or a group), ``person``, ``board`` and ``words`` ("All partners") says who.
    """

    class Role(models.TextChoices):
        """What somebody has to do with it."""

        LEAD = "lead", "Leads"
        RESPONSIBLE = "responsible", "Responsible"
        ACCOUNTABLE = "accountable", "Accountable"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="duties")
    role = models.CharField(max_length=12, choices=Role.choices)
    position = models.PositiveIntegerField(default=1)
    body = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("partnership.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey("partnership.Board", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(role="accountable"),
                name="duty_one_accountable",
                violation_error_message="One body is accountable. Others can be responsible.",
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=False, person__isnull=True, board__isnull=True, words="")
                | Q(body__isnull=True, person__isnull=False, board__isnull=True, words="")
                | Q(body__isnull=True, person__isnull=True, board__isnull=False, words="")
                | (Q(body__isnull=True, person__isnull=True, board__isnull=True) & ~Q(words="")),
                name="duty_says_who_once",
                violation_error_message="Say who, once.",
            ),
        ]

    class Privacy:
        public = ["item", "role", "position", "body", "board", "words"]
        identity = ["person"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK

    @property
    def who(self) -> str:
        """Who it is, in words."""
        if self.body is not None:
            return self.body.title
        named = self.person or self.board
        return named.name if named is not None else self.words


class Measure(EditableModel):
    """How one will know: an indicator with its target, or words where there is none."""

    class Direction(models.TextChoices):
        """Which way is better."""

        UP = "up", "Higher is better"
        DOWN = "down", "Lower is better"
        KEEP = "keep", "Keep as it is"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField(default=1)
    words = models.TextField()
    indicator = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    baseline_words = models.CharField(max_length=200, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target_words = models.CharField(max_length=200, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    by_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["item", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="measure_has_words",
                violation_error_message="Say what is measured.",
            ),
        ]

    class Privacy:
        public = ["item", "position", "words", "indicator", "baseline_words", "target", "target_words", "direction"]
        public += ["by_on"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class Service(BaseModel):
    """A vision, value or core function that an item serves."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="services")
    statement = models.ForeignKey("plans.Statement", on_delete=models.PROTECT, related_name="services")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "statement"], name="service_once")]

    class Privacy:
        public = ["item", "statement"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class Joint(BaseModel):
    """Another board that shares an item, and who owns it there."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="joint_with")
    board = models.ForeignKey("partnership.Board", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "board"], name="joint_board_once")]

    class Privacy:
        public = ["item", "board", "words"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class Basis(BaseModel):
    """What an item arises from, or underpins: a finding, a recommendation, an inspection, an item of another plan."""

    class Way(models.TextChoices):
        """How they hang together."""

        ARISES = "arises", "Arises from"
        UNDERPINS = "underpins", "Underpins"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="bases")
    record = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.ARISES)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "record", "way"], name="basis_once")]

    class Privacy:
        internal = ["item", "record", "way", "words"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class Alignment(BaseModel):
    """Another board's strategy with which an item is aligned."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="alignments")
    strategy = models.ForeignKey("plans.Strategy", on_delete=models.CASCADE, related_name="alignments")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "strategy"], name="alignment_once")]

    class Privacy:
        public = ["item", "strategy", "words"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
