"""Reading published files: old and new columns, every symbol, every encoding, and a message for each faulty line."""

import gzip

import pytest

from goldenthread.benchmarks import catalogue
from goldenthread.benchmarks.reading import files, lines
from goldenthread.benchmarks.reading.found import silent
from goldenthread.benchmarks.reading.placing import gazetteer
from goldenthread.evidence import library
from goldenthread.foundation.errors import RuleBroken
from tests.factories import benchmarks
from tests.factories.benchmarks import LAIT, MEASURES, NEIGHBOURS, PLANS

PLACES = gazetteer((row["code"], row["ons"], row["earlier"]) for row in catalogue.places())
HEADS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,"
    "region_code,region_name,old_la_code,new_la_code,la_name"
)
OLD = "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv"
NEW = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"


def read(name, data=None, meta=None):
    if name == LAIT and meta is None:
        meta = benchmarks.content(MEASURES)
    return files.read(data if data is not None else benchmarks.content(name), name, meta, PLACES, silent)


def sheet(found, code, year):
    return next(each for each in found.drafts if each.measure.code == code and each.period.end.year == year)


def local(columns, *rows, level="Local authority", code="896", when="2024,Reporting year"):
    told = f"{when},{level},E92000001,England,E12000002,North West,{code},,Example"
    return "\n".join([f"{HEADS},{columns}", *(f"{told},{row}" for row in rows), ""]).encode()


@pytest.mark.parametrize(("name", "year", "text"), [(OLD, 2024, "16.5|385|2332"), (NEW, 2025, "15.8|410|2599")])
def test_columns_that_were_renamed_hold_the_same_measure(name, year, text):
    assert sheet(read(name), "re_referrals", year).cells["895"] == text


def test_columns_are_found_by_name_wherever_they_stand():
    rows = [line.split(",") for line in benchmarks.content(NEW).decode().splitlines()]
    turned = "\n".join(",".join(reversed(row)) for row in rows).encode()
    assert sheet(read(NEW, turned), "re_referrals", 2025).cells == sheet(read(NEW), "re_referrals", 2025).cells


def test_what_a_release_left_out_is_told():
    found = read(
        PLANS, benchmarks.content(PLANS).replace(b"CPP_At31_rate", b"cpp_31_rate").replace(b"CPP_At31,", b"cpp_31,")
    )
    assert (
        "No column holds “Children with a child protection plan at 31 March, rate”: it was renamed or left out."
        in found.report.notes
    )
    assert sheet(found, "d1.cpp-31", 2024).cells["896"] == "313"
    assert found.report.columns["cpp_31"] == "kept as it is"


def test_every_column_is_kept_also_those_that_mean_nothing_to_us():
    found = read(PLANS)
    codes = {each.measure.code for each in found.drafts}
    assert {"cpp_rate", "cpp", "cpp_start_rate", "d1.cpp-child-start"} <= codes
    assert sheet(found, "d1.cpp-child-start", 2024).measure.name == "Child Protection Plans: CPP child start"
    assert found.report.columns["category"] == "a breakdown"
    assert found.report.columns["CPP_At31"] == "one of our measures"


def test_a_breakdown_is_a_measure_for_each_of_its_values_and_ours_is_picked_by_it():
    found = read("cla_number_and_rate_per_10k_children.csv")
    assert sheet(found, "cla_rate", 2025).cells["970"] == "67|81770|12183016"
    assert sheet(found, "cla_start_rate", 2025).cells["896"].count("|") == 2
    assert not [each for each in found.drafts if each.measure.code.startswith("cla.children-count")]


def test_a_sum_with_a_hidden_part_is_hidden():
    columns = "Assessments_completed,Same_day,1-10_days,11-20_days,21-30_days,31-40_days,41-45_days"
    name = "c2_children_in_need_assessments_duration.csv"
    assert sheet(read(name, local(columns, "100,1,2,3,4,5,6")), "assess_45wd", 2024).cells == {"896": "|21|100"}
    assert sheet(read(name, local(columns, "100,1,2,c,4,5,6")), "assess_45wd", 2024).cells == {"896": "|c|100"}


def test_every_symbol_is_counted_and_an_unknown_one_names_its_lines():
    found = read("d1_child_protection.csv", local("CPP_At31", "c", "z", "x", ":", "k", "low", "u", "-", "~", "~"))
    assert dict(found.report.symbols) == {"c": 1, "z": 1, "x": 1, ":": 1, "k": 1, "low": 1, "u": 1, "-": 1, "~": 2}
    assert found.report.messages["“~” is neither a number nor a symbol we know. It is kept as it stands."] == [10, 11]


