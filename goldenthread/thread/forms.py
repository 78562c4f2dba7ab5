"""Forms: what can be told from the input alone. The operations know the rules."""

from goldenthread.thread.rules import impact, statuses, words
from goldenthread.ui import forms

SAFE = "Use safe words: no child's, parent's or worker's name."
ALL_READ = f"Everybody in the partnership can read it. {SAFE}"
_WHICH = "Words of its title, or its reference such as ACT-2026-004"
_LONG = 5000


class RecordField(forms.SearchedField):
    """One record of those the view offers, found by its title or its reference."""

    def __init__(self, label, **options):
        options.setdefault("hint", _WHICH)
        super().__init__(
            label, search=("title", "reference"), label_of=lambda row: f"{row.title} ({row.reference})", **options
        )


class FindingForm(forms.EditForm):
    """What was found."""

    partnership = forms.ChoiceField("Partnership", empty=None)
    source = RecordField("Where does it come from?")
    kind = forms.RadioField("What kind of finding is it?", choices=list(words.FINDINGS.items()), inline=True)
    text = forms.TextAreaField("What was found?", hint=SAFE, max_length=_LONG)
    why = forms.TextAreaField("Why does it matter to children?", required=False, max_length=_LONG, rows=3)
    themes = forms.TextField(
        "Themes",
        hint="Separate them by commas. A theme that comes back is shown as recurring.",
        required=False,
        max_length=500,
    )
    agencies = forms.CheckboxesField(
        "Which agencies does it concern?",
        hint="None, where it is about how they work together. What is named here is counted for each of them.",
        required=False,
    )
    school = forms.SearchedChoiceField("Or a school", required=False, empty="None")
    title = forms.TextField(
        "Title", hint=f"A line by which people will know it. Left empty, the first sentence stands in. {SAFE}",
        required=False, max_length=250,
    )  # fmt: skip

    def __init__(
        self, *args, changing=False, from_record=False, places=(), records=None, agencies=(), schools=(), **options
    ):
        super().__init__(*args, **options)
        self.fields["agencies"].choices = agencies
        self.fields["school"].choose_from(schools)
        for name in (["agencies"] if not agencies else []) + (["school"] if not schools else []):
            del self.fields[name]
        self.fields["source"].queryset = records
        self.fields["partnership"].choose_from(places)
        if len(places) < 2:
            del self.fields["partnership"]
        if changing or from_record:
            del self.fields["source"]
        if not changing:
            del self.fields["edition"]


class RecommendationForm(forms.EditForm):
    """What should change."""

    partnership = forms.ChoiceField("Partnership", empty=None)
    text = forms.TextAreaField(
        "What should change?", hint=f"One thing, and who does what. {ALL_READ}", max_length=_LONG
    )
    measure = forms.TextAreaField(
        "What will show that it changed?",
        hint="With a number, such as: 9 in 10 plans end with a meeting, in an audit of 20 cases.",
        required=False, max_length=_LONG, rows=3,
    )  # fmt: skip
    retest_on = forms.DateField("When will you test it again?", required=False)
    addressed_to = forms.CheckboxesField("Which agencies must answer?", required=False)
    reason = forms.TextField("Why does it rest on this finding?", required=False, max_length=500)
    owner_group = forms.ChoiceField("Which group oversees it?", required=False, empty="None in particular")
    title = forms.TextField("Title", hint="Left empty, the first sentence stands in.", required=False, max_length=250)

    def __init__(self, *args, places=(), agencies=(), groups=(), changing=False, finding=False, **options):
        super().__init__(*args, **options)
        self.fields["partnership"].choose_from(places)
        self.fields["addressed_to"].choices = agencies
        self.fields["owner_group"].choose_from(groups)
        unused = ["partnership", "addressed_to", "reason", "owner_group"] if changing else ["edition"]
        for name in unused if finding or changing else [*unused, "reason"]:
            del self.fields[name]


class RestOnForm(forms.Form):
    """Another finding that a recommendation rests on."""

    ground = RecordField("Which finding?")
    reason = forms.TextAreaField("Why does it rest on it?", required=False, rows=3, max_length=1000)

    def __init__(self, *args, records=None, **options):
        super().__init__(*args, **options)
        self.fields["ground"].queryset = records


