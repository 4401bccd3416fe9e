"""Content of an office that keeps its log: posts, documents, events, broadcasts, explanations; test data, no real facts.

`write` puts it in a folder; every figure of the second quarter is written out in the tests that use it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from support import ROOT, make_plan, write_post

LOG = """\
Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Nội dung,Đơn vị,Kênh,Đường dẫn/tệp kiểm chứng,Số lượng,Lượt người,Lượt tiếp cận,\
Thời lượng (phút),Địa điểm,Ghi chú
12/02/2024,Bản tin số 1 (dữ liệu thử),Bản tin,7,,Văn phòng Sở,Bản tin KH&CN của Sở,tep/ke-hoach.pdf,300,,,,,
12/04/2024,Hội nghị phổ biến pháp luật (dữ liệu thử),Tin,4,,Thanh tra Sở,hội nghị,tep/ke-hoach.pdf,2,120,,,Hội trường,
15/05/2024,Phóng sự cải cách hành chính (dữ liệu thử),Phóng sự,1,,Văn phòng Sở,Đài PT&TH tỉnh,\
https://example.org/phong-su,,,,"12,5",,
20/05/2024,Tin trên mạng xã hội (dữ liệu thử),Tin,1;2,,Văn phòng Sở,Zalo;Facebook,https://example.org/zalo,,,1.500,,,
21/06/2024,Công văn đôn đốc (dữ liệu thử),Công văn,3,,Văn phòng Sở,,,,,,,,
"""
NOTES = """\
- {task: 4, date: 2024-06-12, by: Thanh tra Sở, note: "Dời hội nghị sang tháng 7", document: "12/TTr"}
- {task: 5, date: 2024-02-12, by: Văn phòng Sở, note: "Chưa có quyết định công bố"}
"""


def write(content: Path) -> Path:
    """Posts and log of 2024: 10 outputs in the second quarter, 4 before it, 1 after it; a draft; one for August."""
    make_plan(content)
    (content / "tep").mkdir()
    shutil.copy(ROOT / "content/tep/ke-hoach-tuyen-truyen-cchc-2024.pdf", content / "tep/ke-hoach.pdf")
    (content / "so-theo-doi").mkdir()
    (content / "so-theo-doi/2024.csv").write_text(LOG, encoding="utf-8")
    (content / "ke-hoach/2024.ghi-chu.yaml").write_text(NOTES, encoding="utf-8")
    write_post(content, "2024-01-10", "dau-nam", "tasks: [1]\nkind: tin\nunit: van-phong")
    write_post(content, "2024-03-31", "cuoi-quy-mot", "tasks: [2]\nkind: bai\nunit: trung-tam-thong-tin")
    write_post(content, "2024-03-20", "nhiem-vu-bay", "tasks: [7]\nkind: tin-bai\nunit: van-phong")
    write_post(content, "2024-04-01", "dau-quy", "tasks: [3]\nkind: tin\nunit: van-phong")
    write_post(
        content, "2024-04-20", "co-van-ban",
        "tasks: [3]\nkind: bai\nunit: van-phong\nattachments:\n  - {file: tep/ke-hoach.pdf, title: Quyết định thử, "
        "kind: quyet-dinh, number: 12/QĐ-SKHCN, date: 2024-04-18}",
    )
    write_post(
        content, "2024-06-04", "trong-tuan",
        'tasks: [2]\nkind: tin\nunit: trung-tam-thong-tin\nsummary: "Sở mở lớp tập huấn về thủ tục hành chính. Câu hai."',
        "Đoạn đầu của bài trong tuần.",
    )
    write_post(content, "2024-06-05", "ngoai-ke-hoach", "areas: [đ]\nkind: tin-bai\nunit: van-phong")
    write_post(content, "2024-06-30", "cuoi-quy", "tasks: [1]\nkind: bai\nunit: van-phong")
    write_post(content, "2024-07-01", "quy-sau", "tasks: [1]\nkind: bai\nunit: van-phong")
    write_post(content, "2024-06-06", "nhap", "tasks: [1]\nstatus: draft")
    write_post(content, "2024-06-07", "hen-gio", "tasks: [1]\npublish_at: 2024-08-01 08:00")
    return content