def test_lines_that_cannot_be_used_are_told_and_the_others_are_kept():
    short = b"2024,Reporting year,National\n"
    good = local("CPP_At31", "5")
    found = read(
        "d1_child_protection.csv",
        good
        + short
        + local("CPP_At31", "6", code="111").split(b"\n")[1]
        + b"\n"
        + local("CPP_At31", "6", level="Ward").split(b"\n")[1]
        + b"\n"
        + local("CPP_At31", "6", when="24,Week 3").split(b"\n")[1]
        + b"\n"
        + local("CPP_At31", "7").split(b"\n")[1],
    )
    assert sheet(found, "cpp", 2024).cells == {"896": "5"}
    assert dict(found.report.places) == {"Example (111)": 1}
    told = list(found.report.messages.items())
    assert told[:4] == [
        ("The line has fewer cells than there are columns.", [3]),
        ("Example (111) is no place we know.", [4]),
        ("The level “Ward” is neither England, a region nor a local authority.", [5]),
        ("“24” (Week 3) names no year.", [6]),
    ]
    assert told[4][0].endswith("is there twice for one place and period. The first is kept.")
    assert told[4][1] == [7]


def test_the_companion_says_which_columns_are_figures_and_what_they_are_called():
    meta = b"\xef\xbb\xbfcol_name,col_type,label,indicator_unit,indicator_dp\n"
    meta += b"band,Filter,Band,,\nseen,Indicator,Children seen,%,2\n"
    found = read("unheard_2024.csv", local("band,seen", "1,50.25", "2,x"), meta)
    assert {each.measure.name for each in found.drafts} == {"Children seen, 1", "Children seen, 2"}
    first = found.drafts[0].measure
    assert (first.code, first.kind, first.per, first.decimals) == ("unheard-2024.seen.1", "percent", 100, 2)
    with pytest.raises(RuleBroken, match="col_name"):
        read("unheard_2024.csv", local("band,seen", "1,2"), b"a,b\n")


@pytest.mark.parametrize("data", ["\ufeff", ""])
def test_a_byte_order_mark_is_no_part_of_a_name(data):
    assert read("d1_child_protection.csv", data.encode() + local("CPP_At31", "5")).drafts


def test_a_file_of_another_encoding_is_read_and_says_so():
    data = local("CPP_At31", "5").replace(b"Example", b"Caf\xe9 \x96 council")
    found = read("d1_child_protection.csv", data)
    assert found.drafts
    assert found.report.notes[0] == "The file is not in UTF-8. It was read as Windows text (code page 1252)."


def test_every_measure_of_the_panel_is_read_under_our_code_where_there_is_one():
    found = read(LAIT)
    names = {each.measure.code: each.measure.name for each in found.drafts}
    assert set(names) == {
        "cpp_rate",
        "cpp_2y_open",
        "lait.hcp-phof",
        "lait.rta",
        "lait.hosp-adm-alc-under-18yrs",
        "lait.cinpermexclusion",
    }
    assert names["lait.hcp-phof"] == "Proportion of children aged 2-2½yrs offered ASQ-3"
    assert sheet(found, "cpp_rate", 2024).cells["896"] == "44"
    assert sheet(found, "lait.rta", 2022).period.months == 36
    assert found.report.symbols["-"] > 0


def test_the_panel_prints_doubles_and_is_read_as_what_they_are():
    data = gzip.decompress(benchmarks.content(LAIT)).replace(b'"44"', b'"81.099999999999994"')
    assert sheet(read(LAIT, data), "cpp_rate", 2024).cells["896"] == "81.1"


def test_the_panel_needs_its_list_of_measures():
    with pytest.raises(RuleBroken, match=r"measures\.csv"):
        files.read(benchmarks.content(LAIT), LAIT, None, PLACES)
    with pytest.raises(RuleBroken, match="no column"):
        read(LAIT, meta=b"a,b\n")


def test_a_line_of_the_panel_without_a_measure_or_a_place_is_told():
    head = b"measure_short,measure,years,area,value,la_number,region\n"
    found = read(
        LAIT,
        head + b"Odd,,2024,X,1,896,NA\nCPP_rate,,2024,Nowhere,1,111,NA\nCPP_rate,,2024\nCPP_rate,,2024,W,?,896,NA\n",
    )
    assert list(found.report.messages) == [
        "The measure Odd is not in measures.csv.",
        "Nowhere (111) is no place we know.",
        "The line has fewer cells than there are columns.",
        "“?” is neither a number nor a symbol we know. It is kept as it stands.",
    ]


def test_neighbours_are_read_by_model_with_their_rank():
    found = read(NEIGHBOURS)
    assert len(found.pairs) == 40
    assert (found.pairs[0].model, found.pairs[0].rank) == ("2021", 1)


