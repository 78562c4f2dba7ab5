"""The tables of the area."""

from goldenthread.assurance.models.answer import Answer, AnswerPaper, AnswerPart
from goldenthread.assurance.models.enquiry import Enquiry
from goldenthread.assurance.models.exception import ExceptionRaised
from goldenthread.assurance.models.point import Point
from goldenthread.assurance.models.signal import Look, Raised, WorkedOut

__all__ = ["Answer", "AnswerPaper", "AnswerPart", "Enquiry", "ExceptionRaised", "Look", "Point", "Raised", "WorkedOut"]
