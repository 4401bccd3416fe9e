"""Word files as a reader sees them: text, merged cells, automatic numbers; and files that cannot be read."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cchc.errors import DamagedFileError
from cchc.importers.docx_file import Paragraph, read_docx
from cchc.importers.docx_text import block_text, one_line, paragraph_text, reflow, tidy
from plan_docx import saved

W = nsdecls("w")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(("inner", "expected"), [
    (run("Kế ") + run("hoạch"), "Kế hoạch"),
    (f"<w:ins>{run('thêm')}</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>", "thêm"),
    (f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo>", "mới"),
    (f"<w:del>{run('bớt')}</w:del>{run('giữ')}", "giữ"),
    (f"<w:hyperlink>{run('liên kết')}</w:hyperlink>", "liên kết"),
    (f"<w:sdt><w:sdtContent>{run('ô nhập')}</w:sdtContent></w:sdt>", "ô nhập"),
    (f"<w:smartTag>{run('thẻ')}</w:smartTag><w:fldSimple>{run('12')}</w:fldSimple>", "thẻ12"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b\nc"),
    ("<w:r><w:t>184/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", "184/KH-UBND"),
    ("<w:r><w:t>Kế</w:t><w:softHyphen/><w:t> hoạch</w:t></w:r>", "Kế hoạch"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>" + run("hiện"), "hiện"),
    ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>', "hiện"),
    ("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>" + run("7"), "7"),
])
def test_a_paragraph_s_text_is_what_a_reader_sees(inner, expected):
    node = parse_xml(f"<w:p {W}>{inner}</w:p>")
    assert paragraph_text(node, lambda _: "") == expected


def test_of_two_ways_to_say_one_thing_the_first_is_read():
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    node = parse_xml(f"<w:p {W} {compatible}><w:r><mc:AlternateContent><mc:Choice Requires='x'>{run('một')}</mc:Choice>"
                     f"<mc:Fallback>{run('hai')}</mc:Fallback></mc:AlternateContent></w:r></w:p>")
    assert paragraph_text(node, lambda _: "") == "một"


def test_paragraphs_are_lines_and_a_deleted_paragraph_mark_joins_two():
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("Văn ") + "</w:p>"
    node = parse_xml(f"<w:tc {W}>{joined}<w:p>{run('phòng')}</w:p><w:p>{run('Sở')}</w:p></w:tc>")
    assert block_text(node, lambda _: "") == "Văn phòng\nSở"


def test_nested_tables_are_read_in_their_place():
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('trong')}</w:p></w:tc></w:tr></w:tbl>"
    node = parse_xml(f"<w:tc {W}><w:p>{run('trước')}</w:p>{inner}<w:p>{run('sau')}</w:p></w:tc>")
    assert block_text(node, lambda _: "") == "trước\ntrong\nsau"


def test_hidden_and_odd_characters_are_tamed():
    assert tidy("Ke\u0302\u0301\u00a0ho\u00adach\u200b\u2011\x85\uf0b7x") == "Kế hoach-  x"


def test_a_number_cut_at_a_line_s_end_is_joined_and_a_phrase_is_not():
    assert one_line("số 184/KH-\nUBND  ngày") == "số 184/KH-UBND ngày"
    assert one_line("kinh tế -\nxã hội") == "kinh tế - xã hội"


def test_lines_that_only_wrap_are_joined_lists_and_sentences_are_not():
    assert reflow("Tuyên truyền\nvăn bản.\nPhổ biến\n- một\n- hai\nvà ba\n\na) bốn") == (
        "Tuyên truyền văn bản.\nPhổ biến\n- một\n- hai và ba\na) bốn"
    )


def write(tmp_path, data, name="ke-hoach.docx"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def table_of(tmp_path, document):
    return next(block for block in read_docx(write(tmp_path, saved(document))) if not isinstance(block, Paragraph))


def test_merged_cells_are_one_cell_in_several_places(tmp_path):
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ngang"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "dọc"
    rows = table_of(tmp_path, document).rows
    assert [[cell.text for cell in row] for row in rows] == [["ngang", "ngang", "2"], ["3", "4", "dọc"], ["6", "7", "dọc"]]
    assert rows[0][0] is rows[0][1]
    assert rows[1][2] is rows[2][2]


def test_rows_and_cells_in_content_controls_count_and_deleted_rows_do_not(tmp_path):
    document = Document()
    table = document.add_table(rows=3, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    body = table._tbl
    control = parse_xml(f"<w:sdt {W}><w:sdtContent/></w:sdt>")
    last = table.rows[2]._tr
    body.remove(last)
    control[0].append(last)
    body.append(control)
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='1' w:author='x'/>"))
    assert [[cell.text for cell in row] for row in table_of(tmp_path, document).rows] == [["0", "1"], ["4", "5"]]


def test_rows_may_start_late_and_spans_are_bounded(tmp_path):
    document = Document()
    table = document.add_table(rows=2, cols=2)
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f"<w:gridBefore {W} w:val='1'/>"))
    table.rows[1]._tr.tc_lst[0].get_or_add_tcPr().append(parse_xml(f"<w:gridSpan {W} w:val='99999'/>"))
    rows = table_of(tmp_path, document).rows
    assert rows[1][0] is None
    assert len(rows[0]) == len(rows[1]) == 64


def numbered(document, entries):
    """Paragraphs of (list, level) with a list of "%1." decimals and "%2)" letters, and a bullet list."""
    part = document.part.numbering_part.element
    levels = ('<w:lvl w:ilvl="0"><w:numFmt w:val="{}"/><w:lvlText w:val="%1."/></w:lvl>'
              '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>')
    for abstract, form in ((50, "decimal"), (51, "bullet"), (52, "upperRoman")):
        part.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{abstract}">{levels.format(form)}</w:abstractNum>'))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
    for number, abstract, more in ((90, 50, ""), (91, 51, ""), (92, 52, ""), (93, 50, restart)):
        part.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'))
    for number, level in entries:
        paragraph = document.add_paragraph("x")._p
        paragraph.get_or_add_pPr().append(parse_xml(
            f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))


def test_automatic_numbers_and_bullets_are_part_of_the_text(tmp_path):
    document = Document()
    numbered(document, [(90, 0), (90, 1), (90, 1), (90, 0), (90, 1), (91, 0), (92, 0), (92, 0), (93, 0), (93, 0), (99, 0)])
    shown = [block.text for block in read_docx(write(tmp_path, saved(document)))]
    assert shown == ["1. x", "1.a) x", "1.b) x", "2. x", "2.a) x", "- x", "I. x", "II. x", "9. x", "10. x", "x"]


def test_a_style_s_numbering_counts_too(tmp_path):
    document = Document()
    numbered(document, [])
    style = document.styles["Quote"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="92"/></w:numPr>'))
    document.add_paragraph("x", style="Quote")
    document.add_paragraph("y", style="Intense Quote")
    assert [block.text for block in read_docx(write(tmp_path, saved(document)))] == ["I. x", "y"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(("name", "data", "words"), [
    ("khoa.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
    ("cu.doc", OLE, "Word đời cũ"),
    ("doi-ten.docx", OLE, "Word đời cũ"),
    ("ban.pdf", b"%PDF-1.7\n", "là tệp PDF"),
    ("doi-ten.docx", b"%PDF-1.7\n", "là tệp PDF"),
    ("mo.odt", b"PK\x03\x04", "là tệp OpenDocument"),
    ("doi-ten.docx", b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
    ("bang.xlsx", b"PK\x03\x04", "không phải tệp .docx"),
    ("hong.docx", b"PK\x03\x04 hong", "bị hỏng"),
    ("rong.docx", b"", "bị hỏng"),
])
def test_a_file_of_another_kind_is_refused_in_one_sentence(tmp_path, name, data, words):
    with pytest.raises(DamagedFileError, match=words) as caught:
        read_docx(write(tmp_path, data, name))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "khong-co.docx", tmp_path):
        with pytest.raises(DamagedFileError, match="Không có tệp"):
            read_docx(path)


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


@pytest.mark.parametrize(("data", "words"), [
    (zipped(word__document_xml=b"<w:document"), "bị hỏng"),
    (zipped(xl__workbook_xml=b"<x/>"), "không phải tệp Word"),
    (zipped(word__document_xml=b"0" * 41_000_000), "quá lớn"),
])
def test_a_damaged_file_or_a_zip_bomb_is_refused(tmp_path, data, words):
    with pytest.raises(DamagedFileError, match=words):
        read_docx(write(tmp_path, data))


def test_a_part_that_is_not_xml_is_refused(tmp_path):
    good = saved(Document())
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"\xff\xfe khong" if name == "word/document.xml" else source.read(name))
    with pytest.raises(DamagedFileError, match="bị hỏng"):
        read_docx(write(tmp_path, stream.getvalue()))
