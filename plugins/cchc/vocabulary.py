"""Vietnamese messages by code: what is wrong and how to mend it; and the names of states.

A message states the rule ("… phải …"); `{}` fields are filled by the reader or check that reports it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Severity, sentence and usual fix of one problem code."""

    severity: str
    text: str
    fix: str | None = None


def _error(text: str, fix: str | None = None) -> Message:
    return Message("error", text, fix)


def _warning(text: str, fix: str | None = None) -> Message:
    return Message("warning", text, fix)


_FILES: Mapping[str, Message] = {
    "tep-qua-lon": _error("tệp phải nhỏ hơn {limit} byte, đang là {size}", "chia thành nhiều phần, hoặc bỏ bớt phần không dùng"),
    "ma-utf16": _error("tệp phải lưu bằng mã UTF-8, đang là UTF-16", "lưu lại: Save as → Encoding: UTF-8"),
    "ma-khong-utf8": _error("tệp phải lưu bằng mã UTF-8, chỗ này không phải", "lưu lại: Save as → Encoding: UTF-8"),
    "ma-nul": _error("tệp có ký tự NUL, không phải tệp văn bản", "soạn lại bằng tệp văn bản thường"),
    "thieu-phan-dau": _error("dòng đầu tiên phải là `---` mở phần khai báo", "thêm dòng `---` ở đầu tệp"),
    "phan-dau-gach-dai": _error("dòng đầu là gạch dài của Word, phải là ba dấu gạch nối", "gõ lại `---` ở dòng mở và dòng đóng phần khai báo"),
    "phan-dau-chua-dong": _error("phần khai báo phải kết thúc bằng một dòng `---`", "thêm dòng `---` trước nội dung"),
    "ten-tep-sai": _error(
        "bài phải nằm ở bai-viet/<năm>/<năm-tháng-ngày>-<tên-ngắn>.md", "chuyển hoặc đổi tên tệp, ví dụ bai-viet/2024/2024-05-10-ten-bai.md"
    ),
    "ten-tep-ngay": _error("tên tệp phải bắt đầu bằng một ngày có thật, đang là {value}", "sửa ngày trong tên tệp"),
    "ten-tep-slug": _error(
        "tên ngắn trong tên tệp chỉ gồm chữ thường không dấu, số và gạch nối, tối đa 80 ký tự, đang là `{value}`",
        "đổi tên tệp",
    ),
    "thu-muc-nam": _error("thư mục năm phải là {year}, đang là {folder}", "chuyển tệp sang thư mục {year}"),
    "trang-ten": _error("trang phải nằm ở trang/<tên-ngắn>.md, tên không trùng mục có sẵn của chuyên mục", "đổi tên tệp"),
    "tep-chua-dung": _warning("chuyên mục chưa dùng tệp ở thư mục này", "chuyển tệp sang tep/ nếu cần đăng"),
    "khong-co-thu-muc-ke-hoach": _error("phải có ít nhất một kế hoạch ke-hoach/<mã>.yaml", "thêm tệp kế hoạch"),
    "tep-sai-cho": _error("{what} không để trong bai-viet/", "{how}"),
    "tep-la": _error("tệp này không thuộc loại nào mà chuyên mục dùng", "chuyển đi hoặc đổi tên"),
    "lien-ket-tuong-trung": _error("không nhận liên kết tượng trưng (symlink)", "chép tệp thật vào đây"),
    "khong-doc-duoc": _error("không đọc được tệp: {reason}", "kiểm tra quyền đọc"),
}

