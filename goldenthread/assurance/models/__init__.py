"""The tables of the area."""

from goldenthread.assurance.models.answer import Answer, AnswerPart
from goldenthread.assurance.models.enquiry import Enquiry
from goldenthread.assurance.models.point import Point

__all__ = ["Answer", "AnswerPart", "Enquiry", "Point"]
