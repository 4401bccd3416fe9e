"""What the open data tell of a post: the one table behind the CSV's header, the JSON Schema and the page."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.pages.data_views import ColumnRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A key of articles.json and the column of articles.csv with the same content."""

    key: str
    title: str
    text: str


COLUMNS = tuple(
    Column(key=key, title=title, text=text) for key, title, text in (
        ("id", "Mã", "Mã của bài, không đổi khi sửa tiêu đề hay dời địa chỉ"),
        ("title", "Tiêu đề", "Tiêu đề bài"),
        ("url", "Địa chỉ", "Địa chỉ đầy đủ của bài"),
        ("date", "Ngày đăng", "Ngày của bài; bảng tính ghi ngày/tháng/năm, JSON ghi cả giờ theo giờ Việt Nam"),
        ("updated", "Thay đổi gần nhất", "Lúc bài xuất hiện hoặc ngày có thông báo cập nhật mới nhất"),
        ("summary", "Tóm tắt", "Tóm tắt của bài, nếu bài không có thì là đoạn đầu"),
        ("language", "Ngôn ngữ", "Mã ngôn ngữ của bài: vi là tiếng Việt"),
        ("plan", "Kế hoạch", "Mã kế hoạch tuyên truyền mà bài thuộc về"),
        ("areas", "Nội dung tuyên truyền", "Chữ cái của các nội dung tuyên truyền trong kế hoạch"),
        ("tasks", "Nhiệm vụ", "Số của các nhiệm vụ trong kế hoạch"),
        ("fields", "Lĩnh vực", "Các lĩnh vực cải cách hành chính; JSON ghi mã, tên ở phần names"),
        ("kind", "Thể loại", "Thể loại của bài; JSON ghi mã, tên ở phần names"),
        ("unit", "Đơn vị thực hiện", "Phòng, đơn vị thực hiện; JSON ghi mã, tên ở phần names"),
        ("author", "Tác giả", "Người viết"),
        ("source", "Nguồn", "Nơi đăng đầu tiên hoặc nơi cung cấp tin"),
        ("tags", "Từ khóa", "Các từ khóa"),
        ("documents", "Văn bản", "Số, ký hiệu các văn bản mà bài giới thiệu"),
        ("image", "Ảnh", "Ảnh chính: địa chỉ; JSON ghi thêm mô tả, chú thích, nguồn ảnh, số điểm ảnh"),
        ("attachments", "Tệp đính kèm",
         "Địa chỉ các tệp; JSON ghi thêm tên, thể loại, số, ngày văn bản, dung lượng và mã băm SHA-256"),
        ("starter", "Dữ liệu khởi tạo", "Bài lập từ Kế hoạch khi mở chuyên mục, chưa phải số liệu chính thức"),
    )
)


def column_rows() -> tuple[ColumnRow, ...]:
    """The table as the page shows it."""
    return tuple(ColumnRow(key=item.key, title=item.title, text=item.text) for item in COLUMNS)
