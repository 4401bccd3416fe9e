"""More than a hundred posts, each written in another way the contract allows; test data, put in a folder by `write`.

`AS_OF` is the day to check them on; `STATES` what becomes of every file then.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path

AS_OF = "2024-12-31"
PLAN = """\
# Dữ liệu thử
id: "{id}"
title: Kế hoạch thử năm {id}
number: null
issuer: so-thu
period: {{from: {id}-01-01, to: {id}-12-31}}
conventions: {{text: "Thường xuyên: 90 ngày"}}
units:
  - {{id: so-thu, name: Sở thử}}
  - {{id: van-phong, name: Văn phòng Sở, aliases: ["Văn phòng", VP Sở]}}
  - {{id: cac-phong, name: "Các phòng, đơn vị thuộc Sở", group: true}}
kinds:
  - {{id: tin-bai, name: "Tin, bài", aliases: [tin bài]}}
  - {{id: bai, name: Bài viết, group: tin-bai}}
  - {{id: phong-su, name: Phóng sự}}
  - {{id: van-ban, name: Văn bản}}
  - {{id: quyet-dinh, name: Quyết định, group: van-ban}}
channels:
  - {{id: cong-ttdt, name: Cổng thông tin điện tử của Sở, aliases: [Cổng TTĐT]}}
  - {{id: facebook, name: Facebook}}
  - {{id: zalo, name: Zalo}}
fields:
  - {{id: the-che, name: Cải cách thể chế}}
  - {{id: cong-vu, name: Cải cách công vụ}}
areas:
  - {{letter: a, title: Nội dung a, text: Nội dung a, fields: [the-che, cong-vu]}}
  - {{letter: d, title: Nội dung d, text: Nội dung d, fields: the-che}}
  - {{letter: đ, title: Nội dung đ, text: Nội dung đ}}
tasks:
  - number: 1
    title: Nhiệm vụ một
    text: "Nhiệm vụ một..."
    areas: [a]
    products: {{kinds: [tin-bai, quyet-dinh], open: true, require: all, text: "Tin bài..."}}
    lead: [van-phong]
    support: [cac-phong]
    schedule: {{type: continuous, every_days: 90, text: Thường xuyên}}
  - number: 2
    title: Nhiệm vụ hai
    text: Nhiệm vụ hai
    areas: [d, dd]
    products: {{kinds: [tin-bai]}}
    lead: [so-thu]
    schedule: {{type: window, from: {id}-01-01, to: {id}-12-31, text: Trong năm}}
  - number: 3
    title: Nhiệm vụ ba
    text: Nhiệm vụ ba
    areas: [a]
    products: {{kinds: [van-ban]}}
    lead: [so-thu]
    schedule:
      type: event
      within_working_days: 5
      events: [{{date: 05/3/{id}, title: Công bố, document: 1/QĐ-UBND}}]
      text: Ngay sau khi công bố
  - number: 4
    title: Nhiệm vụ bốn
    text: Nhiệm vụ bốn
    areas: [a]
    products: {{kinds: phong-su}}
    lead: so-thu
    schedule: {{type: periodic, every: quarter, count: 1, text: Hằng quý}}
amendments:
  - {{date: {id}-06-01, task: 3, change: Gia hạn}}
