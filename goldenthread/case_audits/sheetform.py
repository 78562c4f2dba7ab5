"""The form of one case: two fields for each question of the tool, whatever the tool."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from goldenthread.case_audits.rules.blind import Given, Sheet, field
from goldenthread.quality.rules.asking import NOT_APPLICABLE, Questionnaire, QuestionView
from goldenthread.ui import forms
from goldenthread.ui.forms.fields import HiddenNumberField

GRADE, REASON = "grade", "reason"
_LONG = 10_000
_NOT_APPLICABLE = (NOT_APPLICABLE, "Does not apply")


class SheetForm(forms.EditForm):
    """What an agency answers about one case. Nothing is required: it is saved as far as it is."""

    edition = HiddenNumberField(min_value=0)

    def __init__(self, tool: Questionnaire, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in tool.questions:
            self.fields[field(GRADE, question.code)] = _value(question)
            if question.kind == "grade" or question.allows_not_applicable:
                self.fields[field(REASON, question.code)] = forms.TextAreaField(
                    f"Why? {question.text}",
                    required=False, rows=3, max_length=_LONG,
                )  # fmt: skip


def _value(question: QuestionView) -> Any:
    given: dict[str, Any] = {"required": False, "hint": question.guidance}
    if question.kind == "grade" and question.scale is not None:
        scale = question.scale
        na = [_NOT_APPLICABLE] if question.allows_not_applicable else []
        if scale.kind == "number":
            return forms.ChoiceField(question.text, choices=[*((each, each) for each in scale.numbers), *na], **given)
        best_first = list(reversed(scale.ordered)) + [each for each in scale.values if each.points is None]
        return forms.RadioField(
            question.text,
            choices=[*((each.code, each.label) for each in best_first), *na],
            hints={each.code: each.descriptor for each in best_first if each.descriptor},
            inline=not any(each.descriptor for each in best_first),
            **given,
        )
    if question.kind == "yes_no":
        na = [_NOT_APPLICABLE] if question.allows_not_applicable else []
        return forms.RadioField(question.text, choices=[("yes", "Yes"), ("no", "No"), *na], inline=True, **given)
    if question.kind == "text":
        return forms.TextAreaField(question.text, rows=3, max_length=_LONG, **given)
    return forms.TextField(question.text, max_length=40, width=10, **given)


def initial(tool: Questionnaire, sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as the form begins with it."""
    told: dict[str, Any] = {"edition": sheet.edition}
    for question in tool.questions:
        given = sheet.given.get(question.id, Given())
        told[field(GRADE, question.code)] = given.reason if question.kind == "text" else given.value
        told[field(REASON, question.code)] = given.reason
    return told


def answers(tool: Questionnaire, cleaned: Mapping[str, Any]) -> dict[UUID, Given]:
    """Return what a form said, by question. Words are longer than a value may be: they are kept as the reason."""
    found = {}
    for question in tool.questions:
        value = str(cleaned.get(field(GRADE, question.code)) or "")
        reason = str(cleaned.get(field(REASON, question.code)) or "")
        found[question.id] = Given("said", value) if question.kind == "text" and value else Given(value, reason)
    return found


def grouped(tool: Questionnaire, form: Any) -> list[tuple[Any, list[tuple[QuestionView, Any, Any]]]]:
    """Return the fields of a form by standard: (standard, [(question, its field, the field of its reason or None)])."""
    names = form.fields
    return [
        (
            standard,
            [
                (
                    question,
                    form[field(GRADE, question.code)],
                    form[field(REASON, question.code)] if field(REASON, question.code) in names else None,
                )
                for question in standard.questions
            ],
        )
        for standard in tool.standards
    ]
