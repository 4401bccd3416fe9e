"""Stock Pelican on the same posts, with the same pages as ours as far as it goes without a plugin."""

import json
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_FACTS = json.loads((_HERE / "facts.json").read_text(encoding="utf-8"))

SITENAME = "Cải cách hành chính"
SITEURL = "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh"
BASE = "/cai-cach-hanh-chinh/"
AGENCY = "Sở Khoa học và Công nghệ"
PARENT = "Ủy ban nhân dân tỉnh Hưng Yên"
PORTAL = "https://skhcn.hungyen.gov.vn/"
AS_OF = "31/12/2024"
PLAN = _FACTS["plan"]
MENUITEMS = [("Tin, bài", "bai-viet/"), ("Lĩnh vực", "linh-vuc/"), ("Kế hoạch", "ke-hoach/")]
THEME = str(_HERE)
THEME_STATIC_PATHS = ["static"]
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
READERS = {"rst": None, "html": None, "htm": None}
PLUGINS = []
STATIC_PATHS = []
PAGE_PATHS = []
MARKDOWN = {
    "extensions": ["extra", "sane_lists", "toc"],
    "extension_configs": {"toc": {"baselevel": 2}},
    "output_format": "html5",
}
SUMMARY_MAX_PARAGRAPHS = 1
ARTICLE_URL = "bai-viet/2024/{slug}/"
CATEGORY_URL = "the-loai/{slug}/"
AUTHOR_URL = "linh-vuc/{slug}/"
TAG_URL = "tu-khoa/{slug}/"
YEAR_ARCHIVE_URL = "theo-nam/{date:%Y}/"
MONTH_ARCHIVE_URL = "theo-nam/{date:%Y}/{date:%m}/"
ARTICLE_SAVE_AS, CATEGORY_SAVE_AS, AUTHOR_SAVE_AS, TAG_SAVE_AS, YEAR_ARCHIVE_SAVE_AS, MONTH_ARCHIVE_SAVE_AS = (
    f"{url}index.html"
    for url in (ARTICLE_URL, CATEGORY_URL, AUTHOR_URL, TAG_URL, YEAR_ARCHIVE_URL, MONTH_ARCHIVE_URL)
)
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors"]
INDEX_URL, INDEX_SAVE_AS = "bai-viet/", "bai-viet/index.html"
TAGS_SAVE_AS, CATEGORIES_SAVE_AS, AUTHORS_SAVE_AS = (f"{name}/index.html" for name in ("tu-khoa", "the-loai", "linh-vuc"))
TEMPLATE_PAGES = _FACTS["pages"]
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": 20, "tag": 20, "category": 20, "author": 20, "period_archives": 20}
PAGINATION_PATTERNS = ((1, "{url}", "{save_as}"), (2, "{base_name}/trang/{number}/", "{base_name}/trang/{number}/index.html"))
FEED_ALL_ATOM, FEED_ALL_RSS = "feed.atom", "rss.xml"
AUTHOR_FEED_ATOM, AUTHOR_FEED_RSS = "linh-vuc/{slug}/feed.atom", "linh-vuc/{slug}/rss.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 30
LOAD_CONTENT_CACHE = CACHE_CONTENT = False
JINJA_FILTERS = {"json": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")}
