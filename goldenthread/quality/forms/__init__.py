"""Forms of the area: what can be told from the input alone. The operations know the rules."""

from goldenthread.quality.forms.banks import (
    AdoptForm,
    BankForm,
    ChangeEditionForm,
    ChangeQuestionForm,
    ChangeStandardForm,
    EditionForm,
    EndorseForm,
    FrameworkForm,
    ImportForm,
    PlaceForm,
    QuestionForm,
    StandardForm,
    VersionForm,
    WeightField,
    WeightsForm,
)
from goldenthread.quality.forms.scales import ChangeNumbersForm, ChangeScaleForm, ScaleForm, start_of

__all__ = [
    "AdoptForm",
    "BankForm",
    "ChangeEditionForm",
    "ChangeNumbersForm",
    "ChangeQuestionForm",
    "ChangeScaleForm",
    "ChangeStandardForm",
    "EditionForm",
    "EndorseForm",
    "FrameworkForm",
    "ImportForm",
    "PlaceForm",
    "QuestionForm",
    "ScaleForm",
    "StandardForm",
    "VersionForm",
    "WeightField",
    "WeightsForm",
    "start_of",
]