def test_a_faulty_line_of_neighbours_is_told():
    data = (
        b"model,old_la_code,la_name,rank,neighbour_old_la_code,closeness\n"
        b"2025,896,W,1,895,very close\n2025,896,W,1,877,\n2025,896,W,2,896,\n2025,896,W,x,877,\n2025,111,W,1,877,\n,896,W,3,877,\n"
        b"2025,942,W,1,-,-\n2025,896\n"
    )
    found = read(NEIGHBOURS, data)
    assert [(each.neighbour, each.closeness) for each in found.pairs] == [("895", "Very close")]
    assert len(found.report.messages) == 6


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"one\n", b"a,a\n", b"\x1f\x8bnot gzip"])
def test_what_is_no_csv_is_refused_with_what_to_do(data):
    with pytest.raises(RuleBroken):
        lines.opened(data)


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(lines, "MOST_UNPACKED", 1000)
    with pytest.raises(RuleBroken, match="Unpacked"):
        lines.opened(gzip.compress(b"a,b\n" * 1000))
    monkeypatch.setattr(lines, "MOST_BYTES", 10)
    with pytest.raises(RuleBroken, match="larger"):
        lines.opened(b"a,b\n" * 10)


def test_words_that_were_encoded_twice_are_mended():
    assert lines.mended("2-2Â½  yrs") == "2-2½ yrs"
    assert lines.mended("Ãbc") == "Ãbc"


def test_every_measure_of_the_data_file_is_well_formed():
    datasets = {each.code for each in catalogue.datasets()}
    for measure in catalogue.measures().values():
        assert measure.kind in ("rate", "percent", "count", "number")
        assert measure.polarity in ("high", "low", "")
        assert {each.dataset for each in measure.sources} <= datasets
        assert measure.sources or measure.lait
    assert {each.release for each in catalogue.datasets()} <= set(catalogue.publications())


def test_weeks_and_terms_are_no_years():
    found = read("d1_child_protection.csv", local("CPP_At31", "5", when="2024,Week 3"))
    assert found.drafts == []
    assert found.report.messages == {"“2024” (Week 3) names no year.": [2]}


def test_parts_that_cannot_be_right_are_told_and_left_aside():
    columns = "CPP_start,CPP_subsequent,CPP_subsequent_percent"
    found = read("d3_cpps_2024.csv", local(columns, "10,11,110"))
    assert sheet(found, "cpp_repeat", 2024).cells == {"896": "110"}
    assert "the numerator is larger than the denominator" in next(iter(found.report.messages))
    assert "below 0" in next(iter(read("d3_cpps_2024.csv", local(columns, "10,-1,10")).report.messages))


def test_a_column_of_names_makes_no_thousand_measures():
    rows = [f"child {number},1" for number in range(1001)]
    with pytest.raises(RuleBroken, match="more than 1,000 combinations"):
        read("odd_2024.csv", local("name,seen", *rows))


def test_a_cell_too_long_for_any_figure_names_its_line():
    with pytest.raises(RuleBroken, match="Line 2 cannot be read"):
        read("d1_child_protection.csv", local("CPP_At31", "1" * 140_000))


def test_names_without_a_latin_letter_are_told_apart():
    found = read("odd_2024.csv", local("α,β", "1,2"))
    assert len({each.measure.code for each in found.drafts}) == 2


def test_a_formula_is_no_figure():
    found = read(
        "d1_child_protection.csv", local("CPP_At31", "5", "=1+1").replace(b"896,,Example,=1", b"895,,Example,=1")
    )
    assert sheet(found, "cpp", 2024).cells == {"896": "5", "895": "=1+1"}
    assert found.report.faulty


def test_short_lines_of_companions_are_passed_over():
    meta = b"col_name,col_type,label\nseen\nmore,Indicator,More\n"
    assert {each.measure.name for each in read("odd_2024.csv", local("more,seen", "1,2"), meta).drafts} == {
        "More",
        "Seen",
    }
    panel = benchmarks.content(MEASURES) + b"Odd,Short\n"
    assert read(LAIT, meta=panel).drafts


def test_what_stands_beside_an_indicator_is_in_its_unit():
    kinds = {
        "percent": ("percent", 100),
        "per_10000": ("rate", 10_000),
        "per_1000": ("rate", 1_000),
        "average": ("number", 1),
    }
    for code, measure in catalogue.measures().items():
        starter = library.starters().get(code)
        if starter is not None:
            factor = str(getattr(starter.details, "factor", "") or "")
            assert (measure.kind, measure.per) == kinds.get(factor, ("count", 1)), code
