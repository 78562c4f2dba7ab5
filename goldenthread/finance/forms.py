"""Forms: what can be told from the input alone. The operations know the rules."""

from typing import Any

from goldenthread.finance import rules
from goldenthread.ui import forms


def _choose(form: Any, **choices: list[tuple[str, str]]) -> None:
    for name, given in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choose_from(given)
        else:
            field.choices = given


class YearForm(forms.Form):
    """A new year of accounts."""

    partnership = forms.ChoiceField("Partnership", required_message="Select a partnership")
    start = forms.DateField("First day", hint="For example, 1 4 2026")
    end = forms.DateField("Last day", hint="For example, 31 3 2027")
    copy_from = forms.ChoiceField(
        "Copy the lines of an earlier year",
        required=False,
        empty="Begin with an empty year",
        hint="They become this year's budget. Contributions stand as “to be confirmed” at the same amount.",
    )
    opening = forms.MoneyField(
        "General reserve on the first day", required=False, hint="Only for the first year. Later ones are worked out."
    )
    opening_source = forms.TextField("Where is that known from?", required=False, max_length=500)

    def __init__(self, *args: Any, places: list[tuple[str, str]], earlier: list[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        _choose(self, partnership=places, copy_from=earlier)


class KeeperForm(forms.EditForm):
    """Who keeps the books."""

    keeper = forms.ChoiceField("Which agency keeps the books?", required=False, empty="Not said")
    note = forms.TextAreaField("A note for readers of the accounts", required=False)

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, keeper=agencies)


class _Sharing(forms.EditForm):
    detail = forms.TextField("Detail", required=False, max_length=500, hint="Posts, hours, what it is for")
    fund = forms.ChoiceField("Fund", required=False, empty="General reserve")
    forecast = forms.MoneyField(
        "Expected by the end of the year", required=False, hint="Leave empty while it is as budgeted"
    )
    ours = forms.NumberField("Our parts", min_value=1, max_value=1000, hint="1 of 1 when it is all ours")
    of = forms.NumberField("All parts", min_value=1, max_value=1000)
    shared_with = forms.TextField("Shared with which board?", required=False)

    def __init__(self, *args: Any, funds: list[tuple[str, str]], agencies: list[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        _choose(self, fund=funds)
        if "agency" in self.fields:
            _choose(self, agency=agencies)


class ContributionForm(_Sharing):
    """What a partner gives for the year."""

    agency = forms.ChoiceField("Agency", required=False, empty="Several, known together only")
    heading = forms.TextField("Name on the line", required=False, hint="Leave empty to use the agency's name")
    state = forms.RadioField("State", choices=list(rules.STATES.items()))
    budget = forms.MoneyField("Amount for the year", required=False, hint="The whole amount, also when boards share it")

    field_order = ["agency", "heading", "state", "budget"]


class MoneyLineForm(_Sharing):
    """Other income, or expenditure."""

    heading = forms.TextField("What is it for?")
    budget = forms.MoneyField("Budget for the year", hint="The whole amount, also when boards share it")

    field_order = ["heading", "budget"]


class EntryForm(forms.Form):
    """What was received or paid."""

    on = forms.DateField("Day")
    amount = forms.MoneyField("Amount", hint="The whole amount, also when boards share it")
    words = forms.TextField("What was it?", max_length=500, hint="The invoice, the receipt or the account it stands in")


class WhyForm(forms.Form):
    """A reason."""

    why = forms.TextAreaField("Why?", rows=3, max_length=500)


class SignOffForm(forms.EditForm):
    """Nothing but the edition that was read."""


class ReopenForm(forms.EditForm):
    """A reason to open a year again."""

    why = forms.TextAreaField("Why is it opened again?", rows=3, max_length=500)


class ConfirmForm(forms.EditForm):
    """What an agency will contribute."""

    budget = forms.MoneyField("Amount for the year", hint="Enter 0 if your agency contributes no money")


class AskForm(forms.Form):
    """Until when agencies are asked to confirm."""

    due = forms.DateField("By which day?")


class FundForm(forms.EditForm):
    """A fund."""

    name = forms.TextField("Name of the fund")
    purpose = forms.TextAreaField("What may the money be spent on?", rows=3)
    opening = forms.MoneyField("Balance on its first day")
    opening_on = forms.DateField("First day", hint="The first day of a year of accounts")
    opening_source = forms.TextField("Where is the balance known from?", max_length=500)


class InKindForm(forms.EditForm):
    """What an agency gives that is not money."""

    agency = forms.ChoiceField("Agency", required=False, empty="Several agencies")
    words = forms.TextField("What was given?", max_length=500, hint="Trainers, rooms, staff time")
    quantity = forms.NumberField("How much?", required=False)
    unit = forms.TextField("Counted in", required=False, max_length=50, hint="Days, hours, sessions", width=10)
    value = forms.MoneyField("What is it worth?", required=False, hint="Only where somebody has worked it out")
    value_source = forms.TextField("How was that worked out?", required=False, max_length=500)

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, agency=agencies)


class PrintedForm(forms.Form):
    """A total as it was printed somewhere."""

    what = forms.ChoiceField("Which total?", choices=list(rules.TOTALS.items()))
    amount = forms.MoneyField("Amount as printed", min_value=None, hint="Write an overspend with a minus")
    where = forms.TextField("Where is it printed?", max_length=300, hint="The document and the page")
    explained = forms.TextAreaField("If it differs, why?", required=False, rows=3)


class PromiseForm(forms.Form):
    """A promise to hold contributions level."""

    start = forms.DateField("From")
    end = forms.DateField("Until")
    words = forms.TextField("What was promised, and where is it written?", max_length=500)


class QuestionForm(forms.Form):
    """What must be decided."""

    words = forms.TextField("What must be decided?", max_length=500)
    group = forms.ChoiceField("Which group decides?", required=False, empty="Not said")
    due = forms.DateField("By which day?", required=False)

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, group=groups)


class DecisionForm(forms.EditForm):
    """What was decided."""

    decision = forms.TextAreaField("What was decided?")
    on = forms.DateField("On which day?")


class FileForm(forms.Form):
    """A file of accounts."""

    file = forms.FileField("Spreadsheet", limit_mb=5, accept=".xlsx,.csv", hint="An .xlsx or .csv file")


class MendForm(forms.Form):
    """What a line of a file meant."""

    kind = forms.RadioField("Kind", choices=list(rules.KINDS.items()))
    heading = forms.TextField("Line", required=False, hint="Leave empty to use the agency's name")
    agency = forms.ChoiceField("Agency", required=False, empty="None")
    state = forms.ChoiceField(
        "State of a contribution", required=False, empty="Not a contribution", choices=list(rules.STATES.items())
    )
    budget = forms.MoneyField(
        "Budget for the year", required=False, hint="Leave empty to keep the budget of a line that is there"
    )
    fund = forms.ChoiceField("Fund", required=False, empty="General reserve")
    amount = forms.MoneyField("Received or paid", required=False, hint="Leave empty when nothing moved")
    on = forms.DateField("On which day?", required=False)
    words = forms.TextField("What was it?", required=False, max_length=500)

    def __init__(self, *args: Any, funds: list[tuple[str, str]], agencies: list[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        _choose(self, fund=funds, agency=agencies)