"""
NOTES = "- {task: 1, date: 2024-06-01, by: Văn phòng Sở, note: Chờ}\n- {task: 2, date: 1/7/2024, note: Đã xong}\n"
COLUMNS = ("Ngày", "Tên sản phẩm", "Thể loại", "Nhiệm vụ", "Nội dung", "Đơn vị", "Kênh", "Đường dẫn/tệp kiểm chứng",
           "Số lượng", "Lượt người", "Lượt tiếp cận", "Thời lượng (phút)", "Địa điểm", "Ghi chú")
LOG = ",".join(COLUMNS) + """
10/05/2024,"Tin trên báo, số 12",tin-bai,1;2,a;dd,VĂN PHÒNG SỞ,facebook; Zalo,https://example.org/tin,1,"1.200","1.234,5",,,
5/3/2024,Tập huấn,phong-su,3,,,,tep/anh-tap-huan.pdf,,45,,90,Hội trường,"hai
dòng"
,,,,,,,,,,,,,
2024-07-01,Quyết định,Quyết định,
"""
SEMICOLONS = 'ngày;TÊN SẢN PHẨM;Thể loại;Nhiệm vụ\r\n10/05/2025;Tin, bài;Tin, bài;"1;2"\r\n'


@dataclass(frozen=True, slots=True)
class Style:
    """One way to write a post: the lines of its front matter, its state at `AS_OF`, and how it is stored."""

    name: str
    front: str
    state: str = "published"
    body: str = "Đoạn đầu.\n"
    title: str = "tieu_de: Bài thử\n"
    stored: str = "utf-8"
    day: str = "2024-05-03"

    @property
    def path(self) -> str:
        """Path in the content folder."""
        return f"bai-viet/{self.day[:4]}/{self.day}-{self.name}.md"

    @property
    def data(self) -> bytes:
        """Bytes of the file."""
        text = f"---\n{self.title}{self.front}---\n\n{self.body}"
        if self.stored == "crlf":
            return text.replace("\n", "\r\n").encode()
        if self.stored == "nfd":
            return unicodedata.normalize("NFD", text).encode()
        return text.encode("utf-8-sig" if self.stored == "bom" else "utf-8")


def _table(name: str, template: str, values: tuple[str, ...], **more: str) -> tuple[Style, ...]:
    """One style a value: `name-1`, `name-2` and so on."""
    return tuple(
        Style(f"{name}-{number}", template.replace("…", value), **more) for number, value in enumerate(values, 1)
    )


AREA = "noi_dung: [a]\n"
DATES = (
    "2024-05-03", "2024-5-3", "2024-05-03 08:30", "2024-05-03 8:30", "2024-05-03T08:30:00+07:00", "2024-05-03T08:30:59",
    "2024-05-02T20:00:00+00:00", "2024-05-02T20:00Z", "2024-05-03 12:00 +0900", "03/05/2024", "3/5/2024",
    "03/05/2024 08:30", "3/5/2024 8:30", '"03/05/2024"', "'2024-05-03'", "2024-05-03 # ngày họp",
)
AREAS = (
    "[a, d, đ]", "[a, dd]", "a", "đ", "\n  - a\n  - đ", "\n- a\n- d", '["a", \'d\']', "[a, d] # hai nội dung",
    "[a,\n  d]", "a # một nội dung",
)
TASKS = ("[1, 3]", "1", '"2"', "\n  - 1 # nhiệm vụ một\n  - 2", "[1, 2, 3, 4]", "[4]  # cuối năm")
UNITS = (
    "van-phong", "Văn phòng Sở", "VĂN PHÒNG SỞ", '"  văn   phòng  sở "', "Văn\u00a0phòng Sở", "VP sở", "Cac-Phong",
    "Các phòng, đơn vị thuộc Sở",
)
KINDS = ("tin-bai", "Tin, bài", "TIN BÀI", "bai", "Phóng sự", "quyet-dinh")
CHANNELS = ("zalo", "[facebook, Zalo]", "\n  - Cổng TTĐT\n  - zalo", "Cổng thông tin điện tử của Sở")
TITLES = (
    "title: Bài thử\n", 'tieu_de: "Nhiệm vụ #1: một bước"\n', "tieu_de: 'Sở nói: \"được\"'\n", "tieu_de: Bài thử#1\n",
    "tieu_de: >-\n  Bài thử\n  hai dòng\n", "tieu_de: Bài thử dài\n  viết tiếp dòng sau\n", "tieu_de: 2024\n",
    "tieu_de: |\n  Bài: thử #1\n", "# Dữ liệu thử\n\ntieu_de:   Bài thử  \n", '"tieu_de": Bài thử\n',
    "tieu_de: Có\n", "tieu_de: https://example.org\n", "tieu_de: Lúc 8:30, tỷ lệ 1:2\n",
)
EMPTY = (
    "tom_tat:\n", "tom_tat: null\nkenh: ~\n", 'don_vi: ""\ntu_khoa: []\n', "anh: null\ndinh_kem: []\ngo_bo:\n",
    "areas: []\nnhiem_vu: 1\n", 'tu_khoa: [một cửa, null, ""]\n', "phe_duyet: {by: null, date: }\n",
)
FILES = (
    "dinh_kem: {file: tep/bien-ban.pdf}\n",
    """\
dinh_kem:
  - file: tep/bien-ban.pdf
    title: Biên bản
    kind: Văn bản
    number: 47/KH-UBND
    date: 1/3/2020
  - {tep: tep/47_KH-UBND.signed.pdf, ten: Kế hoạch, the_loai: quyet-dinh, so: null}
