"""What practitioners say beside their agency, without a name; and the sessions in which a sector is challenged."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.self_assessment.models.round import BASIS, KEPT, Round


class Survey(BaseModel):
    """A survey of practitioners beside a round. Its standards have the codes of those of the round, so both can be compared."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="survey")
    asked = models.ForeignKey("quality.Edition", on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="self_assessment_survey_days",
                violation_error_message="The survey closes on the day it opens, or later.",
            ),
        ]

    class Privacy:
        internal = ["round", "asked", "opens_on", "closes_on"]
        retention = KEPT
        basis = BASIS


class SurveyLink(BaseModel):
    """The address of a survey for the practitioners of one agency: whoever has it may answer, and nobody knows who did."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="links")
    agency = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["agency__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "agency"],
                name="self_assessment_link_once",
                violation_error_message="The agency has its address.",
            ),
        ]

    class Privacy:
        internal = ["survey", "agency"]
        restricted = ["token"]
        retention = KEPT
        basis = BASIS


class Heard(BaseModel):
    """What one practitioner answered: values by code, and nothing that tells who it was or when."""

    link = models.ForeignKey(SurveyLink, on_delete=models.PROTECT, related_name="heard")
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    class Privacy:
        internal = ["link"]
        restricted = ["values"]
        retention = "until two years after the round was closed"
        basis = BASIS


class Session(EditableModel):
    """A session in which a sector shows a panel how it keeps children safe. ``panel`` are ``[who, is a young person]`` pairs."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sessions")
    sector = models.CharField(max_length=120)
    held_on = models.DateField()
    panel = models.JSONField(default=list)
    asked = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-held_on"]

    class Privacy:
        internal = ["record", "round", "sector", "held_on", "asked", "outcome", "edition"]
        identity = ["panel"]
        retention = KEPT
        basis = BASIS

    @property
    def young(self) -> int:
        """How many young people sit on the panel."""
        return sum(bool(each[1]) for each in self.panel)