_YAML: Mapping[str, Message] = {
    "ky-tu-la": _error("có ký tự điều khiển {char}", "xóa ký tự này"),
    "yaml-tab": _error("đầu dòng phải thụt bằng dấu cách, đang có dấu Tab", "thay Tab bằng hai dấu cách"),
    "yaml-thut": _error("dòng này thụt vào sâu hơn dòng trên, dòng trên lại đã có giá trị", "bỏ dấu cách thừa ở đầu dòng"),
    "yaml-thieu-cach": _error("sau dấu hai chấm phải có dấu cách", "viết `{key}: {value}`"),
    "nhay-cong": _error("dấu nháy cong “ ” chép từ Word không bao được giá trị", 'thay bằng dấu nháy thẳng "'),
    "nhay-cong-thua": _warning("cả giá trị nằm trong dấu nháy cong “ ” của Word, dấu đó sẽ hiện ra", "bỏ hai dấu nháy cong"),
    "yaml-hai-cham": _error("giá trị có dấu hai chấm phải đặt trong dấu nháy", 'viết trong nháy kép: "…"'),
    "yaml-dau-dac-biet": _error("giá trị bắt đầu bằng {char} phải đặt trong dấu nháy", 'viết trong nháy kép: "…"'),
    "yaml-nhay": _error("dấu nháy {char} mở ra phải được đóng lại ở cuối giá trị", "thêm dấu {char} ở cuối giá trị; nếu bên trong có nháy kép thì bao ngoài bằng nháy đơn"),
    "yaml-ngoac": _error("danh sách mở bằng {char} phải được đóng lại", "thêm dấu đóng ngoặc"),
    "yaml-cu-phap": _error("phần khai báo sai cú pháp: {detail}", "xem lại dòng này và dòng ngay trên"),
    "yaml-neo": _error("không dùng neo (&) và tham chiếu (*) của YAML", "viết lại giá trị đầy đủ, hoặc đặt trong nháy"),
    "yaml-nhan": _error("không dùng nhãn kiểu (!) của YAML", "đặt giá trị trong dấu nháy"),
    "yaml-qua-sau": _error("phần khai báo lồng nhau quá sâu", "viết đơn giản lại"),
    "yaml-khoa-phuc-tap": _error("tên khóa phải là một từ", "sửa tên khóa"),
    "yaml-hai-tai-lieu": _error("phần khai báo chỉ được có một khối", "xóa dòng `---` thừa"),
}

_VALUES: Mapping[str, Message] = {
    "can-khoa-gia-tri": _error("chỗ này phải gồm các dòng `khóa: giá trị`", "viết mỗi mục một dòng `khóa: giá trị`"),
    "can-chu": _error("giá trị phải là chữ, đang là danh sách hoặc nhóm khóa", "đặt cả câu trong dấu nháy kép"),
    "can-mot-gia-tri": _error("chỗ này chỉ nhận một giá trị", "ghi một giá trị, không ghi danh sách"),
    "khoa-la": _error("không có khóa `{value}`"),
    "khoa-cam": _error("không được đặt `{key}`: địa chỉ theo tên tệp, mẫu trang theo loại bài", "xóa dòng này"),
    "khoa-trung": _error("`{key}` bị khai báo hai lần, lần đầu là `{first}` ở dòng {line}", "giữ một dòng"),
    "khoa-ky-tu-an": _error("tên khóa `{key}` có dấu cách lạ hoặc ký tự ẩn", "gõ lại tên khóa"),
    "khoa-nhay-cong": _error("tên khóa `{key}` không đặt trong dấu nháy", "viết `{key}:` không có nháy"),
    "khoa-thieu": _error("phải có `{key}`", "thêm dòng `{key}: …`"),
    "gia-tri-trong": _error("`{key}` phải có giá trị", "ghi giá trị sau dấu hai chấm"),
    "chu-bi-cat": _error("phần sau ` #` bị bỏ mất vì chữ không đặt trong dấu nháy", 'viết trong nháy kép: "… #1 …"'),
    "chu-qua-dai": _error("chữ ở đây tối đa {limit} ký tự, đang là {length}", "rút gọn"),
    "chu-eth": _warning("chữ “ð” không phải chữ “đ” của tiếng Việt, đã đọc là “đ”", "gõ lại chữ đ"),
    "lap-lai": _warning("`{value}` ghi hai lần", "xóa một lần"),
    "lua-chon-sai": _error("không có lựa chọn `{value}`"),
    "so-sai": _error("phải là số nguyên từ {least} đến {most}, đang là `{value}`", "ghi số, ví dụ 3"),
    "noi-dung-sai": _error("nội dung phải là một chữ trong a b c d đ e g h i k l m, đang là `{value}`", "ghi chữ của nội dung, ví dụ [a, đ]"),
    "noi-dung-hoa": _error("chữ của nội dung phải viết thường, đang là `{value}`", "viết `{lower}`"),
    "ngay-sai": _error("ngày phải viết như 2024-05-10 hoặc 10/05/2024 08:30, đang là `{value}`", "sửa lại ngày"),
    "ngay-khong-co": _error("không có ngày giờ `{value}`", "sửa lại ngày"),
    "ngay-thang-truoc": _error("ngày phải đứng trước tháng, đang là `{value}`", "viết ngày/tháng/năm"),
    "ngay-nam-hai-so": _error("năm phải đủ bốn chữ số, đang là `{value}`", "viết đủ năm, ví dụ 10/05/2024"),
    "ngay-khac-ten-tep": _error("ngày đăng {value} phải trùng ngày trong tên tệp {named}", "sửa ngày hoặc đổi tên tệp"),
    "cap-nhat-truoc": _warning("cập nhật ghi ngày {day}, trước ngày đăng {posted}", "sửa `ngay` của mục cập nhật hoặc ngày đăng"),
    "het-han-truoc": _error("`het_han` phải sau ngày đăng", "sửa ngày hết hạn"),
    "dia-chi-cu-sai": _error("địa chỉ phải là đường dẫn trong chuyên mục, không bắt đầu bằng `/`, đang là `{value}`", "ví dụ: tin/2023/bai-cu.html"),
    "ngon-ngu-sai": _error("ngôn ngữ phải là mã như vi, en, đang là `{value}`", "ghi `vi`"),
}

