"""Forms: what can be told from the input alone. The operations know the rules."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from goldenthread.evidence import library
from goldenthread.evidence.models.benchmark import KINDS
from goldenthread.evidence.rules import cuts, defining
from goldenthread.ui import forms

Choices = list[tuple[str, str]]
Hints = Mapping[str, str]
_PERIOD_HINT = "The first day the figure is about. For a number on one day, give that day twice"


def _choose(form: Any, **choices: Choices) -> None:
    for name, given in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choose_from(given)
        else:
            field.choices = given


class AmountField(forms.MoneyField):
    """A number that was counted, with or without decimals."""

    def __init__(self, label: str, *, min_value: Decimal | None = None, **options: Any) -> None:
        options.setdefault("prefix", "")
        super().__init__(label, min_value=min_value, **options)
        self.error_messages["invalid"] = f"{label} must be a number, like 216 or 1,234"


class ChooseForm(forms.Form):
    """Indicators of the library that a partnership does not keep yet, a question for each group."""

    partnership = forms.ChoiceField("Partnership", required_message="Select a partnership")

    def __init__(self, *args: Any, places: Choices, groups: Mapping[str, tuple[str, Choices, Hints]], **options: Any):
        super().__init__(*args, **options)
        _choose(self, partnership=places)
        for code, (name, starters, hints) in groups.items():
            self.fields[f"of_{code}"] = forms.CheckboxesField(name, choices=starters, hints=hints, required=False)
        self.groups = [f"of_{code}" for code in groups]

    def clean(self) -> dict[str, Any]:
        """Gather what was ticked under ``codes``; at least one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["codes"] = [code for group in self.groups for code in data.get(group, ())]
        if not data["codes"] and self.groups:
            self.add_error(self.groups[0], "Tick at least one indicator")
        return data


class DefinitionForm(forms.Form):
    """What an indicator means."""

    words = forms.TextAreaField("What does it mean?", rows=3, max_length=2000)
    numerator = forms.TextField("Numerator", max_length=300, hint="What is counted")
    counts = forms.TextField("What do you count?", max_length=60, hint="Children, families, episodes: never mixed")
    denominator_from = forms.RadioField("Denominator", choices=list(defining.DENOMINATORS.items()))
    denominator = forms.TextField(
        "What does the denominator count?",
        max_length=300,
        required=False,
        hint="Only if it is supplied with each figure",
    )
    factor = forms.ChoiceField("Shown as", choices=list(defining.FACTORS.items()), empty=None)
    decimals = forms.NumberField("Decimals", max_value=4, width=2)
    polarity = forms.RadioField("Which direction is good?", choices=list(defining.POLARITIES.items()))
    frequency = forms.ChoiceField("Collected", choices=list(defining.FREQUENCIES.items()), empty=None)
    year_rule = forms.RadioField("How do shorter periods make a year?", choices=list(defining.YEAR_RULES.items()))
    supplier_kind = forms.TextField("Who supplies it?", max_length=120, required=False, hint="For example, police")
    dimensions = forms.CheckboxesField("Breakdowns asked for", choices=list(cuts.DIMENSIONS.items()), required=False)

    @property
    def details(self) -> defining.Details:
        """The definition that was typed."""
        given = {name: self.cleaned_data[name] for name in _DETAILS}
        return defining.Details(**given | {"dimensions": tuple(self.cleaned_data["dimensions"])})


_DETAILS = (
    *("words", "numerator", "counts", "denominator_from", "denominator", "factor", "decimals", "polarity"),
    *("frequency", "year_rule", "supplier_kind"),
)


class NewForm(DefinitionForm):
    """An indicator of one's own."""

    partnership = forms.ChoiceField("Partnership", required_message="Select a partnership")
    name = forms.TextField("Name")
    code = forms.TextField("Code", max_length=60, hint="Small letters, figures and underscores: reports use it")
    group = forms.ChoiceField("Group")
    why = forms.TextAreaField("Why does it matter?", required=False, rows=2)
    question = forms.TextAreaField("What should be asked?", required=False, rows=2)
    field_order = ("partnership", "name", "code", "group", "why", "question")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, partnership=places, group=list(library.groups().items()))


class RedefineForm(DefinitionForm):
    """A new version of a definition."""

    from_on = forms.DateField("From which day does it hold?", hint="The series breaks there. For example, 1 4 2026")
    why = forms.TextAreaField("Why does it change?", rows=2)
    field_order = ("from_on", "why")


class ChangeForm(forms.EditForm):
    """Name, reason and question."""

    name = forms.TextField("Name")
    why = forms.TextAreaField("Why does it matter?", required=False, rows=2)
    question = forms.TextAreaField("What should be asked?", required=False, rows=2)
    key = forms.YesNoField("Is it a key indicator of the board?", required=False)


class SupplyForm(forms.Form):
    """One figure."""

    start = forms.DateField("From", hint=_PERIOD_HINT)
    end = forms.DateField("To")
    breakdown = forms.TextField(
        "Breakdown",
        required=False,
        max_length=300,
        hint="Empty for the whole. For a part, for example, category: Neglect",
    )
    numerator = AmountField("Numerator")
    denominator = AmountField("Denominator", required=False, hint="Only where the indicator has one of its own")
    supplier = forms.ChoiceField("Which agency supplied it?")
    supplied_on = forms.DateField("Supplied on")
    months = forms.NumberField("Months covered", required=False, width=3, hint="Leave empty when nothing is missing")
    of = forms.NumberField("Of how many months", required=False, width=3)
    source = forms.TextField("Source", required=False, max_length=300, hint="The system or the document it comes from")

    def __init__(
        self, *args: Any, agencies: Choices, numerator: str = "", denominator: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _choose(self, supplier=agencies)
        if numerator:
            self.fields["numerator"].help_text = numerator
        if denominator:
            self.fields["denominator"].help_text = denominator

    @property
    def coverage(self) -> tuple[int, int] | None:
        """The months that were typed."""
        months, of = self.cleaned_data["months"], self.cleaned_data["of"]
        return None if months is None and of is None else (months or 0, of or 0)


class MendForm(SupplyForm):
    """One figure that a line of a file meant to say."""

    indicator = forms.ChoiceField("Indicator")
    field_order = ("indicator",)

    def __init__(self, *args: Any, indicators: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, indicator=indicators)


class RestateForm(forms.Form):
    """New numbers in the place of old ones."""

    numerator = AmountField("Numerator")
    denominator = AmountField("Denominator", required=False)
    reason = forms.TextAreaField("Why is it restated?", rows=3)
    supplied_on = forms.DateField("Supplied on")


class SignForm(forms.Form):
    """Who stands for a figure."""

    person = forms.ChoiceField("Who signed it off?", empty="Myself", required=False)
    on = forms.DateField("On which day?")

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, person=people)
        if not people:
            del self.fields["person"]


class ClaimForm(forms.Form):
    """A figure as it was printed."""

    start = forms.DateField("From", hint=_PERIOD_HINT)
    end = forms.DateField("To")
    breakdown = forms.TextField("Breakdown", required=False, max_length=300, hint="Empty for the whole")
    printed = forms.TextField(
        "The number that was printed", max_length=20, width=10, hint="With its decimals, such as 32.6"
    )
    where = forms.TextField("Where was it printed?", max_length=300, hint="The document and the page")
    why_differs = forms.TextAreaField("Why does it differ?", required=False, rows=3)


class ExplainForm(forms.EditForm):
    """Why a printed figure differs."""

    why = forms.TextAreaField("Why does it differ?", rows=3)


class RemoveClaimForm(forms.Form):
    """Why a printed figure is removed."""

    why = forms.TextAreaField("Why is it removed?", rows=3, hint="For example, it was kept for the wrong indicator")


class ReasonForm(forms.Form):
    """A reason, and nothing else."""

    why = forms.TextAreaField("Why?", rows=3, required_message="Say why")


class ChartForm(forms.EditForm):
    """How a chart is made."""

    preset = forms.RadioField(
        "How are the limits worked out?",
        choices=[
            ("NHSRplotthedots", "As NHSRplotthedots does: single unusual jumps are left out of the limits"),
            ("NHS Excel", "As the NHS spreadsheet does: every jump counts"),
        ],
    )
    clamp = forms.YesNoField(
        "Keep the limits to what is possible?",
        hint="A percentage lies between 0 and 100; nothing is counted less than no times",
    )


class RebaseForm(forms.Form):
    """From when a new usual range holds."""

    on = forms.DateField("From which day?", hint="It begins with the first whole period from that day on")
    why = forms.TextAreaField("What changed?", rows=3, hint="Readers see this on the chart")


