"""Stock Pelican on the same posts: lists by category, tag, author and year, one Atom and one RSS feed."""

SITENAME = "Cải cách hành chính"
SITEURL = "https://example.vn/cai-cach-hanh-chinh"
THEME = "."
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
READERS = {"rst": None, "html": None, "htm": None}
PLUGINS = []
MARKDOWN = {
    "extensions": ["extra", "sane_lists", "toc"],
    "extension_configs": {"toc": {"baselevel": 2}},
    "output_format": "html5",
}
ARTICLE_URL = "bai-viet/2024/{slug}/"
ARTICLE_SAVE_AS = "bai-viet/2024/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS = "theo-nam/{date:%Y}/index.html"
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = "feed.atom"
FEED_ALL_RSS = "rss.xml"
FEED_MAX_ITEMS = 30
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME_STATIC_PATHS = []
LOAD_CONTENT_CACHE = False
CACHE_CONTENT = False
MENUITEMS = [("Tin, bài", "bai-viet/"), ("Lĩnh vực", "category/"), ("Từ khóa", "tag/"), ("Giới thiệu", "pages/")]
