"""Every change to question banks, scales and frameworks. Each is one transaction, checks who may, and writes the trail."""

from goldenthread.quality.operations.adopting import adopt, start_bank
from goldenthread.quality.operations.building import (
    add_question,
    add_standard,
    change_question,
    change_standard,
    remove_question,
    remove_standard,
)
from goldenthread.quality.operations.editions import change_edition, publish, retire, start_edition
from goldenthread.quality.operations.frameworks import add_framework, add_version, endorse
from goldenthread.quality.operations.importing import take_in
from goldenthread.quality.operations.ordering import move_question, move_standard, place_question, place_standard
from goldenthread.quality.operations.scales import add_scale, change_scale, remove_scale
from goldenthread.quality.operations.weighing import set_weights

__all__ = [
    "add_framework",
    "add_question",
    "add_scale",
    "add_standard",
    "add_version",
    "adopt",
    "change_edition",
    "change_question",
    "change_scale",
    "change_standard",
    "endorse",
    "move_question",
    "move_standard",
    "place_question",
    "place_standard",
    "publish",
    "remove_question",
    "remove_scale",
    "remove_standard",
    "retire",
    "set_weights",
    "start_bank",
    "start_edition",
    "take_in",
]
