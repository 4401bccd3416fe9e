"""A new output log as an .xlsx: drop-downs from the plan, days as days, and how to fill it in.

The same plan gives the same bytes. What it writes is read back by `output_log`; an empty one has no rows.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cchc.log_rows import COLUMNS, NUMBERS, REQUIRED
from cchc.output_log import SHEET_NAME
from cchc.plan import Plan
from cchc.spreadsheet import cell_name
from cchc.text import format_date

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LISTS_NAME = "Danh mục"
GUIDE_NAME = "Hướng dẫn"
_LAST_ROW = 1_048_575  # of a sheet, from 0: rules hold for the whole column
_FIRST_DAY = date(1945, 9, 2)  # no document of a Vietnamese office is older
_FILTERED_ROWS = 2_000
_FONT = {"font_name": "Times New Roman", "font_size": 12}
_CELL = {**_FONT, "valign": "top", "text_wrap": True}
_TITLE = {**_FONT, "bold": True, "font_size": 14}
_HEADER = {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#DDEBF7"}
_BORDERED = {**_CELL, "border": 1}
# Text columns are kept as typed: Excel would make a number of 3,4, a day of 3/4, a formula of what begins with =
_AS_TYPED = frozenset({"title", "tasks", "areas", "evidence", "place", "note", "number"})
_DAYS = frozenset({"date", "document_date"})
_WIDTHS: Mapping[str, int] = {
    "date": 12, "title": 36, "kind": 13, "tasks": 8, "areas": 8, "unit": 20, "channels": 20, "evidence": 26,
    "quantity": 7, "people": 7, "reach": 8, "minutes": 9, "place": 14, "note": 16,
    "number": 14, "document_date": 12,
}
_MOST_MESSAGE = 255  # characters Excel shows beside a cell
_SEVERAL = (
    "Nhiều giá trị thì ngăn bằng dấu chấm phẩy, ví dụ {example}. Danh sách chỉ chọn được một; gõ nhiều giá trị thì "
    "Excel hỏi lại, chọn Có (Yes)."
)
_RULES = (
    (
        "Mỗi dòng của trang “Sổ theo dõi” là một sản phẩm tuyên truyền không phải bài viết của chuyên mục: tin, bài "
        "đã đăng ở nơi khác, phát thanh, truyền hình, mạng xã hội, hội nghị, tập huấn, văn bản … Bài viết của chuyên "
        "mục đã được tính, không ghi lại vào đây."
    ),
    "Không đổi tên cột. Không ghi dòng tổng, dòng tên nhóm; không gộp ô.",
    (
        "Ngày phải nằm trong thời gian của kế hoạch. Máy để định dạng ngày kiểu Mỹ (tháng trước ngày) thì xem lại ô "
        "sau khi gõ: 05/06 phải là ngày 05 tháng 6."
    ),
    (
        "Cột Nhiệm vụ để trống thì sản phẩm được liệt kê là ngoài kế hoạch. Cột Nội dung để trống thì lấy theo nhiệm "
        "vụ."
    ),
    (
        "Cột Nhiệm vụ, Nội dung, Kênh ghi được nhiều giá trị, ngăn bằng dấu chấm phẩy (;). Không dùng dấu phẩy hay "
        "gạch chéo: Excel sẽ đổi thành số lẻ hoặc thành ngày."
    ),
    "Dán từ sổ cũ thì chọn Dán giá trị (Paste Special → Values) để giữ định dạng và danh sách chọn.",
    (
        "Ghi xong thì lưu tệp, giữ tên <năm>.xlsx trong thư mục so-theo-doi/ của nội dung, rồi chạy inv check: lỗi ở "
        "đâu sẽ nêu đúng ô đó."
    ),
)
_HOW: Mapping[str, str] = {
    "date": "ngày/tháng/năm, ngày đăng, phát hoặc tổ chức",
    "title": "tên đúng như đã đăng, đã phát",
    "kind": "chọn một trong danh sách",
    "tasks": "số nhiệm vụ của kế hoạch; tên nhiệm vụ xem ở trang “Danh mục”",
    "areas": "chữ thường; d và đ là hai nội dung khác nhau",
    "unit": "đơn vị làm ra sản phẩm, chọn một trong danh sách",
    "channels": "nơi đăng, phát",
    "evidence": "địa chỉ http(s) của tin, bài, hoặc tệp đã chép vào tep/",
    "quantity": "số, ví dụ số tờ rơi, số cuộc; dòng vẫn là một sản phẩm",
    "people": "số người dự",
    "reach": "số lượt xem, lượt nghe",
    "minutes": "số phút, không ghi giờ:phút",
    "place": "nơi tổ chức",
    "note": "điều cần nói thêm",
    "number": "chỉ khi sản phẩm là văn bản: số, ký hiệu đúng như văn bản",
    "document_date": "ngày ban hành văn bản, ngày/tháng/năm",
}


@dataclass(frozen=True, slots=True)
class _List:
    """Values of a drop-down on the second sheet, with what stands beside each; `several` may be typed in one cell."""

    column: str
    values: tuple[str, ...]
    beside: tuple[str, ...] = ()
    several: bool = False

    @property
    def example(self) -> str:
        """Two values as typed in one cell."""
        sign = ";" if all(len(value) < 4 for value in self.values[:2]) else "; "
        return sign.join(self.values[:2])


def draft_log(plan: Plan) -> bytes:
    """Make the workbook of an empty log for `plan`."""
    from xlsxwriter import Workbook  # only this command pays for it

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({
        "title": f"{SHEET_NAME} sản phẩm tuyên truyền", "subject": plan.title, "author": "",
        "created": datetime.combine(plan.period.start, time()),
    })
    lists = _lists(plan)
    log, choices, guide = (book.add_worksheet(name) for name in (SHEET_NAME, LISTS_NAME, GUIDE_NAME))
    _write_log(book, log, plan)
    ranges = _write_lists(book, choices, lists)
    _limit_cells(log, plan, lists, ranges)
    _write_guide(book, guide, plan, lists)
    log.activate()
    book.close()
    return stream.getvalue()


def _lists(plan: Plan) -> tuple[_List, ...]:
    """The drop-downs in the order of their columns."""
    return (
        _List("kind", tuple(kind.name for kind in plan.kinds)),
        _List("tasks", *_with_titles((str(task.number), task.title) for task in plan.tasks), several=True),
        _List("areas", *_with_titles((area.letter, area.title) for area in plan.areas), several=True),
        _List("unit", tuple(unit.name for unit in plan.units)),
        _List("channels", tuple(channel.name for channel in plan.channels), several=True),
    )


def _with_titles(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    listed = tuple(pairs)
    return tuple(value for value, _ in listed), tuple(title for _, title in listed)


def _write_log(book: Workbook, sheet: Worksheet, plan: Plan) -> None:
    """Write header, widths, formats and print setup of the log itself."""
    header = book.add_format(_HEADER)
    for index, (name, title) in enumerate(COLUMNS.items()):
        sheet.set_column(index, index, _WIDTHS[name], book.add_format({**_CELL, **_column_format(name)}))
        sheet.write_string(0, index, title, header)
    sheet.set_row(0, 50)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, _FILTERED_ROWS, len(COLUMNS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A2:{cell_name(_LAST_ROW + 1, len(COLUMNS))}"})
    sheet.set_landscape()
    sheet.repeat_rows(0)
    name = f"{SHEET_NAME} sản phẩm tuyên truyền – {plan.title}".replace("&", "&&")[:180].rstrip("&")
    sheet.set_header(f'&C&"Times New Roman,Bold"&12{name}')
    _set_page(sheet)


def _column_format(name: str) -> dict[str, Any]:
    """How values of a column are kept and shown."""
    if name in _DAYS:
        return {"num_format": "dd/mm/yyyy", "align": "center"}
    if name in NUMBERS:
        return {"num_format": "#,##0" if name in {"people", "reach"} else "General", "align": "center"}
    return {"num_format": "@"} if name in _AS_TYPED else {}


def _set_page(sheet: Worksheet) -> None:
    """A4, as wide as the page, pages numbered."""
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&C&"Times New Roman"&11Trang &P/&N')


def _write_lists(book: Workbook, sheet: Worksheet, lists: Sequence[_List]) -> dict[str, str]:
    """Write each list in a column of its own; the range of its values, by column of the log.

    Ranges, since a list written into a cell's rule is cut at 255 characters and parts names at their commas.
    """
    from xlsxwriter.utility import xl_range_abs

    header, cell, typed = (book.add_format(look) for look in (_HEADER, _CELL, {**_CELL, "num_format": "@"}))
    ranges: dict[str, str] = {}
    column = 0
    for choice in lists:
        title = COLUMNS[choice.column]
        sheet.write_string(0, column, title, header)
        sheet.set_column(column, column, 10 if choice.beside else _width(choice.values), typed)
        for row, value in enumerate(choice.values, 1):
            sheet.write_string(row, column, value, typed)
        if choice.values:
            ranges[choice.column] = f"='{LISTS_NAME}'!{xl_range_abs(1, column, len(choice.values), column)}"
        if choice.beside:
            column += 1
            sheet.write_string(0, column, f"{title}: tên", header)
            sheet.set_column(column, column, _width(choice.beside), cell)
            for row, value in enumerate(choice.beside, 1):
                sheet.write_string(row, column, value, cell)
        column += 1
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A2:Z1000"})
    sheet.set_landscape()
    _set_page(sheet)
    return ranges


def _width(values: Sequence[str]) -> int:
    """Width of a column that shows the longest value, within reason."""
    return min(max([24, *map(len, values)]), 90)


def _limit_cells(sheet: Worksheet, plan: Plan, lists: Sequence[_List], ranges: Mapping[str, str]) -> None:
    """Set what each cell takes: a day of the plan, a value of a list, a number that is not negative."""
    columns = list(COLUMNS)
    span = f"từ {format_date(plan.period.start)} đến {format_date(plan.period.end)}"
    rules: dict[str, dict[str, Any]] = {
        "date": {
            "validate": "date", "criteria": "between", "minimum": plan.period.start, "maximum": plan.period.end,
            "input_message": f"Gõ ngày/tháng/năm, {span}.", "error_title": "Ngày chưa đúng",
            "error_message": f"Phải là một ngày {span}, gõ như {format_date(plan.period.start)}.",
        },
        "document_date": {
            "validate": "date", "criteria": ">=", "value": _FIRST_DAY, "error_title": "Ngày chưa đúng",
            "input_message": "Chỉ ghi khi sản phẩm là văn bản. Gõ ngày/tháng/năm ban hành.",
            "error_message": f"Phải là một ngày, gõ như {format_date(plan.period.start)}.",
        },
    }
    for choice in lists:
        if choice.column in ranges:
            rules[choice.column] = _list_rule(choice, ranges[choice.column])
    for name in NUMBERS:
        rules[name] = {
            "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Số chưa đúng",
            "error_message": "Chỉ ghi số từ 0 trở lên, không kèm chữ, ví dụ 120.",
        }
    for name, rule in rules.items():
        index = columns.index(name)
        sheet.data_validation(1, index, _LAST_ROW, index, {"input_title": COLUMNS[name], **rule})


def _list_rule(choice: _List, source: str) -> dict[str, Any]:
    """A drop-down; where several values may stand in a cell, another value is asked about and not refused."""
    rule: dict[str, Any] = {"validate": "list", "source": source, "error_title": "Không có trong danh sách"}
    if not choice.several:
        return {
            **rule, "input_message": "Chọn một trong danh sách.",
            "error_message": f"Chọn một giá trị trong danh sách, hoặc xem trang “{LISTS_NAME}”.",
        }
    message = _SEVERAL.format(example=choice.example)
    if len(message) > _MOST_MESSAGE:
        message = _SEVERAL.format(example="A; B")
    return {**rule, "error_type": "warning", "input_message": message, "error_message": message}


def _write_guide(book: Workbook, sheet: Worksheet, plan: Plan, lists: Sequence[_List]) -> None:
    """Write how to fill the log in, and one example row, column by column."""
    title, text, header = (book.add_format(look) for look in (_TITLE, _CELL, _HEADER))
    cell, example = book.add_format(_BORDERED), book.add_format({**_BORDERED, "num_format": "@", "italic": True})
    for column, width in enumerate((28, 11, 62, 48)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"Cách ghi sổ theo dõi – {plan.title}", title)
    for row, rule in enumerate(_RULES, 1):
        sheet.merge_range(row, 0, row, 3, f"{row}. {rule}", text)
        sheet.set_row(row, 17 * (1 + len(rule) // 150))
    top = len(_RULES) + 2
    for column, name in enumerate(("Cột", "Cần ghi", "Cách ghi", "Ví dụ một dòng (để xem, không được tính)")):
        sheet.write_string(top, column, name, header)
    values = _example(plan, lists)
    for row, (name, column_title) in enumerate(COLUMNS.items(), top + 1):
        needed = "nên ghi" if name == "tasks" else "bắt buộc" if name in REQUIRED else ""
        for column, (value, look) in enumerate(
            ((column_title, cell), (needed, cell), (_HOW[name], cell), (values[name], example))
        ):
            sheet.write_string(row, column, value, look)
    _set_page(sheet)


def _example(plan: Plan, lists: Sequence[_List]) -> dict[str, str]:
    """One row as it is typed, with names of the plan."""
    chosen = {item.column: item.example if item.several else "".join(item.values[:1]) for item in lists}
    return {
        "date": format_date(plan.period.start), "title": "Tên tin, bài hoặc hội nghị", **chosen,
        "evidence": "tep/bien-ban-hoi-nghi.pdf", "quantity": "1", "people": "45", "reach": "1200", "minutes": "90",
        "place": "Hội trường", "note": "Ví dụ", "number": "12/BC-VP", "document_date": format_date(plan.period.start),
    }