_PLANS: Mapping[str, Message] = {
    "ma-sai": _error("mã chỉ gồm chữ thường không dấu, số và gạch nối, đang là `{value}`", "sửa mã"),
    "ma-trung": _error("`{value}` được khai báo hai lần", "giữ một"),
    "ma-khac-ten-tep": _error("id `{value}` phải trùng tên tệp `{stem}`", "sửa id hoặc đổi tên tệp"),
    "ten-trung": _error("tên `{value}` đã thuộc về `{other}`", "mỗi tên chỉ ghi ở một nơi"),
    "nhom-long": _error("nhóm `{value}` tự nó đã thuộc một nhóm, thể loại chỉ xếp một cấp", "ghi nhóm lớn nhất, hoặc bỏ `group`"),
    "tham-chieu-la": _error("`{value}` không có trong `{table}` của kế hoạch"),
    "lich-sai": _error("thời gian thực hiện phải có `type` là một trong: {known}", "sửa `type`"),
    "can-kiem-tra": _warning("kế hoạch nhập từ Word còn {count} dòng ghi `# cần kiểm tra`, đây là dòng đầu", "so từng dòng với văn bản, sửa nếu sai, rồi xóa ghi chú đó"),
    "nhiem-vu-khong-noi-dung": _warning("nhiệm vụ {number} chưa ghi thuộc nội dung nào của kế hoạch", "ghi chữ của nội dung vào `areas`, dùng: {known}"),
    "lich-chua-ro": _error("thời gian thực hiện “{value}” chưa hiểu được, cần người trả lời", "thay cả dòng `schedule` bằng một trong các dòng mẫu ghi ngay trên đó"),
    "lich-su-kien-han": _error("lịch theo sự kiện phải có đúng một hạn: within_days hoặc within_working_days", "giữ một hạn"),
    "khoang-nguoc": _error("ngày cuối phải không trước ngày đầu", "sửa lại hai ngày"),
    "ke-hoach-trong": _error("tệp kế hoạch không có nội dung đọc được", "xem kế hoạch mẫu ke-hoach/2024.yaml"),
    "ke-hoach-ten": _error("tệp kế hoạch phải tên là <mã>.yaml hoặc <mã>.ghi-chu.yaml", "đổi tên tệp"),
    "tiep-noi-la": _error("không có kế hoạch `{value}` để tiếp nối", "ghi mã kế hoạch có trong ke-hoach/, hoặc bỏ `continues`"),
    "tiep-noi-khong-truoc": _error("kế hoạch được tiếp nối phải bắt đầu trước kế hoạch này, đang là `{value}`", "ghi mã kế hoạch của kỳ trước"),
    "tiep-noi-nhiem-vu": _error("kế hoạch {plan} không có nhiệm vụ {value} để tiếp nối", "dùng một trong: {known}"),
    "ghi-chu-mo-coi": _error("không có kế hoạch `{plan}` cho phần giải trình này", "đổi tên tệp theo mã kế hoạch"),
}