""",
    "anh: {file: anh/hop.png, alt: Phòng họp, caption: Quang cảnh, credit: Văn phòng Sở}\n",
    "image:\n  tep: anh/hop.png\n  mo_ta: Phòng họp\n  chu_thich: >-\n    Quang cảnh\n  nguon: null\n",
)
OTHERS = (
    "author: Văn phòng Sở\nsource: Báo Hưng Yên\nphoto_credit: Văn phòng Sở\n",
    "tac_gia: Văn phòng Sở\nnguon: Báo Hưng Yên\nnguon_anh: Văn phòng Sở\n",
    "approved: {by: Giám đốc, date: 2024-05-02}\n",
    "phe_duyet: {nguoi: Giám đốc, ngay: 2/5/2024}\n",
    'documents: ["76/NQ-CP", 23/CT-TTg]\n',
    "van_ban: 76/NQ-CP\n",
    "tags: [một cửa, chuyển đổi số]\n",
    "tu_khoa:\n- Một cửa\n- 'thủ tục: hành chính'\n",
    "updates: [{date: 2024-05-04, note: Sửa số liệu}]\n",
    "cap_nhat:\n  - ngay: 4/5/2024\n    ghi_chu: |\n      Sửa số liệu\n      và ảnh\n",
    "aliases: [tin/2023/bai-cu.html, tin/2023/bai-cu-hai/]\n",
    "dia_chi_cu: tin/2023/bai-cu-ba\n",
    "lang: en\n",
    'ngon_ngu: vi\nke_hoach: "2024"\n',
    "tom_tat: >-\n" + "  Cải cách hành chính ở cơ quan.\n" * 12,
)
STATUSES = (
    ("status: published\n", "published"), ("trang_thai: đăng\n", "published"), ("trang_thai: ĐĂNG\n", "published"),
    ("status: draft\n", "draft"), ("trang_thai: nháp # chờ ảnh\n", "draft"), ("status: review\n", "review"),
    ("trang_thai: chờ duyệt\n", "review"), ("publish_at: 2025-01-01\n", "scheduled"),
    ("dang_luc: 01/01/2025 00:00\n", "scheduled"), ("dang_luc: 31/12/2024 23:59\n", "published"),
    ("expires: 2025-01-01\n", "published"), ("het_han: 31/12/2024\n", "expired"),
    ("withdrawn: {date: 2024-06-01, reason: Sai số liệu}\n", "withdrawn"),
    ("go_bo: {ngay: 1/6/2024, ly_do: Trùng bài, chuyen_den: bai-viet/2024/nhiem-vu-1/}\n", "withdrawn"),
    ("go_bo: {ngay: 2025-06-01}\n", "published"),
)
BODIES = (
    "Xem [bài kia](2024-05-03-nhiem-vu-1.md), [giới thiệu]({filename}/trang/gioi-thieu.md).\n",
    "Xem [biên bản](../../tep/bien-ban.pdf), [cổng](/portal), [mạng](https://example.org/?a=1), [thư](mailto:a@b).\n",
    "Xem [tệp]({static}/tep/bien-ban.pdf#page=2).\n\n![Phòng họp]({attach}/anh/hop.png)\n",
    "## Mục một\n\nXem [mục hai](#muc-hai), [bài kia](bai-viet/2024/nhiem-vu-1/).\n\n## Mục hai\n\nHết.\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "",
    "---\n\nĐường kẻ đầu bài.\n\n---\n",
)

POSTS: tuple[Style, ...] = (
    *_table("ngay", "ngay: …\n" + AREA, DATES),
    *_table("noi-dung", "areas: …\n", AREAS),
    *_table("nhiem-vu", "nhiem_vu: …\n", TASKS),
    *_table("don-vi", "don_vi: …\n" + AREA, UNITS),
    *_table("the-loai", "kind: …\n" + AREA, KINDS),
    *_table("kenh", "kenh: …\n" + AREA, CHANNELS),
    *(Style(f"tieu-de-{number}", AREA, title=title) for number, title in enumerate(TITLES, 1)),
    *(Style(f"trong-{number}", front if "areas" in front else front + AREA) for number, front in enumerate(EMPTY, 1)),
    *_table("tep", "…" + AREA, FILES),
    *_table("khac", "…" + AREA, OTHERS),
    *(Style(f"trang-thai-{number}", front + AREA, state) for number, (front, state) in enumerate(STATUSES, 1)),
    *(Style(f"than-bai-{number}", AREA, body=body) for number, body in enumerate(BODIES, 1)),
    *(Style(stored, "nguon: Báo Hưng Yên\n" + AREA, stored=stored) for stored in ("crlf", "bom", "nfd")),
    Style("tuong-lai", AREA, "scheduled", day="2025-01-01"),
    Style("nam-khong-ke-hoach", "nguon: Báo cũ\n", day="2019-05-03"),
    Style("a" * 80, AREA),
    Style("2024", AREA),
)


def _png() -> bytes:
    """One white pixel."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


OTHER_FILES: dict[str, bytes] = {
    "ke-hoach/2024.yaml": PLAN.format(id="2024").encode("utf-8-sig"),
    "ke-hoach/2025.yaml": PLAN.format(id="2025").replace("\n", "\r\n").encode(),
    "ke-hoach/2024.ghi-chu.yaml": NOTES.encode(),
    "so-theo-doi/2024.csv": LOG.encode("utf-8-sig"),
    "so-theo-doi/2025.csv": SEMICOLONS.encode(),
    "trang/gioi-thieu.md": "---\ntitle: Giới thiệu\nsummary: Trang thử\n---\n\nTrang thử.\n".encode(),
    "trang/lien-he.md": "---\ntieu_de: Liên hệ\ntrang_thai: nháp\n---\n\nTrang thử.\n".encode(),
    "anh/hop.png": _png(),
    "tep/bien-ban.pdf": b"%PDF-1.4\n%%EOF\n",
    "tep/anh-tap-huan.pdf": b"%PDF-1.4\n%%EOF\n",
    "tep/47_KH-UBND.signed.pdf": b"%PDF-1.4\n%%EOF\n",
}
STATES: dict[str, str] = {
    **dict.fromkeys(OTHER_FILES, "published"), "trang/lien-he.md": "draft", **{post.path: post.state for post in POSTS},
}


def write(folder: Path) -> Path:
    """Write every file into `folder` and return it."""
    for path, data in {**OTHER_FILES, **{post.path: post.data for post in POSTS}}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder
