"""What each option means, by parameter name: one table, since an option means the same in every command."""

from __future__ import annotations

from collections.abc import Mapping

HELP: Mapping[str, str] = {
    "area": "chữ của nội dung: a b c d đ e g",
    "as_of": "tính đến hết ngày này, viết như 2024-06-30",
    "base_url": "địa chỉ đầy đủ của chuyên mục",
    "before": "nộp trước ngày này, viết như 2024-06-30 (mặc định 5 ngày làm việc sau ngày tính số liệu)",
    "by": "author: bảng kê theo tác giả (.xlsx)",
    "cache": "thư mục bộ nhớ đệm",
    "content": "thư mục nội dung (mặc định content/)",
    "coverage": "results | full | none",
    "date": "ngày đăng (mặc định hôm nay)",
    "fail_under": "thoát mã 1 nếu mức hoàn thành (%) thấp hơn",
    "file": "tệp kế hoạch .docx",
    "force": "đăng cả khi không có bài hoặc bớt hơn 20 % trang",
    "format": "text | json",
    "from_": "từ ngày, viết như 2024-06-30 (thay cho --period, đi với --to)",
    "full": "bỏ qua bộ nhớ đệm",
    "internal": "bản nội bộ: trang theo dõi có tình trạng, bài chưa đăng",
    "jobs": "số tiến trình",
    "kind": "thể loại",
    "only": "chỉ chạy các kiểm thử ở đường dẫn này",
    "out": "tệp kết quả",
    "output": "thư mục kết quả (mặc định output/)",
    "page": "địa chỉ hoặc đường dẫn của trang, như bai-viet/2024/ten-bai/",
    "paragraph": "in đoạn văn để dán vào báo cáo chung",
    "period": "kỳ: 2024-M05 | 2024-Q2 | 2024-H1 | 2024-9M | 2024",
    "plan": "mã kế hoạch, ví dụ 2024",
    "port": "cổng (mặc định 8000)",
    "posts": "số bài của tập thử (mặc định 1000)",
    "profile": "in thêm bảng thời gian từng công đoạn",
    "publish": "thêm phần chỉ trang đăng mới cần: tìm kiếm, ảnh thu nhỏ, ảnh chia sẻ, mã QR, bản nén",
    "runs": "số lượt đo (mặc định 3)",
    "since": "in thay đổi từ hết ngày này, viết như 2024-06-30",
    "task": "số nhiệm vụ của kế hoạch",
    "title": "tiêu đề bài",
    "to": "thư mục máy chủ web đọc",
    "unit": "đơn vị: mã, tên hoặc tên khác",
    "week": "tuần, ví dụ 2024-W23",
}
