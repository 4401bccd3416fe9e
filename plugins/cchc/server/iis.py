"""web.config: what IIS (7.5 and later, no extra module) reads in the section's folder."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping

from cchc.media_types import OTHER, TEXT
from cchc.server.policy import HASHED, HASHED_FOLDERS, Headers, embed_headers, file_rules, page_headers
from cchc.server.settings import ServerSettings

_LARGEST = 200_000  # bytes; IIS refuses a web.config over 250 KB (MaxWebConfigFileSizeInKB)
_NOTE = " Cấu hình IIS của chuyên mục, ghi lại mỗi lần dựng: đừng sửa tay. Cách dùng: docs/may-chu.md "
_DROPPED = " Còn {count} địa chỉ cũ không ghi ở đây vì IIS giới hạn cỡ tệp; các trang đó tự chuyển bằng HTML. "


def web_config(settings: ServerSettings, redirects: Mapping[str, str], theme: Iterable[str]) -> bytes:
    """The configuration; `redirects` are old → new addresses, `theme` the theme's files, under the section root.

    IIS cannot match names by a pattern without an extra module: folders of hashed names are kept for a year, files
    of the theme without a hash in their names for a day. Redirects beyond IIS's size limit are left to their pages.
    """
    root = ET.Element("configuration")
    root.append(ET.Comment(_NOTE))
    _section(ET.SubElement(root, "system.webServer"), settings)
    place = _place(root, "may-chu")
    hidden = ET.SubElement(ET.SubElement(ET.SubElement(place, "security"), "requestFiltering"), "hiddenSegments")
    ET.SubElement(hidden, "add", {"segment": "may-chu"})
    _headers(_place(root, "ma-nhung"), embed_headers(settings), "00:05:00")
    rules = {rule.pattern: rule.headers for rule in file_rules(settings)}
    for folder in HASHED_FOLDERS:
        _headers(_place(root, folder), rules[HASHED], "365.00:00:00")
    for path in sorted(path for path in theme if not re.fullmatch(HASHED, path)):
        found = (headers for pattern, headers in rules.items() if re.fullmatch(pattern, path))
        _headers(_place(root, path), next(found, page_headers(settings)), "1.00:00:00")
    _redirects(root, settings, redirects)
    ET.indent(root, " ")
    return _bytes(root) + b"\n"


def _bytes(root: ET.Element) -> bytes:
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _section(server: ET.Element, settings: ServerSettings) -> None:
    """What holds for the whole folder."""
    default = ET.SubElement(ET.SubElement(server, "defaultDocument", {"enabled": "true"}), "files")
    ET.SubElement(default, "clear")
    ET.SubElement(default, "add", {"value": "index.html"})
    # Mode File keeps the status 404 (ExecuteURL would answer 200); its path is relative to the root of the site
    errors = ET.SubElement(server, "httpErrors", {"errorMode": "Custom", "existingResponse": "Auto"})
    ET.SubElement(errors, "remove", {"statusCode": "404", "subStatusCode": "-1"})
    path = f"{settings.prefix.lstrip('/')}404.html".replace("/", "\\")
    ET.SubElement(errors, "error", {
        "statusCode": "404", "prefixLanguageFilePath": "", "path": path, "responseMode": "File",
    })
    ET.SubElement(server, "urlCompression", {"doStaticCompression": "true"})
    static = _headers(server, page_headers(settings), "00:05:00")
    for suffix, kind in {**TEXT, **OTHER}.items():
        value = f"{kind}; charset=utf-8" if suffix in TEXT else kind
        ET.SubElement(static, "remove", {"fileExtension": f".{suffix}"})  # a type given twice is a fault
        ET.SubElement(static, "mimeMap", {"fileExtension": f".{suffix}", "mimeType": value})


def _place(root: ET.Element, path: str) -> ET.Element:
    return ET.SubElement(ET.SubElement(root, "location", {"path": path}), "system.webServer")


def _headers(server: ET.Element, headers: Headers, age: str) -> ET.Element:
    """`headers` in place of those set above; Cache-Control is IIS's own clientCache, `age` as [d.]hh:mm:ss."""
    static = ET.SubElement(server, "staticContent")
    custom = "public, immutable" if "immutable" in dict(headers)["Cache-Control"] else "public"
    ET.SubElement(static, "clientCache", {
        "cacheControlMode": "UseMaxAge", "cacheControlMaxAge": age, "cacheControlCustom": custom,
    })
    group = ET.SubElement(ET.SubElement(server, "httpProtocol"), "customHeaders")
    for name, value in headers:
        if name != "Cache-Control":
            ET.SubElement(group, "remove", {"name": name})
            ET.SubElement(group, "add", {"name": name, "value": value})
    return static


def _redirects(root: ET.Element, settings: ServerSettings, redirects: Mapping[str, str]) -> None:
    """Permanent redirects by IIS's own httpRedirect; a folder's does not reach into the folders below it."""
    room = _LARGEST - len(_bytes(root))
    for done, (old, new) in enumerate(redirects.items()):
        place = _place(root, old.rstrip("/"))
        ET.SubElement(place, "httpRedirect", {
            "enabled": "true", "exactDestination": "true", "childOnly": str(old.endswith("/")).lower(),
            "httpResponseStatus": "Permanent", "destination": settings.prefix + new,
        })
        room -= len(_bytes(root[-1])) + 20
        if room < 0:
            root.remove(root[-1])
            root.append(ET.Comment(_DROPPED.format(count=len(redirects) - done)))
            return