class TargetForm(forms.Form):
    """A target."""

    way = forms.RadioField("The value should be", choices=[("at_least", "At least"), ("at_most", "At most")])
    value = AmountField("Target", hint="In the unit of the indicator: 90 for 90%")
    near = AmountField("Nearly met from", required=False, hint="If you tell a near miss from a miss")
    start = forms.DateField("From which day?")
    end = forms.DateField("To which day?", required=False, hint="Leave it empty if it holds until somebody changes it")
    source = forms.TextField("Where does it stand?", max_length=300, hint="For example, the business plan, page 12")
    agreed_by = forms.TextField("Who agreed it?", max_length=200, hint="For example, the Executive")
    agreed_on = forms.DateField("When was it agreed?")


class ChangeTargetForm(TargetForm, forms.EditForm):
    """Another version of a target."""

    why = forms.TextAreaField("Why does it change?", rows=2)


class EndTargetForm(forms.EditForm):
    """The end of a target."""

    on = forms.DateField("What is its last day?")
    why = forms.TextAreaField("Why does it end?", rows=2)


class ShortfallForm(forms.Form):
    """A shortfall that is accepted for a time."""

    reason = forms.TextAreaField("Why is it accepted?", rows=3, hint="And what is done meanwhile")
    owner = forms.ChoiceField("Who owns it?", required_message="Select who owns it")
    accepted_by = forms.TextField("Who accepted it?", max_length=200, hint="For example, the Executive")
    start = forms.DateField("From which day?")
    end = forms.DateField("Until which day?", hint="After that day it is no longer accepted")

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, owner=people)


class EndShortfallForm(forms.EditForm):
    """Why a shortfall is no longer accepted."""

    why = forms.TextAreaField("Why?", rows=3)


class ContainmentForm(forms.Form):
    """What an indicator's count is a part of."""

    whole = forms.ChoiceField("It is a part of", required_message="Select an indicator")
    why = forms.TextAreaField("Is there something to know about it?", rows=2, required=False)

    def __init__(self, *args: Any, wholes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, whole=wholes)


class GroupPeopleForm(forms.Form):
    """How many people the groups of one breakdown have."""

    partnership = forms.ChoiceField("Partnership", required_message="Select a partnership")
    dimension = forms.RadioField("By", choices=[(each, cuts.DIMENSIONS[each]) for each in cuts.PROTECTED])
    year = forms.NumberField("Mid-year", max_value=2100, width=4, hint="A rate of 2017-18 stands on mid-2017")
    age_from = forms.NumberField("From age", max_value=150, width=3)
    age_to = forms.NumberField("To age", max_value=150, width=3)
    counts = forms.TextAreaField(
        "Groups",
        rows=8,
        hint="One a line, named as in the figures, such as Girls: 32,410. A group nobody knows is left out",
    )
    source = forms.TextField("Who published it?", max_length=200)
    vintage = forms.TextField("In which release?", max_length=60, hint="For example, June 2018")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, partnership=places)


class MendPeopleForm(forms.Form):
    """How many people one group has."""

    area = forms.ChoiceField("Council area", required=False, empty="All of the partnership")
    dimension = forms.RadioField("By", choices=[(each, cuts.DIMENSIONS[each]) for each in cuts.PROTECTED])
    value = forms.TextField("Group", max_length=120, hint="Named as in the figures, such as Girls")
    year = forms.NumberField("Mid-year", max_value=2100, width=4)
    count = forms.NumberField("People", width=10)
    age_from = forms.NumberField("From age", max_value=150, width=3)
    age_to = forms.NumberField("To age", max_value=150, width=3)
    source = forms.TextField("Who published it?", max_length=200)
    vintage = forms.TextField("In which release?", max_length=60)

    def __init__(self, *args: Any, areas: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, area=areas)


class CompleteForm(forms.Form):
    """Which parts make up the whole."""

    parts = forms.RadioField("Which breakdown makes up the whole of its period?")

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, parts=choices)


class BenchmarkForm(forms.Form):
    """What others published."""

    kind = forms.RadioField("Compared with", choices=list(KINDS.items()))
    place = forms.TextField("Name of the area", required=False, max_length=120, hint="For example, North West")
    start = forms.DateField("From", hint=_PERIOD_HINT)
    end = forms.DateField("To")
    value = forms.TextField("Value", max_length=20, width=10, hint="With its decimals, such as 43.3")
    source = forms.TextField("Who published it?", max_length=300)
    release = forms.TextField("In which release?", max_length=120, hint="For example, November 2017")


class FileForm(forms.Form):
    """A file of figures."""

    partnership = forms.ChoiceField("Partnership", required_message="Select a partnership")
    file = forms.FileField("Spreadsheet", limit_mb=5, accept=".xlsx,.csv", hint="An .xlsx or .csv file")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, partnership=places)
