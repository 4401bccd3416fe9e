"""Basis, sections, content areas, recipients and signature of a plan's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.importers.body import read_body

BASIS = ["Căn cứ Kế hoạch số 184/KH-UBND ngày 07/12/2021 và Nghị quyết 06-NQ/TU;", "Căn cứ Quyết định số 01/2023/QĐ-UBND",
         "ngày 11/01/2023.", "Sở xây dựng Kế hoạch như sau:"]
AREAS = ["II. NỘI DUNG TUYÊN TRUYỀN", "Tập trung vào:", "a) Văn bản mới.", "Phần sau của a.", "d) Chỉ số.", "đ) Một cửa"]


def test_the_basis_names_its_documents_and_the_sentence_after_it_is_the_intro():
    body = read_body([*BASIS, "I. MỤC TIÊU", "1. Mục tiêu", "Nâng cao nhận thức."])
    assert body.basis == [
        (BASIS[0], ("184/KH-UBND", "06-NQ/TU")),
        ("Căn cứ Quyết định số 01/2023/QĐ-UBND ngày 11/01/2023.", ("01/2023/QĐ-UBND",)),
    ]
    assert body.intro == BASIS[3]


def test_areas_are_the_lettered_items_of_the_content_d_and_dd_apart():
    body = read_body(AREAS)
    assert body.areas == [("a", "Văn bản mới.\nPhần sau của a."), ("d", "Chỉ số."), ("đ", "Một cửa")]
    content = body.sections["content"]
    assert (content.section, content.heading, content.intro, content.items) == (AREAS[0], "", "Tập trung vào:", [])


def test_headings_open_sections_and_numbered_duties_do_not():
    body = read_body([
        "I. MỤC TIÊU, YÊU CẦU", "1. Mục tiêu", "a) Một", "2. Yêu cầu", "Hai", "III. TỔ CHỨC THỰC HIỆN",
        "1. Văn phòng Sở chủ trì.", f"2. Kinh phí do Văn phòng lập{', công khai' * 10}.", "Các phòng phối hợp./.",
    ])
    sections = body.sections
    assert list(sections) == ["goals", "requirements", "responsibilities"]
    assert (sections["goals"].section, sections["goals"].heading) == ("I. MỤC TIÊU, YÊU CẦU", "1. Mục tiêu")
    assert sections["requirements"].intro == "Hai"
    assert [label for label, _ in sections["responsibilities"].items] == ["1", "2"]
    assert sections["responsibilities"].closing == "Các phòng phối hợp./."


def test_recipients_and_signature_stand_after_the_text():
    body = read_body(["I. MỤC TIÊU", "x", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
                      "Nguyễn Văn A"])
    assert (body.recipients_heading, body.recipients) == ("Nơi nhận:", ["UBND tỉnh;", "Lưu: VT."])
    assert body.signature == {"authority": "KT. GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": "Nguyễn Văn A"}


@pytest.mark.parametrize(("lines", "signature"), [
    (["GIÁM ĐỐC", "(Đã ký)", "Nguyễn Văn A"], {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}),
    (["GIÁM ĐỐC", "Đã ký ngày 19/01/2024", "Nguyễn Văn A"], {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}),
    (["GIÁM ĐỐC", "(Đã ký)"], {}), (["Giám đốc", "Nguyễn Văn A"], {}), ([], {}),
])
def test_a_signature_that_is_not_read_keeps_its_lines(lines, signature):
    body = read_body(["I. MỤC TIÊU", "x", "Nơi nhận:", "- UBND tỉnh;", *lines])
    assert (body.signature, body.closing) == (signature, [] if signature else lines)


def test_a_plan_without_such_text_gives_nothing():
    body = read_body(["Công văn", "Kính gửi"])
    assert (body.basis, body.areas, body.sections, body.signature) == ([], [], {}, {})


@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from([*BASIS, *AREAS, "Nơi nhận:", "- a", "1. b"])), max_size=15))
def test_any_lines_are_read(lines):
    body = read_body(lines)
    assert all(letter in "abcdđeghiklm" for letter, _ in body.areas)
