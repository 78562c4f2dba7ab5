"""The tables of the area. Only this area imports them."""

from goldenthread.quality.models.bank import Bank, Edition, Question, Standard
from goldenthread.quality.models.framework import Framework, FrameworkVersion
from goldenthread.quality.models.scale import Scale, ScaleValue

__all__ = ["Bank", "Edition", "Framework", "FrameworkVersion", "Question", "Scale", "ScaleValue", "Standard"]
