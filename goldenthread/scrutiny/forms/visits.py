"""Forms of visits to the frontline: short, because they are filled on a phone."""

from typing import Any

from goldenthread.quality.rules.asking import Questionnaire, QuestionView
from goldenthread.scrutiny.rules import visiting
from goldenthread.ui import forms

ROLES_ONLY = "Tell of roles and of practice: no child's, parent's or worker's name."
_LONG = 10_000


class VisitPlanForm(forms.Form):
    """The visits of a year."""

    title = forms.TextField("What is the plan called?", max_length=250, hint="Such as: Visits to the frontline 2026-27")
    year = forms.ChoiceField("Which year?", hint="A year from April.")
    group = forms.ChoiceField("Whose members visit?")
    a_year = forms.NumberField(
        "How many visits does each make in the year?", min_value=1, max_value=visiting.MOST_A_YEAR,
        initial=visiting.A_YEAR, width=2, hint="Two is usual. The page says who is behind.",
    )  # fmt: skip
    tool = forms.ChoiceField(
        "Which questions are taken along?", required=False, empty="None: what was seen and heard, in own words",
        hint="Published question banks for visits.",
    )  # fmt: skip
    words = forms.TextAreaField("What should visits look at this year?", required=False, rows=3, max_length=_LONG)


class VisitPlanEditForm(VisitPlanForm, forms.EditForm):
    """A plan that is changed: its year and its group stay."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("year", "group"):
            del self.fields[name]


class VisitForm(forms.Form):
    """Where to, when, who goes."""

    team = forms.TextField("Which team or service?", hint="Such as: Health visitors, Ellesmere Port")
    agency = forms.SearchedChoiceField("Of which agency?", required=False, empty="None of the register")
    on = forms.DateField("When?")
    visitors = forms.CheckboxesField("Who goes?", required=False)
    aim = forms.TextAreaField("What will you look at?", required=False, rows=2, max_length=_LONG)


class VisitEditForm(VisitForm, forms.EditForm):
    """A planned visit that is changed."""


class WriteForm(forms.Form):
    """What a visit saw and heard. With questions taken along, those stand in the place of seen and heard."""

    on = forms.DateField("When were you there?")
    visitors = forms.CheckboxesField("Who else went?", required=False)
    met = forms.TextField(
        "Whom did you meet?",
        required=False,
        max_length=300,
        hint="Roles, such as: two health visitors and their manager",
    )
    seen = forms.TextAreaField("What did you see?", required=False, rows=4, max_length=_LONG, hint=ROLES_ONLY)
    heard = forms.TextAreaField("What did staff tell you?", required=False, rows=4, max_length=_LONG)
    strengths = forms.TextAreaField(
        "What is strong?", required=False, rows=3, max_length=_LONG, hint="One thing to a line."
    )
    concerns = forms.TextAreaField(
        "What should change?", required=False, rows=3, max_length=_LONG, hint="One thing to a line."
    )
    themes = forms.TextField("Themes", required=False, max_length=300, hint="Such as: neglect, supervision")
    reply_by = forms.DateField("By when should the agency reply?", required=False)

    def __init__(
        self, *args: Any, tool: Questionnaire | None = None, whole: bool = False, keeps: bool = False, **options: Any
    ):
        super().__init__(*args, **options)
        self.asked = {_name(each): each for each in tool.questions} if tool else {}
        if tool:
            for name in ("seen", "heard"):
                del self.fields[name]
            rest = {name: self.fields.pop(name) for name in ("strengths", "concerns", "themes", "reply_by")}
            self.fields.update({name: _field(each) for name, each in self.asked.items()})
            self.fields.update(rest)
        if not keeps:
            del self.fields["reply_by"]
        if whole:
            first = {name: VisitForm.base_fields[name] for name in ("team", "agency")}
            made = VisitForm()
            self.fields = {**{name: made.fields[name] for name in first}, **self.fields}

    @property
    def answers(self) -> dict[Any, str]:
        """What was answered to the questions taken along, by question."""
        return {each.id: str(self.cleaned_data.get(name) or "") for name, each in self.asked.items()}

    @property
    def noted(self) -> list[tuple[str, str, str]]:
        """What was noted, one thing to a line: kind, text, themes."""
        given = self.cleaned_data
        pairs = (("strengths", visiting.STRENGTH), ("concerns", visiting.CONCERN))
        return [(kind, line, given["themes"]) for name, kind in pairs for line in visiting.lines(given[name], name)]


def _name(question: QuestionView) -> str:
    return f"q_{question.code.replace('.', '_')}"


def _field(question: QuestionView) -> Any:
    if question.kind == "grade" and question.scale:
        choices = [(each.code, each.label) for each in reversed(question.scale.ordered)]
        return forms.RadioField(question.text, choices=choices, required=False, hint=question.guidance)
    if question.kind == "yes_no":
        return forms.RadioField(
            question.text, choices=[("yes", "Yes"), ("no", "No")], inline=True, required=False, hint=question.guidance
        )
    return forms.TextAreaField(question.text, required=False, rows=3, max_length=_LONG, hint=question.guidance)


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2_000, required_message="Say why")


class ReplyForm(forms.Form):
    """What the agency replies."""

    words = forms.TextAreaField("What does your agency reply?", rows=6, max_length=_LONG, hint=ROLES_ONLY)