class AskForm(forms.Form):
    """More agencies that must answer."""

    agencies = forms.CheckboxesField("Which agencies must answer?", required=False)
    school = forms.SearchedChoiceField("Or a school", required=False, empty="None")

    def __init__(self, *args, agencies=(), schools=(), **options):
        super().__init__(*args, **options)
        self.fields["agencies"].choices = agencies
        self.fields["school"].choose_from(schools)
        if not schools:
            del self.fields["school"]


class AnswerForm(forms.Form):
    """An agency's answer."""

    answer = forms.RadioField("What does the agency answer?", choices=list(words.ANSWERS.items()))
    reason = forms.TextAreaField(
        "Why?", hint="Needed unless it is accepted in full. Everybody in the partnership can read it.",
        required=False, max_length=_LONG,
    )  # fmt: skip


class WhyForm(forms.EditForm):
    """A reason for what is taken back or opened again."""

    why = forms.TextAreaField("Why?", max_length=2000, rows=3)
    due = forms.DateField("By when must it now be done?", required=False)

    def __init__(self, *args, with_due=False, editing=False, **options):
        super().__init__(*args, **options)
        if not with_due:
            del self.fields["due"]
        if not editing:
            del self.fields["edition"]


class ActionForm(forms.EditForm):
    """What is to be done."""

    partnership = forms.ChoiceField("Partnership", empty=None)
    title = forms.TextField(
        "What is to be done?", hint=f"In one line, beginning with a verb. {ALL_READ}", max_length=250
    )
    text = forms.TextAreaField("More about it", required=False, max_length=_LONG)
    demanding = RecordField("What asks for it?", required=False, empty="Nothing yet")
    reason = forms.TextField("Why does that ask for it?", required=False, max_length=500)
    owner_agency = forms.SearchedChoiceField("Which agency owns it?", required=False, empty="None yet")
    owner_group = forms.ChoiceField(
        "Which group oversees it?",
        hint="It judges what difference the action made.",
        required=False,
        empty="None yet",
    )
    due = forms.DateField("By when must it be done?", required=False)
    due_words = forms.TextField(
        "The date as it was said", hint="Such as: ongoing, or: website permitting.", required=False, max_length=200
    )
    administrative = forms.CheckboxField(
        "It is administrative", hint="Such as booking a room. It closes when it is complete, with no word of impact.",
        required=False,
    )  # fmt: skip

    def __init__(
        self, *args, places=(), agencies=(), groups=(), changing=False, demanded=False, records=None, **options
    ):
        super().__init__(*args, **options)
        self.fields["demanding"].queryset = records
        self.fields["partnership"].choose_from(places)
        self.fields["owner_agency"].choose_from(agencies)
        self.fields["owner_group"].choose_from(groups)
        opening = ["partnership", "demanding", "reason", "owner_agency", "owner_group", "due"]
        unused = opening if changing else ["edition"]
        for name in [*unused, "demanding"] if demanded and not changing else unused:
            del self.fields[name]


class DueForm(forms.EditForm):
    """Another date."""

    due = forms.DateField("By when must it be done?", hint="Leave it empty if there is no date.", required=False)
    due_words = forms.TextField("The date as it was said", required=False, max_length=200)
    why = forms.TextAreaField("Why does it change?", rows=3, max_length=1000)


class OwnerForm(forms.EditForm):
    """Other hands."""

    owner_agency = forms.SearchedChoiceField("Which agency owns it?", required=False, empty="None")
    owner_group = forms.ChoiceField("Which group oversees it?", required=False, empty="None")
    owner_person = forms.SearchedChoiceField("Who at the agency?", required=False, empty="Nobody in particular")
    note = forms.TextAreaField("Why?", required=False, rows=3, max_length=1000)

    def __init__(self, *args, agencies=(), groups=(), people=(), **options):
        super().__init__(*args, **options)
        for name, choices in (("owner_agency", agencies), ("owner_group", groups), ("owner_person", people)):
            self.fields[name].choose_from(choices)


class ColleagueForm(forms.Form):
    """A colleague's hands."""

    person = forms.SearchedChoiceField("Who has it in hand from now on?", required_message="Select a colleague")
    note = forms.TextAreaField("A note for them", required=False, rows=3, max_length=500)

    def __init__(self, *args, people=(), **options):
        super().__init__(*args, **options)
        self.fields["person"].choose_from(people)


