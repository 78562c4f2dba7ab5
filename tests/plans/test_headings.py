"""Plans whose lists stand under pillars, recommendations, outcomes and numbers."""

import pytest

from goldenthread.plans.reading.kept import words_of
from tests.plans.test_reading import read
from tests.plans.test_reading_whole import everything

PILLARS = """# Delivery plan 2026/27

## Our vision
Children are safe.

## Pillar one: Early help
Lead: Council and Health

### What success looks like
- Families wait less

### Actions
| Action | Lead | Due |
|---|---|---|
| Open hubs | Council | May 2027 |

## Pillar two: Exploitation
Lead: Police

### Actions
- Map hotspots (Police, June 2027)
"""
RECOMMENDED = """IMPROVEMENT PLAN

Recommendation 1: The partnership should review its threshold document
 - Review the document (Lead: Policy group; by 31 May 2027)

Recommendation 2: Partners should audit strategy meetings
 - Audit 20 meetings (Quality group, Sept 2027)
"""
UNDER_OUTCOMES = """## Priority 1 – Neglect (Health)

### Outcome 1.1: It is seen early
1. Train staff
   - nurses
2. Audit cases – Owner: QA group – Due: 1/4/27
"""
SHAPE = {"lead", "pillar", "one", "two", "recommendation", "outcome", "owner", "due", "by", "and", "priority"}
BARS = """1. NEGLECT
   1.1 Train staff | Health | March 2027

2. MISSING
   2.1 Speak to children | Police | Q1 2026-27
"""


@pytest.mark.parametrize(
    ("text", "priorities", "actions"),
    [
        (
            PILLARS,
            [("1", "Early help", ["Council", "Health"]), ("2", "Exploitation", ["Police"])],
            [("Open hubs", ["Council"], "May 2027", []), ("Map hotspots", ["Police"], "June 2027", [])],
        ),
        (
            RECOMMENDED,
            [
                ("1", "The partnership should review its threshold document", []),
                ("2", "Partners should audit strategy meetings", []),
            ],
            [
                ("Review the document", ["Policy group"], "31 May 2027", []),
                ("Audit 20 meetings", ["Quality group"], "Sept 2027", []),
            ],
        ),
        (
            UNDER_OUTCOMES,
            [("1", "Neglect", ["Health"])],
            [("Train staff", [], "", ["nurses"]), ("Audit cases", ["QA group"], "1/4/27", [])],
        ),
        (
            BARS,
            [("1", "NEGLECT", []), ("2", "MISSING", [])],
            [("Train staff", ["Health"], "March 2027", []), ("Speak to children", ["Police"], "Q1 2026-27", [])],
        ),
    ],
)
def test_other_ways_of_heading_a_list_are_read(text, priorities, actions):
    reading = read(text)
    assert [(one.number, one.title, one.leads) for one in reading.priorities] == priorities
    assert [(a.text, a.owners, a.due_text, [b.text for b in a.actions]) for a in reading.actions()] == actions
    assert words_of(text) <= everything(reading) | SHAPE
