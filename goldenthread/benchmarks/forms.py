"""Forms: what can be told from the input alone. The operations know the rules."""

from goldenthread.benchmarks.reading.lines import MOST_BYTES
from goldenthread.ui import forms

_TAKEN = "Leave it empty to take it from the file"


class FileForm(forms.Form):
    """A published file, and what the file itself does not tell."""

    file = forms.FileField(
        "Published file",
        limit_mb=MOST_BYTES // 2**20,
        accept=".csv,.gz",
        hint="A data file of Explore Education Statistics, the panel of the Local Authority Interactive Tool, or a list of "
        "statistical neighbours; CSV, packed with gzip or not",
    )
    meta = forms.FileField(
        "Its companion",
        required=False,
        accept=".csv",
        hint="The file that says what the columns are: ….meta.csv, or measures.csv of the interactive tool",
    )
    name = forms.TextField("Release", required=False, max_length=60, hint=f"For example, 2025. {_TAKEN}")
    published_on = forms.DateField("Published on", required=False)
    title = forms.TextField(
        "Publication", required=False, max_length=200, hint=f"For example, Children in need. {_TAKEN}"
    )
    publisher = forms.TextField("Publisher", required=False, max_length=120, hint=_TAKEN)


class DescribeForm(forms.Form):
    """When a release was published, and which populations it stands on."""

    published_on = forms.DateField("Published on", required=False)
    population = forms.TextField(
        "Populations",
        required=False,
        max_length=120,
        hint="The estimates its rates stand on, such as mid-2012 to mid-2023",
    )


class ModelForm(forms.Form):
    """From which day a model of neighbours serves."""

    from_on = forms.DateField("It serves from", required_message="Give the day from which it serves")


class RemoveForm(forms.Form):
    """Why a file is taken out."""

    why = forms.TextAreaField(
        "Why is it taken out?", rows=3, max_length=500, required_message="Say why it is taken out"
    )
