"""The report as Word, as Excel and as a paragraph: all say the figures of one view."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from cchc.coverage_rules import Gap
from cchc.coverage_words import STARTER
from cchc.reports.docx_annex import MOST_LINKS
from cchc.reports.paragraph import report_paragraph
from cchc.reports.report_docx import render_report
from cchc.reports.report_xlsx import render_workbook
from cchc.reports.view import ReportView
from sites import office as sample
from unit.reports.test_report_view import OFFICE, report
from unit.reports.test_sources import across
from word_file import W, WordFile


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def view(content: Path) -> ReportView:
    return report(content)


@pytest.fixture(scope="module")
def word(view: ReportView) -> WordFile:
    return WordFile(render_report(view))


def test_the_same_view_gives_the_same_files(view: ReportView, word: WordFile) -> None:
    assert hashlib.sha256(render_report(view)).digest() == hashlib.sha256(word.data).digest()
    assert render_workbook(view) == render_workbook(view)


def test_headings_are_the_five_of_a_report_in_their_order(word: WordFile) -> None:
    headings = [line for line in word.lines if line[:3].strip(". ") in {"I", "II", "III", "IV", "V"} and line.isupper()]
    assert headings == [
        "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", "II. KẾT QUẢ THỰC HIỆN", "III. ĐÁNH GIÁ CHUNG",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ III NĂM 2024", "V. KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_figures_of_every_heading_are_filled_in(word: WordFile) -> None:
    text = word.text
    assert (
        "Trong quý II năm 2024, Sở Khoa học và Công nghệ có 10 sản phẩm tuyên truyền cải cách hành chính, trong đó 09 "
        "sản phẩm thực hiện nhiệm vụ của Kế hoạch và 01 sản phẩm ngoài kế hoạch. Theo thể loại: 04 tin; 02 bài viết; "
        "01 tin, bài (không ghi rõ loại); 01 phóng sự; 01 quyết định; 01 công văn. Sử dụng 05 kênh: Cổng thông tin"
    ) in text
    assert "Tổng số ghi nhận: 120 lượt người tham gia, 1.500 lượt tiếp cận, tổng thời lượng 12,5 phút." in text
    assert "Trong quý II năm 2024, Sở Khoa học và Công nghệ có 02 văn bản chỉ đạo, triển khai được ghi nhận:" in text
    assert "Lũy kế từ đầu Kế hoạch đến ngày 30/06/2024: 14 sản phẩm." in text
    assert "Có 02 văn bản: 01 quyết định, 01 công văn." in text
    assert "Có 01 sản phẩm: 01 tin; cụ thể: 02 cuộc, 120 lượt người tham gia." in text
    assert "Hội nghị phổ biến pháp luật (dữ liệu thử) (12/04/2024, tại Hội trường, 120 lượt người)." in text
    assert "Theo kênh: Facebook: 01; Zalo: 01." in text
    assert "Quyết định số 12/QĐ-SKHCN ngày 18/04/2024: Quyết định thử" in text


def test_what_is_late_and_why_is_told(word: WordFile) -> None:
    assert "Đến ngày 30/06/2024 còn 01 nhiệm vụ chưa đạt yêu cầu của Kế hoạch:" in word.text
    assert "lâu chưa có sản phẩm mới; sản phẩm gần nhất ngày 20/03/2024, cách ngày chốt số liệu 102 ngày" in word.text
    assert "- Nhiệm vụ 4, ngày 12/06/2024: Dời hội nghị sang tháng 7 (Thanh tra Sở; 12/TTr)." in word.text
    assert "Nội dung tuyên truyền chưa có sản phẩm trong kỳ: e (" in word.text


def test_the_officers_own_words_are_marked_in_every_part(word: WordFile) -> None:
    asked = [text for text in word.blanks if text.startswith("[Cán bộ soạn thảo bổ sung: ")]
    assert len(asked) == 6
    assert "số ……/KH-SKHCN" in word.blanks


def test_the_report_ends_as_documents_end_and_the_annex_follows(word: WordFile) -> None:
    closing = next(line for line in word.lines if line.startswith("Trên đây là báo cáo kết quả"))
    assert closing.endswith("./.")
    assert "(Kèm theo Báo cáo số ……/…… ngày …… tháng …… năm 2024 của Sở thử)" in word.lines
    rows = [["".join(t.text or "" for t in place.iter(f"{W}t")) for place in row.iter(f"{W}tc")]
            for row in list(word.body.iter(f"{W}tbl"))[-1].iter(f"{W}tr")]
    assert rows[0] == [
        "Stt", "Nhiệm vụ", "Sản phẩm theo Kế hoạch", "Cơ quan chủ trì", "Thời gian thực hiện", "Kết quả",
        "Tài liệu kiểm chứng", "Đánh giá",
    ]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 8)]
    assert {row[-1] for row in rows[1:]} <= {"Đang thực hiện", "Không phát sinh", "Chưa thực hiện", "Chưa đến thời gian"}


def test_links_are_absolute(word: WordFile) -> None:
    addresses = [address for _, address in word.links]
    assert len(addresses) > 10
    assert all(address.startswith(("https://example.vn/cchc/", "https://example.org/")) for address in addresses)


def test_many_products_of_a_task_are_cut_short_with_a_link_to_its_page(view: ReportView) -> None:
    first = view.tasks[0]
    many = replace(first, evidence=first.evidence * 4, count=len(first.evidence) * 4)
    file = WordFile(render_report(replace(view, tasks=(many, *view.tasks[1:]))))
    assert many.count - MOST_LINKS == 2
    assert ("02 sản phẩm khác (xem trang của nhiệm vụ)", many.url) in file.links
    assert "và 02 sản phẩm khác (xem trang của nhiệm vụ)" in file.lines


def test_starter_data_is_marked_in_every_form(view: ReportView) -> None:
    marked = replace(view, is_starter=True)
    assert f"({STARTER})" in WordFile(render_report(marked)).blanks
    assert STARTER in report_paragraph(marked)
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(marked)))
    assert any(STARTER in str(cell.value) for row in book["Tổng hợp"].iter_rows() for cell in row)
    assert STARTER not in report_paragraph(view)


def test_a_plan_with_a_number_needs_no_blank_for_it(view: ReportView) -> None:
    file = WordFile(render_report(replace(view, plan_number="05/KH-SKHCN", plan_number_blank="")))
    assert "năm 2024 của Sở Khoa học và Công nghệ (số 05/KH-SKHCN), Sở thử báo cáo" in file.text
    assert not any("KH-SKHCN" in text for text in file.blanks)


def test_a_report_for_nothing_is_whole_and_says_so(content: Path) -> None:
    empty = report(content, "2024-11-01:2024-11-30", "2024-12-31")
    file = WordFile(render_report(empty))
    assert "Trong kỳ chưa ghi nhận sản phẩm tuyên truyền nào" in file.text
    assert file.text.count("ghi nhận") == 1
    assert "Trong kỳ không có sản phẩm." not in file.text
    assert "Lũy kế từ đầu Kế hoạch đến ngày 30/11/2024: 16 sản phẩm." in file.lines
    assert not any(line.startswith("Bảng ") for line in file.lines)
    assert [line for line in file.lines if line.startswith("Phụ lục")] == ["Phụ lục"]
    assert "V. KIẾN NGHỊ, ĐỀ XUẤT" in file.lines
    assert "Trong kỳ chưa ghi nhận" in report_paragraph(empty)
    assert openpyxl.load_workbook(io.BytesIO(render_workbook(empty)))["Sản phẩm"].max_row >= 1


def test_the_paragraph_is_one_or_two_plain_paragraphs(view: ReportView) -> None:
    first, second = report_paragraph(view).split("\n\n")
    assert "Theo hình thức: văn bản 02; trên Cổng thông tin điện tử 06; trên báo, đài 01 (tổng thời lượng 12,5 phút);" in first
    assert "hội nghị, tập huấn, cuộc thi 01 (02 cuộc, 120 lượt người tham gia)" in first
    assert second.startswith("Tính đến ngày 30/06/2024, đúng tiến độ hoặc hoàn thành 4/6 nhiệm vụ (66,7%), không tính 01")
    assert "Các nhiệm vụ đến hạn trong quý III năm 2024: 1, 2, 3, 4." in second
    assert "Còn 01 nhiệm vụ chưa đạt yêu cầu. Nhiệm vụ 7: lâu chưa có sản phẩm mới" in second
    assert "[" not in first + second


def test_the_workbook_has_the_same_figures_with_dates_as_dates_and_links(view: ReportView) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(view)))
    assert book.sheetnames == ["Tổng hợp", "Nhiệm vụ", "Sản phẩm", "Thể loại", "Kênh", "Đơn vị"]
    products = book["Sản phẩm"]
    assert products.freeze_panes == "A2"
    assert products.auto_filter.ref is not None
    rows = list(products.iter_rows(min_row=2))
    assert len(rows) == view.figures.outputs
    assert rows[0][0].value == datetime.combine(date(2024, 4, 1), time())
    assert rows[0][2].hyperlink.target == f"{OFFICE.base_url}bai-viet/2024/dau-quy/"
    assert [cell.value for cell in list(book["Thể loại"].iter_rows())[-1]] == ["Tổng số", None, 10, 14]
    total = next(row for row in book["Tổng hợp"].iter_rows() if str(row[0].value).startswith("Tổng số ("))
    assert [cell.value for cell in total][1:] == [10, None, 120, 1500, 12.5]


def notes(view: ReportView) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(view)))
    return [str(row[0].value) for row in book["Tổng hợp"].iter_rows()]


def test_planned_and_other_outputs_make_the_total_in_every_form(view: ReportView) -> None:
    parts = "trong đó 09 sản phẩm thực hiện nhiệm vụ của Kế hoạch và 01 sản phẩm ngoài kế hoạch"
    assert parts in report_paragraph(view)
    assert f"Tổng số 10 sản phẩm, {parts}." in notes(view)
    plain = replace(view, planned=10, unplanned=0)
    assert "trong đó" not in WordFile(render_report(plain)).text
    assert "cải cách hành chính, trong đó 10 sản phẩm ngoài kế hoạch." in report_paragraph(replace(view, planned=0, unplanned=10))


def test_channels_without_planned_outputs_are_told_apart(view: ReportView) -> None:
    fewer = replace(view, planned_channels=4)
    said = "Sử dụng 05 kênh, trong đó 04 kênh có sản phẩm thực hiện nhiệm vụ của Kế hoạch."
    assert said in WordFile(render_report(fewer)).text
    assert said in report_paragraph(fewer)
    assert said in notes(fewer)
    assert "Sử dụng 05 kênh." in notes(view)


def test_headings_that_count_an_output_twice_say_so_in_every_form(view: ReportView) -> None:
    said = "nên số liệu theo hình thức không cộng thành tổng số."
    assert view.is_overlapping
    lines = WordFile(render_report(view)).lines
    note = next(place for place, line in enumerate(lines) if line.endswith(said))
    assert lines[note + 1] == "6. Tổng hợp số liệu"
    assert said in report_paragraph(view)
    assert any(line.endswith(said) for line in notes(view))
    apart = replace(view, documents=view.documents[1:])
    assert not apart.is_overlapping
    assert said not in report_paragraph(apart)


def test_silence_is_a_warning_before_the_plan_ends(view: ReportView) -> None:
    gaps = (Gap(start=date(2024, 1, 1), end=date(2024, 4, 8), days=98),)
    plain = [replace(task, gaps=()) for task in view.tasks]
    silent = replace(view, tasks=(replace(plain[0], gaps=gaps, every_days=90), *plain[1:]))
    said = (
        "đã có khoảng trống 98 ngày (01/01/2024 – 08/04/2024), vượt quy ước 90 ngày; khi Kế hoạch kết thúc sẽ được đánh "
        "giá là chưa duy trì thường xuyên."
    )
    assert f"- Nhiệm vụ 1 {said}" in WordFile(render_report(silent)).lines
    assert f"Lưu ý: nhiệm vụ 1 {said}" in report_paragraph(silent)
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(silent)))
    assert [cell.value for cell in book["Nhiệm vụ"][2]][-1] == f"Đ{said[1:]}"
    assert "Lưu ý" not in report_paragraph(replace(view, tasks=tuple(plain)))


def test_a_report_over_two_plans_says_whose_outputs_it_counts() -> None:
    view = across()
    text = WordFile(render_report(view)).text
    assert (
        "có 03 sản phẩm tuyên truyền cải cách hành chính, trong đó 02 sản phẩm thực hiện nhiệm vụ của Kế hoạch và 01 sản "
        "phẩm ngày 31/12/2024 thuộc Kế hoạch năm 2024."
    ) in text
    assert "đến ngày 14/02/2025: 02 sản phẩm (không tính sản phẩm của kế hoạch khác)." in text
    assert "Lũy kế: chỉ sản phẩm của Kế hoạch này từ ngày 01/01/2025 đến ngày 14/02/2025." in text
    assert "Nội dung tuyên truyền của Kế hoạch này chưa có sản phẩm trong kỳ: đ (" in text
    assert "01 sản phẩm thuộc Kế hoạch năm 2024 có nội dung không trùng" in text
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(view)))
    assert [row[6].value for row in book["Sản phẩm"].iter_rows(min_row=2)] == ["2 (Kế hoạch năm 2024)", "1", "3"]
    assert ["Trong đó thuộc kế hoạch khác", 1] in [
        [cell.value for cell in row][:2] for row in book["Tổng hợp"].iter_rows()
    ]


def test_meetings_keep_their_number_whatever_the_kind_of_their_rows(tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "kinds")
    log = folder / "so-theo-doi/2024.csv"
    rows = "".join(
        f"{day}/04/2024,Hội nghị {day} (dữ liệu thử),{kind},4,,Thanh tra Sở,hội nghị,,2,,,,,\n"
        for day, kind in ((22, "Báo cáo"), (23, "Kế hoạch"), (24, "tin-bai"))
    )
    log.write_text(log.read_text(encoding="utf-8") + rows, encoding="utf-8")
    view = report(folder)
    assert "Có 04 sản phẩm: " in WordFile(render_report(view)).text
    assert "cụ thể: 08 cuộc, 120 lượt người tham gia." in WordFile(render_report(view)).text


def test_days_given_are_named_once(content: Path) -> None:
    text = WordFile(render_report(report(content, "2024-04-01:2024-06-30"))).text
    assert "báo cáo kết quả từ ngày 01/04/2024 đến ngày 30/06/2024 (số liệu tính đến ngày 30/06/2024) như sau:" in text
    assert "Từ ngày 01/04/2024 đến ngày 30/06/2024, Sở Khoa học và Công nghệ có 10 sản phẩm" in text
    assert "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI" in text
