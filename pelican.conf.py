"""Settings of the section, read by Pelican; PLUGINS are the stages of a build in their order."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

from cchc.hooks.engine import Engine as PELICAN_CLASS  # noqa: F401, N814 - Pelican's name for it

# The section and its place in the portal
SITENAME = "Cải cách hành chính"
SITEURL = "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh"
CCHC_AGENCY = "Sở Khoa học và Công nghệ"
CCHC_PARENT_AGENCY = "Ủy ban nhân dân tỉnh Hưng Yên"
CCHC_PORTAL_NAME = "Trang chủ"
CCHC_PORTAL_URL = "https://skhcn.hungyen.gov.vn/"
CCHC_MENU = [
    ("Tin, bài", "bai-viet/"),
    ("Lĩnh vực", "linh-vuc/"),
    ("Kế hoạch", "ke-hoach/"),
    ("Giới thiệu", "gioi-thieu/"),
]
CCHC_FOOTER_LINKS = [("Sơ đồ trang", "so-do-trang/"), ("Từ khóa", "tu-khoa/"), ("Theo năm", "theo-nam/"),
                     ("Dữ liệu mở", "du-lieu/")]
# Further lines of the footer, above who answers for the section (CCHC_CONTACT)
CCHC_FOOTER: list[str] = []
CCHC_PER_PAGE = 20
# Who answers for the section, for the footer; "" until the department has confirmed it
CCHC_CONTACT = {"unit": "Văn phòng Sở", "person": "", "address": "", "phone": "", "email": ""}
# The box "Cần làm thủ tục?" on every post; text holds an address, hours, a telephone number
CCHC_SERVICES = [
    {"title": "Cổng Dịch vụ công quốc gia", "url": "https://dichvucong.gov.vn/"},
    {"title": "Bộ phận Một cửa của tỉnh", "text": "Nộp hồ sơ trực tiếp và nhận kết quả tại Bộ phận Một cửa."},
    {"title": "Gửi phản ánh, kiến nghị", "url": "https://dichvucong.gov.vn/", "text": "Mục Phản ánh, kiến nghị."},
]
# The portal around the section: files with its own HTML for header, footer and measuring; a logo of the theme;
# links back; rating_url takes readers' answers (both off when "")
CCHC_PORTAL = {"header": "", "footer": "", "measuring": "", "logo": "", "links": [], "rating_url": ""}
# Web servers: folder they read, hosts of the measuring script, hosts that may frame ma-nhung/ (docs/may-chu.md)
CCHC_SERVER = {"folder": "/srv/cchc/current", "measuring_hosts": [], "security_contact": "",
               "frame_ancestors": ["https://skhcn.hungyen.gov.vn"]}

# What the office sends (inv report, chase, digest); what is "" stays blank for the clerk or the signer
CCHC_OFFICE = {
    "unit": "Văn phòng Sở",  # follows the plan and receives the units' outputs
    "place": "Hưng Yên",
    "report_symbol": "BC-SKHCN",
    "letter_symbol": "SKHCN-VP",
    "authority": "KT. GIÁM ĐỐC",
    "position": "PHÓ GIÁM ĐỐC",
    "signer": "",
    "recipients": ["UBND tỉnh (để báo cáo)", "Sở Nội vụ (để theo dõi)", "Giám đốc, các PGĐ Sở", "Lưu: VT, VP"],
    "reply_days": 5,  # working days a unit has to answer
}
# When reporting periods end, by the day from which the rule holds: None is the calendar, 14 means 15/12–14/12
CCHC_CUT_OFFS = [("2000-01-01", None)]

# What a build shows; `inv build` sets these from its options
CCHC_COVERAGE = "results"  # results (public) | full (internal) | none
CCHC_AS_OF = None  # YYYY-MM-DD, its last second; None: SOURCE_DATE_EPOCH, else now
CCHC_JOBS = None  # processes; None: one per core
CCHC_FULL = False  # ignore caches
CCHC_PUBLISH = False  # add search, image variants, social cards, QR codes, compressed copies

# Stages
PLUGIN_PATHS = ["plugins"]
PLUGINS = [
    "cchc.hooks.content",
    "cchc.hooks.coverage",
    "cchc.hooks.images",
    "cchc.hooks.pages",
    "cchc.hooks.data",
    "cchc.hooks.feeds",
    "cchc.hooks.sitemap",
    "cchc.hooks.search",
    "cchc.hooks.assets",
    "cchc.hooks.cards",
    "cchc.hooks.publish",
    "cchc.hooks.server",
    "cchc.hooks.writer",
]

# Folders
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
CACHE_PATH = ".cache"

# Pelican's own readers and writers are replaced by the stages above
READERS = {"rst": None, "html": None, "htm": None, "md": None}
ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
JINJA_ENVIRONMENT = {"autoescape": True}
DELETE_OUTPUT_DIRECTORY = False
