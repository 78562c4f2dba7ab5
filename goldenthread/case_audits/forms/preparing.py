"""Forms of programmes and of audits that are prepared, recorded and presented."""

from typing import Any

from goldenthread.case_audits import library
from goldenthread.case_audits.forms.words import LONG, SAFE
from goldenthread.case_audits.library import LASTING, AuditType
from goldenthread.case_audits.rules import programmes, sampling, states
from goldenthread.ui import forms


def types() -> list[tuple[str, str]]:
    """Return the types of audit to choose from."""
    return [(each.code, each.label) for each in library.types().values()]


def type_hints() -> dict[str, str]:
    """Return what each type is for."""
    return {each.code: each.about for each in library.types().values()}


class ProgrammeForm(forms.Form):
    """The programme of a year."""

    title = forms.TextField("What is the programme called?", max_length=250)
    year = forms.ChoiceField("Which year?", hint="A year from April.")
    group = forms.ChoiceField("Which group oversees it?", required=False, empty="The partnership itself")
    a_year = forms.NumberField(
        "How many audits should the year have?",
        min_value=1,
        max_value=24,
        initial=programmes.TERMLY,
        width=2,
        hint="Termly is three. The page says when the year falls behind.",
    )
    words = forms.TextAreaField("How were the topics found?", required=False, rows=3, max_length=LONG)


class TopicForm(forms.Form):
    """A topic of the programme."""

    title = forms.TextField("What is the topic?", hint=SAFE)
    kind = forms.ChoiceField("What type of audit?", choices=types)
    quarter = forms.ChoiceField("In which quarter?", choices=list(programmes.QUARTERS.items()))
    method = forms.TextField(
        "How is it looked at?", required=False, max_length=300, hint="Such as: ten cases, drawn at random"
    )
    lead = forms.SearchedChoiceField("Who leads it?", required=False, empty="Somebody who is not on this list")
    lead_words = forms.TextField("Or who leads it, in words", required=False)
    agency = forms.SearchedChoiceField(
        "Which agency audits it alone?", required=False, empty="Several agencies",
        hint="For a single-agency audit, which the agency presents to the group.",
    )  # fmt: skip
    present_on = forms.DateField("When does that agency present it?", required=False)
    source = forms.SearchedChoiceField(
        "What prompted it?", required=False, empty="Nothing on record",
        hint="A finding, a review, a risk or a figure. The topic stays tied to it.",
    )  # fmt: skip
    why = forms.TextAreaField("Why this topic?", required=False, rows=3, max_length=2_000)


