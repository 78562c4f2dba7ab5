from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.audit import rules

FIELDS = ["event", "at", "actor", "actor_name", "through", "request", "address", "record", "partnership"]
words = st.text(max_size=20)
details = st.dictionaries(
    words, st.one_of(words, st.integers(), st.none(), st.booleans(), st.lists(words, max_size=2)), max_size=3
)
rows = st.lists(st.tuples(st.fixed_dictionaries(dict.fromkeys(FIELDS, words)), details), min_size=1, max_size=8)


def chain(contents):
    before, links = rules.FIRST, []
    for number, (fields, more) in enumerate(contents, start=1):
        row = {"number": number, **fields, "details": more}
        seal = rules.seal(before, row)
        links.append(rules.Link(row, before, seal))
        before = seal
    return links


@given(rows)
def test_a_chain_that_nobody_touched_is_whole(contents):
    found = rules.walk(chain(contents))
    assert (found.broken_at, found.rows) == (None, len(contents))


@given(rows, st.data())
def test_any_change_of_any_field_of_any_row_is_found_there(contents, data):
    links = chain(contents)
    place = data.draw(st.integers(0, len(links) - 1))
    field = data.draw(st.sampled_from([*FIELDS, "details"]))
    other = data.draw((details if field == "details" else words).filter(lambda new: new != links[place].row[field]))
    links[place] = replace(links[place], row={**links[place].row, field: other})
    assert rules.walk(links).broken_at == place + 1


@given(rows, st.data())
def test_a_row_that_is_changed_and_sealed_anew_breaks_the_next_one(contents, data):
    links = chain(contents)
    place = data.draw(st.integers(0, len(links) - 1))
    row = {**links[place].row, "actor_name": links[place].row["actor_name"] + "x"}
    links[place] = rules.Link(row, links[place].before, rules.seal(links[place].before, row))
    broken = rules.walk(links, checkpoint=(len(contents), chain(contents)[-1].seal)).broken_at
    assert broken == (place + 2 if place + 1 < len(links) else place + 1)


@given(rows, st.data())
def test_a_row_taken_out_put_in_or_moved_is_found(contents, data):
    links = chain(contents)
    place = data.draw(st.integers(0, len(links) - 1))
    without = links[:place] + links[place + 1 :]
    assert rules.walk(without, checkpoint=(len(links), links[-1].seal)).broken_at == place + 1
    twice = links[: place + 1] + links[place:]
    assert rules.walk(twice).broken_at == place + 2


def test_true_and_one_are_not_the_same_words():
    row = {"number": 1, "details": {"x": True}}
    assert rules.seal(rules.FIRST, row) != rules.seal(rules.FIRST, {**row, "details": {"x": 1}})
