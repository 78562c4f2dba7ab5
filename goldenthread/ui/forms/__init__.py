"""Forms: one base class and the fields, each with a label, a hint and errors in plain words.

    class AgencyForm(EditForm):
        name = TextField("What is the agency called?", required_message="Enter the agency's name", max_length=120)
        joined = DateField("When did it join?", required=False)

    form = AgencyForm(request.POST or None)
    if form.is_valid():
        try:
            operations.change_agency(by=viewer, at=clock.now(), **form.cleaned_data)
        except RuleBroken as broken:
            form.add_rule_broken(broken)

In a template ``{{ form }}`` prints all fields and ``{{ form.name.as_field_group() }}`` one.
"""

from goldenthread.ui.forms.base import EditForm, Form
from goldenthread.ui.forms.dates import DateField
from goldenthread.ui.forms.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    EmailField,
    FileField,
    HiddenField,
    ModelChoiceField,
    MoneyField,
    NumberField,
    PasswordField,
    RadioField,
    TextAreaField,
    TextField,
    YesNoField,
)
from goldenthread.ui.forms.renderer import GovukRenderer
from goldenthread.ui.forms.searched import SearchedChoiceField, SearchedField

__all__ = [
    "CheckboxField",
    "CheckboxesField",
    "ChoiceField",
    "DateField",
    "EditForm",
    "EmailField",
    "FileField",
    "Form",
    "GovukRenderer",
    "HiddenField",
    "ModelChoiceField",
    "MoneyField",
    "NumberField",
    "PasswordField",
    "RadioField",
    "SearchedChoiceField",
    "SearchedField",
    "TextAreaField",
    "TextField",
    "YesNoField",
]