class TopicEditForm(TopicForm, forms.EditForm):
    """A topic that is changed: what prompted it stays."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["source"]


class AgreeForm(forms.Form):
    """When the group agreed."""

    on = forms.DateField("When did the group agree the programme?")


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=2_000, required_message="Say why")


class AuditForm(forms.Form):
    """What an audit is about: its type decides what is asked."""

    title = forms.TextField("What is it called?", max_length=250, hint=f"Such as: Neglect, autumn. {SAFE}")
    purpose = forms.TextAreaField("What do you want to find out?", required=False, rows=4, max_length=LONG)
    held_on = forms.DateField("When does it begin?", hint="The day that counts in the year's rhythm.")
    tool = forms.ChoiceField(
        "Which audit tool is used?",
        required=False,
        empty="Not chosen yet",
        hint="Published editions of audit tools, kept under question banks.",
    )
    lead = forms.SearchedChoiceField("Who leads it?", required=False, empty="Not named yet")
    scrutineer = forms.SearchedChoiceField(
        "Which scrutineer grades beside the meeting?", required=False, empty="None",
        hint="They read the cases once the grades are open. Their grades stay apart and change no result.",
    )  # fmt: skip
    group = forms.ChoiceField("Which group oversees it?", required=False, empty="The partnership itself")
    series = forms.TextField(
        "Does it belong to a series?", required=False, max_length=120,
        hint="For audits held again and again, such as: Front-door dip sample. Their results become one trend.",
    )  # fmt: skip
    joint_with = forms.ChoiceField("Is it joint with another partnership?", required=False, empty="No")
    joint_words = forms.TextField(
        "Or with another board?", required=False, hint="Such as: the safeguarding adults board"
    )
    again = forms.ChoiceField("Does it look at an earlier audit again?", required=False, empty="No")

    def __init__(self, *args: Any, type: AuditType | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if type is not None and not type.graded:
            del self.fields["scrutineer"]
            self.fields["tool"].label = "Which questions are asked?"
            self.fields["tool"].help_text = "A published bank for focus groups. Each group can be asked from another."


class AuditEditForm(AuditForm, forms.EditForm):
    """An audit that is changed: its type, group and earlier audit stay."""

    again_on = forms.DateField("When is it looked at again?", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("group", "again", "held_on"):
            del self.fields[name]


class RecordForm(AuditForm):
    """An audit held elsewhere, with its results as they were told."""

    kind = forms.RadioField("What type of audit is it?", required_message="Select the type of audit")
    source = forms.TextField("Where is it told?", max_length=250, hint="The paper and its page")
    cases = forms.NumberField("How many cases were looked at?", required=False, max_value=100_000)
    told = forms.TextAreaField(
        "What did it find?",
        required=False,
        rows=5,
        max_length=4_000,
        hint="One result to a line, with its numbers at the end: Decisions met the standard: 40 of 42. "
        "Where only a percentage was printed: Plans were adequate or better: 91%.",
    )
    words = forms.TextAreaField("What was said of it?", required=False, rows=4, max_length=LONG)
    agency = forms.SearchedChoiceField(
        "Which agency held it, if one alone did?", required=False, empty="Several agencies"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("tool", "lead", "scrutineer"):
            del self.fields[name]
        self.fields["kind"].choices, self.fields["kind"].hints = types(), type_hints()
        self.fields["held_on"].label, self.fields["held_on"].help_text = "When was it held?", ""


class SampleForm(forms.Form):
    """The next audit of a standing series: two numbers and a day."""

    met = forms.NumberField("How many met the standard?", min_value=0, max_value=100_000, width=4)
    of = forms.NumberField("Of how many cases?", min_value=1, max_value=100_000, width=4)
    held_on = forms.DateField("When was it held?")
    words = forms.TextAreaField(
        "What was learned?", required=False, rows=2, max_length=LONG, hint=f"If anything. {SAFE}"
    )


class AgencyForm(forms.Form):
    """Which agency takes part."""

    agency = forms.SearchedChoiceField("Which agency takes part?")


class AuditorsForm(forms.Form):
    """Who grades for an agency, and whom it names for safety concerns."""

    auditors = forms.CheckboxesField(
        "Who grades for it?",
        required_message="Select at least one auditor",
        hint="Each of them needs an account with a role at this agency.",
    )
    safety_lead = forms.ChoiceField(
        "Who is told of a safety concern?",
        required=False,
        empty="Nobody is named yet",
        hint="The agency's named lead. An agency that holds cases needs one.",
    )


class AnewForm(forms.Form):
    """Who grades for an agency from now on, from empty sheets."""

    auditors = forms.CheckboxesField("Who grades for it?", required_message="Select at least one auditor")
    why = forms.TextAreaField("Why?", rows=3, max_length=2_000, required_message="Say why")


class DrawForm(forms.Form):
    """A list of references, and how to draw from it."""

    file = forms.FileField(
        "The list of cases",
        limit_mb=5,
        accept=".csv,.xlsx",
        hint="CSV or Excel, with a line of column names. References only: letters and digits. "
        "A list with names, dates of birth or addresses is refused, and nothing of it is kept.",
    )
    column = forms.TextField("Which column holds the reference?", initial="Reference", max_length=80)
    method = forms.RadioField("How are the cases drawn?", choices=list(sampling.METHODS.items()))
    size = forms.NumberField(
        "How many cases, or what per cent of the list?", required=False, max_value=100, width=3,
        hint="Not needed where every case is taken, or a number from each area.",
    )  # fmt: skip
    divided_by = forms.TextField(
        "Which column divides the list?",
        required=False,
        max_length=80,
        hint="Such as: Area. For draws in parts, or by area.",
    )
    quotas = forms.TextAreaField(
        "How many from each area?", required=False, rows=3, hint="One to a line, such as: Chester: 5"
    )
    since = forms.TextField(
        "Which column tells since when progress has lasted?", max_length=80, hint="A month is enough, such as 2025-06.",
    )  # fmt: skip
    months = forms.NumberField(
        "For how many months at least?", min_value=1, max_value=120, width=3,
        hint="A list with a case whose progress is younger is refused.",
    )  # fmt: skip
    holder = forms.ChoiceField("Which agency holds these cases?")
    why = forms.TextAreaField("Why are they drawn again?", rows=2, max_length=2_000)

    def __init__(self, *args: Any, type: AuditType, again: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        spare = [] if again else ["why"]
        for name in [*spare, *([] if type.needs == LASTING else ["since", "months"])]:
            del self.fields[name]


class CheckDrawForm(forms.Form):
    """The same list once more, to draw from it again."""

    file = forms.FileField("The same list of cases", limit_mb=5, accept=".csv,.xlsx")
    column = forms.TextField("Which column holds the reference?", initial="Reference", max_length=80)


class DueForm(forms.Form):
    """By when agencies grade."""

    due = forms.DateField("By when are the grades handed in?")


class ChangeDueForm(DueForm):
    """Another day, and why."""

    why = forms.TextAreaField("Why does the day change?", rows=2, max_length=2_000)


class HolderForm(forms.Form):
    """Which agency holds a case."""

    holder = forms.ChoiceField("Which agency holds the case?")


class PresentForm(forms.Form):
    """What the group said of an agency's own audit."""

    on = forms.DateField("When was it presented?")
    verdict = forms.RadioField(
        "What did the group judge?",
        choices=list(states.VERDICTS.items()),
        required_message="Select what the group judged",
    )
    words = forms.TextAreaField("Why?", rows=4, max_length=LONG, hint=SAFE)
