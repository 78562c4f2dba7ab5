"""Days that do not count, and days when schools are open."""

from django.db import models

from goldenthread.foundation.models import EditableModel

PUBLIC_TASK = "public task: Children Act 2004, sections 16E to 16L"


class BankHoliday(EditableModel):
    """A day that is no working day. ``from_file``: it came with the product; others were entered by hand."""

    class Certainty(models.TextChoices):
        """Whether the government has published the day, or it is worked out ahead."""

        PUBLISHED = "published", "Published"
        DERIVED = "derived", "Worked out ahead"

    division = models.CharField(max_length=40, default="england-and-wales")
    day = models.DateField()
    name = models.CharField(max_length=120)
    certainty = models.CharField(max_length=10, choices=Certainty.choices, default=Certainty.PUBLISHED)
    from_file = models.BooleanField(default=False)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "day"],
                name="bankholiday_day_once",
                violation_error_message="This day is a bank holiday already.",
            )
        ]

    class Privacy:
        public = ["division", "day", "name", "certainty", "from_file"]
        retention = "for ever: dates reckoned with it must stay explainable"
        basis = PUBLIC_TASK


class TermCalendar(EditableModel):
    """The terms that some schools of a partnership keep. ``standard``: for clocks that do not say which school."""

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    standard = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="termcalendar_name_once",
                violation_error_message="There are term dates of this name already.",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=models.Q(standard=True),
                name="termcalendar_one_standard",
                violation_error_message="A partnership has one standard set of term dates.",
            ),
        ]

    class Privacy:
        public = ["partnership", "name", "standard"]
        retention = "for ever: dates reckoned with it must stay explainable"
        basis = PUBLIC_TASK

    @property
    def term_list(self) -> list["TermDates"]:
        """Its stretches, in order; fetched beforehand by the query."""
        return list(self.stretches.all())


class TermDates(EditableModel):
    """A stretch of days when schools are open, weekends and bank holidays aside. A half-term break lies between two of them."""

    calendar = models.ForeignKey(TermCalendar, on_delete=models.PROTECT, related_name="stretches")
    name = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="termdates_last_after_first",
                violation_error_message="The last day must not lie before the first.",
            ),
            models.UniqueConstraint(
                fields=["calendar", "first_day"],
                name="termdates_begin_once",
                violation_error_message="A term that begins on this day is there already.",
            ),
        ]

    class Privacy:
        public = ["calendar", "name", "first_day", "last_day"]
        retention = "for ever: dates reckoned with it must stay explainable"
        basis = PUBLIC_TASK


class ClosureDay(EditableModel):
    """A day on which a partnership or an agency is closed. It warns; it never moves a date."""

    place = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "day"],
                name="closureday_once",
                violation_error_message="This place is marked closed on that day already.",
            )
        ]

    class Privacy:
        internal = ["place", "day", "name"]
        retention = "two years after the day"
        basis = PUBLIC_TASK
