"""Forms of self-evaluations, the six steps and key questions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.scrutiny.rules import evaluating
from goldenthread.scrutiny.rules.evaluating import Judged
from goldenthread.ui import forms

SAFE = "Tell of practice and of roles: no child's, parent's or worker's name."
_LONG = 10_000
_SPLIT = re.compile(r"[\s,;]+")
_EVIDENCE = (
    "References of things in the product, such as MAA-2026-001 ACT-2026-004. Others see only those they may see."
)


class EvaluationForm(forms.Form):
    """What is judged or asked, by whom, by when."""

    title = forms.TextField("What is it called?", max_length=250)
    tool = forms.ChoiceField("Which question bank?", hint="Published editions of this partnership.")
    start = forms.DateField("From which day does it judge?")
    end = forms.DateField("To which day?")
    group = forms.ChoiceField("Whose members judge?", required=False, empty="Choose a group")
    agencies = forms.CheckboxesField("Which agencies answer?", required=False)
    due_on = forms.DateField("By when?", required=False, hint="It goes on the due list of all who are asked.")
    held_on = forms.DateField("When do all look at it together?", required=False)
    words = forms.TextAreaField("What should those who are asked know?", required=False, rows=3, max_length=_LONG)

    def suit(self, *, of_members: bool, day: str) -> None:
        """Leave out what does not belong to the purpose, and ask for its day in its own words."""
        del self.fields["agencies" if of_members else "group"]
        self.fields["due_on"].label = "By when does each judge alone?" if of_members else "By when should they answer?"
        self.fields["held_on"].label = day


class EvaluationEditForm(EvaluationForm, forms.EditForm):
    """What can be changed until it is agreed: its bank and who is asked stay."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("tool", "group", "agencies"):
            del self.fields[name]


@dataclass(frozen=True, slots=True)
class Place:
    """A standard (or all together) as a form shows it: the names of its fields, what to weigh, and what was said before."""

    title: str
    code: str
    standard: UUID | None
    weigh: tuple[tuple[str, str], ...] = ()
    before: Any = None
    alone: Any = ()

    @property
    def names(self) -> list[str]:
        """The names of its fields."""
        return [f"{name}_{self.code}" for name in ("value", "words", "onward", "shown")]


class JudgeForm(forms.Form):
    """A grade for each standard and over all, what shows it, and what would take it to the next grade."""

    def __init__(
        self, *args: Any, places: Sequence[Place], scale: Any, now: Mapping[Any, Judged], references: Mapping[UUID, str],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.places = list(places)
        best_first = evaluating.grades(scale)
        for place in places:
            given, where = now.get(place.standard, Judged()), f": {place.title}"
            self.fields[f"value_{place.code}"] = forms.RadioField(
                f"Grade{where}", choices=[(each.code, each.label) for each in best_first], required=False,
                initial=given.value, hints={each.code: each.descriptor for each in best_first if each.descriptor},
            )  # fmt: skip
            self.fields[f"words_{place.code}"] = forms.TextAreaField(
                "What shows it?", required=False, rows=3, max_length=_LONG, initial=given.words, hint=SAFE
            )
            self.fields[f"onward_{place.code}"] = forms.TextAreaField(
                "What would take us to the next grade?", required=False, rows=2, max_length=_LONG, initial=given.onward
            )
            known = " ".join(references[pk] for pk in given.evidence if pk in references)
            self.fields[f"shown_{place.code}"] = forms.TextField(
                "Evidence", required=False, max_length=500, initial=known, hint=_EVIDENCE
            )

    @property
    def references(self) -> list[str]:
        """All references that were typed."""
        return [each for place in self.places for each in split(self.cleaned_data[f"shown_{place.code}"])]

    def judged(self, found: Mapping[str, UUID]) -> list[Judged]:
        """What was judged; raises `RuleBroken` at the field of a reference nobody can find."""
        given = self.cleaned_data
        return [
            Judged(
                standard=place.standard, value=given[f"value_{place.code}"], words=given[f"words_{place.code}"],
                onward=given[f"onward_{place.code}"], evidence=known(given, f"shown_{place.code}", found),
            )
            for place in self.places
        ]  # fmt: skip


class AnswerForm(forms.Form):
    """An agency's answers, question by question."""

    def __init__(
        self, *args: Any, tool: Questionnaire, now: Mapping[Any, Judged], references: Mapping[UUID, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.asked = {evaluating.slug(each.code): each for each in tool.questions}
        for code, question in self.asked.items():
            given = now.get(question.id, Judged())
            hint = " ".join(filter(None, (question.guidance, SAFE)))
            self.fields[f"words_{code}"] = forms.TextAreaField(
                question.text, required=False, rows=5, max_length=_LONG, initial=given.words, hint=hint
            )
            refs = " ".join(references[pk] for pk in given.evidence if pk in references)
            self.fields[f"shown_{code}"] = forms.TextField(
                "Evidence", required=False, max_length=500, initial=refs, hint=_EVIDENCE
            )

    @property
    def references(self) -> list[str]:
        """All references that were typed."""
        return [each for code in self.asked for each in split(self.cleaned_data[f"shown_{code}"])]

    def judged(self, found: Mapping[str, UUID]) -> list[Judged]:
        """What was answered; raises `RuleBroken` at the field of a reference nobody can find."""
        given = self.cleaned_data
        return [
            Judged(question=question.id, words=given[f"words_{code}"], evidence=known(given, f"shown_{code}", found))
            for code, question in self.asked.items()
        ]


def split(text: str) -> list[str]:
    """Return the references in a line of text."""
    return [each.upper() for each in _SPLIT.split(text) if each]


def known(given: Mapping[str, Any], field: str, found: Mapping[str, UUID]) -> tuple[UUID, ...]:
    """Return the ids behind the references of a field; raises `RuleBroken` for one that is not there."""
    wanted = split(given[field])
    missing = [each for each in wanted if each not in found]
    if missing:
        raise RuleBroken(f"There is nothing with the reference {missing[0]}, or you may not see it.", field=field)
    return tuple(found[each] for each in wanted)


class SettleForm(forms.Form):
    """Who agreed it, and when."""

    words = forms.TextField("Which meeting?", max_length=250, hint="Such as: the executive, on its challenge day")
    on = forms.DateField("When?")


class FindingsForm(forms.Form):
    """Strengths and gaps, one to a line."""

    strengths = forms.TextAreaField(
        "Strengths", required=False, rows=5, max_length=30_000, hint=f"One to a line. {SAFE}"
    )
    gaps = forms.TextAreaField("What has to change", required=False, rows=5, max_length=30_000, hint="One to a line.")
    themes = forms.TextField(
        "Themes", required=False, max_length=500, hint="For all of them. Separate themes by commas."
    )


class ReplyToAnswerForm(forms.Form):
    """What the scrutineer replies to an agency."""

    value = forms.RadioField("Does it answer the questions?", choices=list(evaluating.REPLIES.items()))
    words = forms.TextAreaField("Your reply", rows=5, max_length=_LONG, hint=SAFE)


class MoreAgenciesForm(forms.Form):
    """Agencies that are asked as well."""

    agencies = forms.CheckboxesField("Which agencies are asked as well?")


def themes_of(text: str) -> Iterable[str]:
    """Return the themes of a line."""
    return [each.strip() for each in text.split(",") if each.strip()]