_SITE: Mapping[str, Message] = {
    "ke-hoach-la": _error("không có kế hoạch `{value}`"),
    "khong-co-ke-hoach": _error("không có kế hoạch nào có thời gian chứa ngày {day}", "thêm kế hoạch của năm, hoặc bỏ {keys}"),
    "ngoai-ky": _warning("ngày đăng {day} nằm ngoài thời gian của kế hoạch {plan}: bài được đăng nhưng không tính", "kiểm tra ngày hoặc kế hoạch"),
    "noi-dung-ngoai": _error("kế hoạch {plan} không có nội dung `{value}`", "dùng một trong: {known}"),
    "nhiem-vu-la": _error("kế hoạch không có nhiệm vụ {value}", "dùng một trong: {known}"),
    "the-loai-la": _error("không có thể loại `{value}`"),
    "don-vi-la": _error("không có đơn vị `{value}`"),
    "kenh-la": _error("không có kênh `{value}`"),
    "ngoai-ke-hoach": _warning("bài chưa ghi nhiệm vụ và nội dung nào của kế hoạch", "thêm `nhiem_vu` hoặc `noi_dung`"),
    "tep-thieu": _error("không có tệp `{value}` trong thư mục nội dung", "chép tệp vào đúng chỗ hoặc sửa đường dẫn"),
    "tep-thieu-hoa": _error("không có tệp `{value}`, tên phải đúng cả chữ hoa chữ thường", "viết `{close}`"),
    "tep-ngoai": _error("tệp phải nằm trong anh/ hoặc tep/, ghi đường dẫn từ thư mục nội dung, đang là `{value}`", "ví dụ: tep/47-kh-ubnd.pdf"),
    "tep-loai": _error("không nhận loại tệp `{value}`", "dùng: {known}"),
    "tep-ten": _error("tên tệp chỉ gồm chữ không dấu, số, `.`, `-`, `_`, đang là `{value}`", "đổi tên tệp"),
    "anh-thieu-mo-ta": _warning("ảnh phải có mô tả cho người không nhìn thấy", "thêm `mo_ta` (alt): ảnh có gì"),
    "anh-hong": _error("không đọc được ảnh: {reason}", "mở bằng chương trình xem ảnh rồi lưu lại thành .jpg hoặc .png; nếu không mở được thì lấy lại tệp gốc"),
    "anh-trong": _warning("tệp ảnh chỉ có {size} byte, chưa có hình nào: trang chỉ hiện phần mô tả", "chép lại tệp ảnh"),
    "anh-qua-lon": _error("ảnh tối đa {limit} triệu điểm ảnh, đang là {width} × {height}", "thu nhỏ ảnh; cạnh dài 2.400 điểm ảnh là đủ"),
    "anh-dong": _error("ảnh trong trang phải đứng yên, đây là ảnh động", "thay bằng ảnh tĩnh .jpg hoặc .png; cần chuyển động thì đính kèm video .mp4"),
    "anh-con-thong-tin": _error("ảnh .avif này còn thông tin máy ảnh ghi vào (nơi chụp, giờ chụp) mà không tách ra được", "lưu lại thành .jpg hoặc .png"),
    "anh-dang-moi": _warning("ảnh .{kind} không hiện trên máy cũ, mà không có bản dự phòng", "mở ảnh, lưu thành .jpg (ảnh chụp) hoặc .png (hình vẽ), sửa chỗ nhắc tới nó"),
    "tep-khac-duoi": _warning("tệp mang đuôi .{suffix} nhưng bên trong là loại khác hoặc đã hỏng, người đọc không mở được", "mở lại tệp gốc, lưu đúng loại .{suffix} rồi chép lại"),
    "anh-khac-duoi": _warning("tệp mang đuôi .{kind} nhưng là ảnh {real}", "đổi đuôi tệp thành .{suffix} và sửa chỗ nhắc tới nó"),
    "anh-cong-kich-thuoc": _warning("ảnh `{value}` của cổng không rõ rộng, cao nên chữ bị xô khi ảnh hiện ra", 'chép ảnh vào anh/, hoặc viết <img src="…" alt="…" width="…" height="…">'),
    "tep-khong-dung": _warning("không bài nào dùng tệp này nên nó không được đăng", "nhắc tới tệp trong một bài, hoặc xóa"),
    "lien-ket-hong": _error("liên kết `{value}` không dẫn tới đâu", "sửa đường dẫn"),
    "lien-ket-chua-dang": _error("liên kết `{value}` dẫn tới bài chưa đăng ({state})", "bỏ liên kết hoặc đăng bài kia"),
    "lien-ket-hen-gio": _warning("liên kết `{value}` dẫn tới bài chưa đến ngày đăng ({state}), tạm hiện như chữ thường", "không cần sửa nếu bài kia sắp đăng"),
    "lien-ket-muc": _warning("trang đích không có mục `#{value}`", "sửa phần sau dấu #"),
    "anh-ngoai": _error("ảnh phải nằm trong anh/ hoặc tep/ của chuyên mục, đang là `{value}`", "tải ảnh về anh/ rồi ghi đường dẫn tới đó"),
    "lien-ket-cam": _error("liên kết `{value}` không được phép", "dùng liên kết http, https, mailto hoặc tel"),
    "dia-chi-trung": _error("địa chỉ `{value}` đã thuộc về {other}", "đổi địa chỉ cũ"),
    "bai-trung": _error("bài này trùng địa chỉ với {other}", "đổi tên tệp"),
    "the-trung": _warning("từ khóa “{value}” và “{other}” viết không dấu giống nhau, thành hai trang riêng", "thống nhất một cách viết"),
    "the-dau-phay": _warning("một từ khóa có dấu phẩy: “{value}”", "tách thành danh sách: [a, b]"),
    "chuyen-den-hong": _error("`{value}` không phải trang nào của chuyên mục", "sửa địa chỉ chuyển đến"),
    "the-html": _warning("thẻ hoặc thuộc tính HTML `{value}` không được phép nên đã bị bỏ", "viết bằng Markdown"),
    "bai-chua-viet": _error("bài đã đặt là đăng mà còn câu mẫu “{value}”", "viết nội dung rồi xóa câu mẫu"),
    "dau-tron-word": _warning("dấu {value} chép từ Word không thành danh sách", "thay bằng dấu gạch nối và dấu cách: `- `"),
    "bang-thieu-gach": _warning("bảng thiếu dòng `|---|---|` ngay dưới dòng tiêu đề", "thêm dòng đó, mỗi cột một `---`"),
    "thut-thanh-ma": _warning("đoạn thụt đầu dòng bằng Tab hoặc bốn dấu cách sẽ thành khung mã", "bỏ phần thụt đầu dòng"),
    "ngoac-qua-nhieu": _error("có quá {limit} dấu `[` liền nhau", "xóa bớt"),
    "nhay-nguoc-qua-nhieu": _error("có quá {limit} dấu ` liền nhau", "xóa bớt"),
    "chu-thich-qua-nhieu": _error("có quá {limit} chú thích `[^…]`", "chia bài thành nhiều phần"),
    "the-qua-nhieu": _error("có quá {limit} thẻ HTML", "viết bằng Markdown, hoặc đính kèm tệp"),
    "the-chua-dong": _error("có quá {limit} dấu `<` mở thẻ mà không có `>` đóng", "xóa thẻ HTML, hoặc viết `<` thành `&lt;`"),
    "bang-qua-lon": _error("bảng có quá {limit} ô", "chia thành nhiều bảng, hoặc đính kèm tệp"),
    "doan-qua-dai": _error("có đoạn dài hơn {limit} ký tự mà không có dòng trống", "thêm dòng trống giữa các đoạn"),
    "long-qua-sau": _error("danh sách hoặc trích dẫn lồng quá {limit} cấp", "viết phẳng lại"),
    "bai-khong-dung-duoc": _error("không dựng được nội dung bài: {reason}", "đơn giản hóa phần Markdown"),
}

