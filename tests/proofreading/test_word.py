"""Corners of Word documents: changes that are tracked, content controls, notes, page headers, text boxes."""

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from goldenthread.proofreading import Heading, Paragraph, Table, proofread, read

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BASE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OTHER = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def part(tag, inner, attributes=""):
    return parse_xml(f"<w:{tag} {WORD} {attributes}>{inner}</w:{tag}>")


@pytest.fixture
def document():
    made = docx.Document()
    made.add_heading("Annual report 2023-24", 0)
    return made


@pytest.fixture
def blocks(tmp_path):
    def opened(document):
        document.save(tmp_path / "report.docx")
        return read(tmp_path / "report.docx")

    return opened


def test_what_is_inserted_is_read_and_what_is_deleted_or_moved_away_is_not(document, blocks):
    paragraph = document.add_paragraph("Of 52 schools, ")._p
    for each in (
        part("ins", "<w:r><w:t>31 (90%)</w:t></w:r>", 'w:id="1"'),
        part("del", "<w:r><w:delText>31 (60%)</w:delText></w:r>", 'w:id="2"'),
        part("moveFrom", "<w:r><w:t>40 (10%)</w:t></w:r>", 'w:id="3"'),
        part("r", "<w:t> replied.</w:t>"),
    ):
        paragraph.append(each)
    read_back = blocks(document)
    assert [each.text for each in read_back.prose()] == ["Of 52 schools, 31 (90%) replied."]
    assert [each.expected for each in proofread(read_back).reports] == ["59.6%"]


def test_a_cell_in_a_content_control_counts(document, blocks):
    table = document.add_table(rows=0, cols=2)
    for cells in (("Source", "Number"), ("Schools", "10"), ("Police", "20"), ("Health", "30"), ("Total", "60")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    row = table.rows[2]._tr
    cell, control = row.tc_lst[1], part("sdt", "<w:sdtContent/>")
    row.append(control)
    control[0].append(cell)
    read_back = blocks(document)
    [found] = read_back.tables()
    assert [cell.text for cell in found.rows[2]] == ["Police", "20"]
    assert proofread(read_back).reports == ()


def test_footnotes_and_page_headers_are_read_once_and_say_where_they_stand(document, blocks):
    document.sections[0].header.paragraphs[0].text = "Draft [insert date]"
    document.sections[0].footer.paragraphs[0].text = "3"
    notes = part(
        "footnotes",
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Of 40 people, 10 (50%) came.</w:t></w:r></w:p></w:footnote>',
    )
    package = document.part.package
    kept = Part(PackURI("/word/footnotes.xml"), f"{BASE}.footnotes+xml", etree.tostring(notes), package)
    document.part.relate_to(kept, f"{RELATION}/footnotes")
    read_back = blocks(document)
    assert {(each.where, each.text) for each in read_back.prose()} == {
        ("page header", "Draft [insert date]"),
        ("footnote", "Of 40 people, 10 (50%) came."),
    }
    assert {each.where for each in proofread(read_back).reports} == {"page header", "footnote"}


def test_a_text_box_is_read_after_its_paragraph_and_its_fallback_is_not(document, blocks):
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    paragraph = document.add_paragraph("Beside it")._p
    paragraph.append(
        part(
            "r",
            f'<mc:AlternateContent xmlns:mc="{OTHER}"><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>",
        )
    )
    document.add_paragraph("Below it")
    assert [each.text for each in blocks(document).prose()] == ["Beside it", "In the box", "Below it"]


def test_a_style_made_from_a_heading_is_a_heading(document, blocks):
    style = document.styles.add_style("Our heading", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Money", style="Our heading")
    outlined = document.add_paragraph("Training")._p
    outlined.get_or_add_pPr().append(part("outlineLvl", "", 'w:val="2"'))
    document.add_paragraph("Words")
    found = [each for each in blocks(document).blocks if not isinstance(each, Table)]
    assert [(type(each), getattr(each, "level", 0)) for each in found] == [
        (Heading, 1), (Heading, 2), (Heading, 3), (Paragraph, 0),
    ]  # fmt: skip
