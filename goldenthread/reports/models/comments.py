"""What people say about a section while it is written, and what was done about it."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel
from goldenthread.reports.models.report import Section


class Comment(BaseModel):
    """A remark on a section, or what was said under one. A remark is open until somebody says what was done about it.

    ``asked`` is the person whose answer is wanted, and ``deadline`` the date on their list until they give it.
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", "Comment"
        ANSWER = "answer", "Answer"
        SETTLED = "settled", "Settled"
        REOPENED = "reopened", "Opened again"

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    text = models.TextField()
    open = models.BooleanField(default=False)
    asked = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="comment", parent__isnull=True) | (~Q(kind="comment") & Q(parent__isnull=False)),
                name="reports_comment_answers_stand_under_one",
                violation_error_message="An answer stands under the comment it answers.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(open=False, asked__isnull=True, deadline__isnull=True),
                name="reports_comment_only_comments_ask",
                violation_error_message="Only a comment can be open, or ask somebody.",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True, deadline__isnull=True) | Q(asked__isnull=False, deadline__isnull=False),
                name="reports_comment_asked_by_a_day",
                violation_error_message="Say who is asked, and by when.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="reports_comment_says_something",
                violation_error_message="Enter your comment.",
            ),
        ]

    class Privacy:
        internal = ["section", "kind", "parent", "text", "open", "deadline", "at"]
        identity = ["asked", "by", "by_name"]
        retention = "as long as the report"
        basis = "public task: Children Act 2004, section 16G"
