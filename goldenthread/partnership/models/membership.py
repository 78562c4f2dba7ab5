"""Seats in groups, who sits in them, and when people are appraised."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import EditableModel
from goldenthread.partnership.models.agency import AgencyClass
from goldenthread.partnership.models.dated import (
    AS_LONG_AS_THE_PARTNERSHIP,
    PUBLIC_TASK,
    TWO_YEARS_AFTER_LEAVING,
    Dated,
)
from goldenthread.partnership.rules import membership as rules

CAPACITY_CHOICES = [(capacity.code, capacity.name) for capacity in rules.CAPACITIES.values()]


class Seat(EditableModel, Dated):
    """A place at a group's table: for an agency, for a class of agencies, or for a voice (a headteacher of a special school)."""

    group = models.ForeignKey("partnership.Group", on_delete=models.PROTECT, related_name="seats")
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(
        "partnership.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    agency_class = models.CharField(max_length=12, choices=AgencyClass.Class.choices, blank=True)
    votes = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta(Dated.Meta):
        ordering = ["group", "position", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(agency_class=""),
                name="seat_for_agency_or_class",
                violation_error_message="A seat is for one agency or for a class of agencies, not for both.",
            ),
            models.UniqueConstraint(
                fields=["group", "name"],
                condition=Q(until_on__isnull=True),
                name="seat_open_once",
                violation_error_message="The group already has a seat of this name.",
            ),
        ]

    class Privacy:
        public = ["group", "name", "agency", "agency_class", "votes", "position", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class Membership(EditableModel, Dated):
    """A person belongs to a group in a capacity, from a day and until one.

    ``until_on`` is the day it really ended; ``term_ends_on`` the day it is due to. ``term_months`` is a number, because
    "bi-annual" means two things; the words used are kept in ``term_as_said``. ``signed_on`` is the day the member signed the
    job description at induction.
    """

    group = models.ForeignKey("partnership.Group", on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="memberships")
    capacity = models.CharField(max_length=16, choices=CAPACITY_CHOICES)
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(
        "partnership.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    deputy_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies")
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    term_as_said = models.CharField(max_length=120, blank=True)
    term_ends_on = models.DateField(null=True, blank=True)
    term_deadline = models.UUIDField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["group", "capacity", "person__name"]
        indexes = [
            models.Index(fields=["group", "until_on"], name="membership_by_group"),
            models.Index(fields=["person", "until_on"], name="membership_by_person"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(capacity="deputy", deputy_for__isnull=False)
                | (~Q(capacity="deputy") & Q(deputy_for__isnull=True)),
                name="membership_deputy_for_somebody",
                violation_error_message="A deputy attends for a member: say for whom.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=False) | Q(ended_because=""),
                name="membership_reason_only_when_ended",
                violation_error_message="Give the last day with the reason.",
            ),
            models.UniqueConstraint(
                fields=["group", "person", "capacity"],
                condition=Q(until_on__isnull=True) & ~Q(capacity="deputy"),
                name="membership_open_once",
                violation_error_message="This person already belongs to the group in this capacity.",
            ),
        ]

    class Privacy:
        identity = ["person"]
        internal = ["group", "capacity", "seat", "agency", "deputy_for", "term_months", "term_as_said"]
        internal += ["term_ends_on", "term_deadline", "from_on", "until_on"]
        restricted = ["signed_on", "ended_because"]
        retention = TWO_YEARS_AFTER_LEAVING
        basis = PUBLIC_TASK

    @property
    def votes(self) -> bool:
        """Whether this person takes part in the group's decisions."""
        return rules.votes(self.capacity, seat_votes=None if self.seat is None else self.seat.votes)


class Appraisal(EditableModel):
    """A chair or a member is appraised: when it is due, when it took place. What was said is not kept here."""

    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="appraisals")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        "partnership.Group", null=True, blank=True, on_delete=models.PROTECT, related_name="appraisals"
    )
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    appraiser = models.CharField(max_length=200, blank=True)
    deadline = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "partnership", "due_on"],
                name="appraisal_once",
                violation_error_message="This appraisal is already in the diary.",
            )
        ]

    class Privacy:
        identity = ["person"]
        restricted = ["partnership", "group", "due_on", "held_on", "appraiser", "deadline"]
        retention = TWO_YEARS_AFTER_LEAVING
        basis = PUBLIC_TASK