_LOG: Mapping[str, Message] = {
    "so-ten-tep": _error("sổ theo dõi phải tên là <năm>.xlsx hoặc <năm>.csv", "đổi tên tệp, ví dụ 2024.xlsx"),
    "so-excel": _error("sổ theo dõi phải là tệp .xlsx hoặc .csv, đây là tệp .{kind}", "mở tệp bằng Excel: Lưu thành (Save As) → Excel Workbook (.xlsx), đặt tên <năm>.xlsx, rồi bỏ tệp cũ"),
    "so-hong": _error("không đọc được sổ theo dõi. {reason}", "mở bằng Excel, lưu lại thành .xlsx; nếu không mở được thì lấy bản sao lưu"),
    "so-hai-tep": _error("năm {year} đã có {other}, mỗi năm chỉ được một sổ vì các dòng sẽ bị tính hai lần", "gộp các dòng vào một tệp, chuyển tệp kia ra khỏi so-theo-doi/"),
    "so-qua-lon": _error("ô {cell}: sổ chỉ đọc đến dòng {rows} và cột thứ {columns}", "xóa ô này nếu thừa, hoặc bớt dòng không dùng"),
    "so-trang-khac": _warning("trang tính “{other}” cũng là sổ theo dõi nhưng chỉ trang “{read}” được đọc", "chép các dòng sang trang “{read}”, hoặc xóa trang “{other}”"),
    "so-trong": _error("sổ theo dõi không có dòng tiêu đề", "dòng đầu phải là tên các cột"),
    "so-cot-thieu": _error("sổ theo dõi phải có cột “{value}”", "thêm cột này ở dòng tiêu đề"),
    "so-cot-la": _error("ô {cell}: không có cột “{value}”"),
    "so-cot-trung": _error("ô {cell}: cột “{value}” ghi hai lần", "xóa một cột"),
    "so-cot-khong-ten": _error("ô {cell}: có giá trị mà cột này không có tên ở dòng tiêu đề", "ghi tên cột, hoặc xóa các ô của cột"),
    "so-o-gop": _error("ô {cell}: ô gộp qua nhiều cột ({range}) nên không biết giá trị thuộc cột nào", "bỏ gộp ô (Unmerge) rồi ghi từng cột; dòng chỉ ghi tên nhóm thì xóa"),
    "so-o-gop-dien": _warning("ô {cell}: ô gộp {range}, dòng {rows} lấy giá trị “{value}” của dòng {first}", "bỏ gộp ô (Unmerge), ghi giá trị vào từng dòng"),
    "so-o-gop-so": _error("ô {cell}: số ở cột “{title}” gộp chung với dòng trên, cộng lại sẽ bị nhân lên", "bỏ gộp ô, ghi số riêng của từng dòng"),
    "so-cong-thuc": _error("ô {cell}: công thức chưa có kết quả", "mở bằng Excel rồi lưu lại, hoặc ghi giá trị thay công thức"),
    "so-o-loi": _error("ô {cell}: công thức bị lỗi `{value}`", "sửa công thức, hoặc ghi giá trị thay công thức"),
    "so-dong-mot-o": _error("ô {cell}: cả dòng chỉ có ô này, “{value}”", "ghi đủ ngày, tên, thể loại; dòng chỉ ghi tên nhóm thì xóa"),
    "so-dong-tong": _error("ô {cell}: sổ không ghi dòng tổng, mỗi dòng là một sản phẩm", "xóa dòng này, số tổng được tính tự động"),
    "so-o-trong": _error("ô {cell}: cột “{title}” phải có giá trị", "ghi giá trị"),
    "so-o-thua": _error("ô {cell}: dòng có {found} ô, tiêu đề có {width}", "xóa ô thừa; trong tệp .csv thì đặt ô có dấu phẩy vào nháy kép"),
    "so-ngay": _error("ô {cell}: ngày phải viết như 10/05/2024, đang là `{value}`", "sửa lại ngày"),
    "so-ngay-dao": _warning("ô {cell}: {count} ô ngày đều có ngày nhỏ hơn 13, những ngày còn lại là chữ: có thể Excel đã đổi chỗ ngày và tháng, ô này đang là {day}", "so với bản gốc; nếu đúng thì đặt định dạng cột là Văn bản (Text) rồi dán lại"),
    "so-khong-ke-hoach": _error("ô {cell}: không có kế hoạch nào có thời gian chứa ngày {day}", "thêm kế hoạch hoặc sửa ngày"),
    "so-nhiem-vu": _error("ô {cell}: kế hoạch không có nhiệm vụ `{value}`", "dùng một trong: {known}"),
    "so-nhiem-vu-doi": _error("ô {cell}: `{value}` không phải số nhiệm vụ; Excel đổi số có dấu phẩy, dấu chấm, gạch chéo thành số khác hoặc thành ngày", "đặt định dạng ô là Văn bản (Text) rồi gõ lại các số, ngăn bằng dấu chấm phẩy, ví dụ {example}"),
    "so-noi-dung": _error("ô {cell}: kế hoạch không có nội dung `{value}`", "dùng một trong: {known}"),
    "so-the-loai": _error("ô {cell}: không có thể loại `{value}`"),
    "so-don-vi": _error("ô {cell}: không có đơn vị `{value}`"),
    "so-kenh": _error("ô {cell}: không có kênh `{value}`"),
    "so-so": _error("ô {cell}: phải là số không âm, đang là `{value}`", "ghi số, ví dụ 120"),
    "so-tep": _error("ô {cell}: không có tệp `{value}`", "ghi địa chỉ http(s) hoặc tệp trong tep/"),
    "so-dia-chi": _error("ô {cell}: thiếu https:// ở đầu địa chỉ, đang là `{value}`", "ghi https://{value}"),
    "so-tep-ten": _error("ô {cell}: tên tệp chỉ gồm chữ không dấu, số, `.`, `-`, `_`, đang là `{value}`", "đổi tên tệp"),
    "so-tep-lap": _warning("ô {cell}: `{value}` đã được tính ở {where}{more}: một sản phẩm có thể bị tính hai lần", "nếu là một sản phẩm thì chỉ để một dòng, nhiều nhiệm vụ ngăn bằng dấu chấm phẩy; nếu là sản phẩm khác thì ghi địa chỉ hoặc tệp riêng của nó"),
    "so-nhay": _error("dấu nháy kép mở ra phải được đóng lại", "sửa dấu nháy ở dòng này"),
}

MESSAGES: Mapping[str, Message] = {**_FILES, **_YAML, **_VALUES, **_PLANS, **_SITE, **_LOG}

STATES: Mapping[str, str] = {
    "published": "đã đăng",
    "draft": "nháp",
    "review": "chờ duyệt",
    "scheduled": "hẹn giờ đăng",
    "expired": "hết hiệu lực",
    "withdrawn": "đã gỡ bỏ",
    "rejected": "có lỗi",
}
