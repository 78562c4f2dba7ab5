"""Forms: what can be told from the input alone. The operations know the rules."""

from goldenthread.ui import forms


class SectionForm(forms.EditForm):
    """The text of a section."""

    heading = forms.TextField("Heading", max_length=200)
    text = forms.TextAreaField(
        "Text", required=False, hint="Markdown. Put a figure, table, chart or thread in by its name: [[finance.income]]"
    )
    plain = forms.TextAreaField("For young people", required=False, hint="A few short sentences in your own words")
