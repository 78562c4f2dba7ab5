"""From figures to what they say: has anything really changed, is the target within reach, for whom is it worse.

Plain Python between `statistics`, which knows numbers, and `ui.charts`, which draws. Nothing here asks a database.
"""

from goldenthread.evidence.judging.pictures import picture, sign
from goldenthread.evidence.judging.series import Aim, Entry, Judged, Settings, judge
from goldenthread.evidence.judging.words import assurance_words, method, reading, told, variation_words, why

__all__ = [
    "Aim",
    "Entry",
    "Judged",
    "Settings",
    "assurance_words",
    "judge",
    "method",
    "picture",
    "reading",
    "sign",
    "told",
    "variation_words",
    "why",
]