class UpdateForm(forms.EditForm):
    """How it goes."""

    status = forms.RadioField(
        "How does it go?", hints={statuses.COMPLETE: "The difference it made is judged after that."}
    )
    note = forms.TextAreaField(
        "What is new?", hint=f"What was done, or what holds it up. {SAFE}", required=False, max_length=_LONG
    )
    on = forms.DateField("On which day?", hint="Leave it empty for today.", required=False)
    judge_on = forms.DateField(
        "If it is complete: when can the difference be judged?",
        hint="It goes on the overseeing group's list.",
        required=False,
    )

    def __init__(self, *args, status, administrative=False, **options):
        super().__init__(*args, **options)
        can = [each for each in statuses.REPORTED if each == status or statuses.can_move(status, each)]
        self.fields["status"].choices = [
            (each, "Complete" if each == statuses.COMPLETE else statuses.WORDS[each]) for each in can
        ]
        if administrative:
            del self.fields["judge_on"]


class ManyForm(forms.Form):
    """The same said of many."""

    actions = forms.CheckboxesField("Which actions?", required_message="Select at least one action")
    status = forms.RadioField("How do they go?")
    note = forms.TextAreaField("What is new?", required=False, max_length=_LONG, rows=3)
    on = forms.DateField("On which day?", hint="Leave it empty for today.", required=False)

    def __init__(self, *args, actions=(), hints=None, **options):
        super().__init__(*args, **options)
        self.fields["actions"].choices = actions
        self.fields["actions"].hints = hints or {}
        self.fields["status"].choices = [
            (each, "Complete" if each == statuses.COMPLETE else statuses.WORDS[each]) for each in statuses.REPORTED
        ]


class ShortfallForm(forms.EditForm):
    """Falling short, accepted for now."""

    owner = forms.SearchedChoiceField("Who answers for it?", required_message="Select who answers for it")
    reason = forms.TextAreaField("Why is it accepted for now?", rows=3, max_length=2000)
    until = forms.DateField("Until when?", hint="On that day it is on the due list again.")

    def __init__(self, *args, people=(), **options):
        super().__init__(*args, **options)
        self.fields["owner"].choose_from(people)


class EndForm(forms.EditForm):
    """Ending it otherwise than by closing it."""

    into = RecordField("Which action?")
    reason = forms.TextAreaField("Why?", rows=3, max_length=2000)
    approver = forms.SearchedChoiceField("Who approved it?", required_message="Select who approved it")

    def __init__(self, *args, people=(), into="no", records=None, **options):
        super().__init__(*args, **options)
        self.fields["into"].queryset = records
        self.fields["approver"].choose_from(people)
        if into == "no":
            del self.fields["into"]
        elif into == "may":
            self.fields["into"].required = False


class EvidenceForm(forms.Form):
    """What shows the difference."""

    record = forms.TextField(
        "Which record shows it?",
        hint=f"An audit, a figure, an evaluation, what children said. {_WHICH}",
        required=False,
    )
    words = forms.TextAreaField("What does it show?", hint=SAFE, required=False, max_length=_LONG)

    def __init__(self, *args, records=None, **options):
        super().__init__(*args, **options)
        self.fields["record"].queryset = records


class JudgeForm(forms.Form):
    """What difference it made."""

    judgement = forms.RadioField(
        "Did it make a difference for children?", choices=list(impact.WORDS.items()), hints=impact.MEANINGS,
        required_message="Select what difference it made",
    )  # fmt: skip
    words = forms.TextAreaField("What do you judge it by?", hint=SAFE, max_length=_LONG)
    person = forms.SearchedChoiceField("Who judged it?", required=False)
    on = forms.DateField("On which day?", hint="Leave it empty for today.", required=False)
    again_on = forms.DateField("When should it be looked at again?", required=False)

    def __init__(self, *args, people=(), group="", **options):
        super().__init__(*args, **options)
        self.fields["person"].empty = f"The group: {group}" if group else "The group that oversees it"
        self.fields["person"].choose_from(people)


class CloseForm(forms.EditForm):
    """Closing."""

    next = forms.TextAreaField("What happens next?", required=False, rows=3, max_length=2000)
    on = forms.DateField("On which day?", hint="Leave it empty for today.", required=False)


class DemandForm(forms.Form):
    """Something else that asks for it."""

    record = RecordField("What asks for it?")
    reason = forms.TextField("Why does it ask for it?", required=False, max_length=500)

    def __init__(self, *args, records=None, **options):
        super().__init__(*args, **options)
        self.fields["record"].queryset = records


class ThemeForm(forms.EditForm):
    """A theme's name and meaning."""

    name = forms.TextField("Name", max_length=120)
    meaning = forms.TextAreaField("What belongs to it?", required=False, rows=3, max_length=1000)
