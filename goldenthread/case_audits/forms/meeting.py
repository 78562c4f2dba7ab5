"""Forms of what is agreed, heard, asked for, and left behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.case_audits import library
from goldenthread.case_audits.forms.words import LONG, SAFE
from goldenthread.case_audits.rules import hearing
from goldenthread.thread.rules.words import FINDINGS
from goldenthread.ui import forms
from goldenthread.ui.forms.fields import HiddenNumberField


class HeardForm(forms.EditForm):
    """A group that was heard, in numbers and roles."""

    edition = HiddenNumberField(required=False)
    sort = forms.RadioField("Who was heard?", required_message="Select who was heard")
    held_on = forms.DateField("When did the group meet?")
    roles = forms.TextAreaField(
        "Who took part, in numbers and roles?", rows=4, max_length=2_000,
        hint="One role to a line, such as: Health visitors: 4. Never a name. Of a group of fewer than six nobody else sees "
        "more than that, and roles of one or two are told together.",
    )  # fmt: skip
    questions = forms.ChoiceField("From which questions were they asked?", hint="A published bank for focus groups.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sorts = library.sorts().values()
        self.fields["sort"].choices = [(each.code, each.label) for each in sorts]
        self.fields["sort"].hints = {each.code: f"Such as: {each.example}" for each in sorts}


class SaidForm(forms.Form):
    """One thing that was said."""

    question = forms.ChoiceField("On which question?", required=False, empty="On none of them")
    side = forms.RadioField(
        "Does it work?", choices=list(hearing.SIDES.items()), required_message="Say whether it works", inline=True
    )
    theme = forms.TextField("Theme", max_length=80, hint="A theme that comes back is shown as recurring.")
    text = forms.TextAreaField(
        "What was said?", rows=3, max_length=LONG, required_message="Say what was said",
        hint=f"In your words, or theirs if nobody can be told from them. {SAFE}",
    )  # fmt: skip


class AgreedForm(forms.EditForm):
    """What the meeting agrees on one question."""

    edition = HiddenNumberField(min_value=0)
    value = forms.RadioField("Agreed grade", required=False, inline=True)
    reason = forms.TextAreaField("Reason, in words a family could read", required=False, rows=3, max_length=LONG)
    dissent = forms.TextAreaField(
        "Who sees it otherwise, and why?",
        required=False,
        rows=2,
        max_length=LONG,
        hint="Kept beside the agreed grade. Without a grade it says that the meeting did not agree.",
    )
    good_practice = forms.TextAreaField(
        "Good practice worth sharing", required=False, rows=2, max_length=LONG, hint=SAFE
    )


class ScrutineerForm(forms.EditForm):
    """What the scrutineer grades beside the meeting."""

    edition = HiddenNumberField(min_value=0)
    value = forms.RadioField("Your grade", required_message="Choose your grade", inline=True)
    reason = forms.TextAreaField("Why?", rows=4, max_length=LONG, required_message="Say why")


class FindingForm(forms.Form):
    """What the meeting found, for all partners."""

    kind = forms.RadioField("What kind of finding is it?", choices=list(FINDINGS.items()), inline=True)
    text = forms.TextAreaField(
        "What was found?", hint=SAFE, max_length=LONG, rows=4, required_message="Say what was found"
    )
    why = forms.TextAreaField("Why does it matter to children?", required=False, max_length=LONG, rows=3)
    themes = forms.TextField(
        "Themes",
        hint="Separate them by commas. A theme that comes back is shown as recurring.",
        required=False,
        max_length=500,
    )
    title = forms.TextField("Title", hint="Left empty, the first sentence stands in.", required=False, max_length=250)


class CaseActionForm(forms.Form):
    """What an agency is asked to do for one child."""

    agency = forms.ChoiceField("Which agency acts?")
    text = forms.TextAreaField(
        "What is to be done for this child?",
        rows=4,
        max_length=LONG,
        hint="Only this agency and those who run the audit read it.",
    )
    due = forms.DateField("By when?")


class SettleForm(forms.EditForm):
    """How a case action ended."""

    words = forms.TextAreaField("What was done?", rows=4, max_length=LONG)


class ConcernForm(forms.Form):
    """That a child may be unsafe now."""

    words = forms.TextAreaField(
        "Why may the child be unsafe, and what has been done already?",
        rows=5,
        max_length=LONG,
        hint="The two leads read it here. No word of it is sent by e-mail.",
    )
    called = forms.CheckboxField("I have made a referral or called 999 where that was needed, or it is not needed")


class AcknowledgeForm(forms.EditForm):
    """What is being done."""

    words = forms.TextAreaField("What is being done for the child, and by whom?", rows=4, max_length=LONG)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of what an audit leaves with: a ``finding`` recorded before, something ``said`` that may be shared, or a new one."""

    name: str
    finding: UUID | None = None
    kind: str = ""
    text: str = ""
    theme: str = ""
    said: bool = False


class CompleteForm(forms.Form):
    """The end of an audit: the day, the words, and row by row what was found and who does what by when."""

    on = forms.DateField("When did the meeting end?")
    words = forms.TextAreaField("What does this audit say in all?", required=False, rows=6, max_length=LONG, hint=SAFE)
    again_on = forms.DateField("When is it looked at again?", required=False)
    kinds = FINDINGS

    def __init__(self, *args: Any, rows: Sequence[Row], owners: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for each in rows:
            self._add(each, owners)

    def _add(self, row: Row, owners: Sequence[tuple[str, str]]) -> None:
        if row.said:
            self.fields[f"share_{row.name}"] = forms.CheckboxField("Share this as a finding", required=False)
        if row.finding is None:
            self.fields[f"kind_{row.name}"] = forms.RadioField(
                "What kind of finding is it?",
                required=False,
                choices=list(FINDINGS.items()),
                inline=True,
                initial=row.kind,
            )
            self.fields[f"text_{row.name}"] = forms.TextAreaField(
                "What was found?", required=False, rows=3, max_length=LONG, initial=row.text
            )
            self.fields[f"theme_{row.name}"] = forms.TextField(
                "Themes", required=False, max_length=500, initial=row.theme, hint="Separate them by commas."
            )
        self.fields[f"action_{row.name}"] = forms.TextAreaField(
            "What is done about it?", required=False, rows=2, max_length=2_000
        )
        owner = forms.ChoiceField("By which agency?", required=False, empty="Nobody yet")
        self.fields[f"agency_{row.name}"] = owner
        owner.choose_from(owners)
        self.fields[f"due_{row.name}"] = forms.DateField("By when?", required=False, hint="")

    def filled(self, name: str) -> bool:
        """Say whether something was typed into a row, so that it stays open."""
        return self.is_bound and any(self.data.get(f"{field}_{name}") for field in ("text", "action", "agency"))
