"""Who issued a document, as written after "của": Chính phủ, UBND tỉnh Hưng Yên, Bộ Khoa học và Công nghệ.

Names of agencies have no closing sign and hold words in lower case, so reading one stops at a sign, at a word that
starts what the document does ("về", "ban hành", "quy định") or, once a level is named ("tỉnh", "huyện"), at the
first word in lower case. A name that does not end within `_MOST` words is left out rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cchc.text import clean_line

_MOST = 14
_REACH = 180  # characters looked at
_OF = re.compile(r"[\s,)*_]{0,8}của\s{1,6}")
_WORD = re.compile(r"\S{1,40}")
_SIGNS = '.,;:)]}*_”"…|/'
_OPENING = '([{“"*_'
_ABBREVIATION = re.compile(r"\([A-ZĂÂĐÊÔƠƯ&]{2,12}\)")
_CLOSED = re.compile(r"(?:{})(?![^\W_])".format("|".join(name.replace(" ", r"\s{1,6}") for name in (
    "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "[UỦ][ỷỶyY] ban [Tt]hường vụ Quốc hội", "Chủ tịch nước",
    "Bộ Chính trị", "Ban Bí thư",
))))
_STOP = re.compile(r"(?:{})(?![^\W_])".format("|".join(name.replace(" ", r"\s{1,6}") for name in (
    "về", "vê", "v/v", "ban hành", "quy định", "sửa đổi", "bổ sung", "phê duyệt", "hướng dẫn", "công bố", "triển khai",
    "thực hiện", "thi hành", "bãi bỏ", "thay thế", "đẩy mạnh", "tăng cường", "chỉ đạo", "giao", "yêu cầu", "đề nghị",
    "thông qua", "ngày", "năm", "kèm", "đã", "đang", "sẽ", "được", "bị", "là", "có", "cho", "để", "nhằm", "thì", "mà",
    "nêu", "gồm", "bao gồm", "như", "theo", "trong", "tại", "từ", "đến", "với", "do", "vì", "cũng", "còn", "này",
    "nói", "đặt", "xác định", "chỉ rõ", "khẳng định", "nhấn mạnh", "đề ra", "hiện", "cùng", "đối với", "trên",
    "giai đoạn", "khóa", "khoá", "tổ chức", "quyết định", "xây dựng", "và các", "và những", "và một", "và của",
))))
_LEVEL = re.compile(r"(?:tỉnh|huyện|quận|phường|thành\s{1,6}phố|thị\s{1,6}xã|xã(?!\s{1,6}hội))(?![^\W_])")
_PARTY_LEVEL = frozenset({"tỉnh", "thành", "huyện", "thị", "quận"})
_HOLDS_TYPE = frozenset({"Bộ", "Sở", "Phòng", "Ban", "Vụ", "Cục"})  # Bộ Kế hoạch và Đầu tư


def read_issuer(text: str, start: int, stop: re.Pattern[str], limit: int) -> tuple[str, int]:
    """Issuer named after "của" at `start` and where it ends; "" and `start` when none is named there.

    `stop` matches words that cannot stand in a name, the types of documents; a name ends before `limit`.
    """
    of = _OF.match(text, start)
    if not of:
        return "", start
    closed = _CLOSED.match(text, of.end())
    if closed:
        return clean_line(closed[0]), closed.end()
    words: list[str] = []
    end, local = start, False
    for found in _WORD.finditer(text, of.end(), min(of.end() + _REACH, limit)):
        if words and _ABBREVIATION.fullmatch(found[0]):
            continue  # Ủy ban nhân dân (UBND) tỉnh
        word = found[0].rstrip(_SIGNS + _OPENING)
        if not word or _ends_before(word, found.start(), words, text, stop) or (local and not word[0].isupper()):
            break
        words.append(word)
        end = found.start() + len(word)
        if word != found[0]:
            break
        local = local or _is_local(text, found.start(), words)
    else:
        if of.end() + _REACH < limit:
            return "", start
    unclear = not words or len(words) > _MOST or words[-1] in {"-", "–", "và"}
    return ("", start) if unclear else (" ".join(words), end)


def _ends_before(word: str, at: int, words: list[str], text: str, stop: re.Pattern[str]) -> bool:
    """Whether the name ended before the word at `at`."""
    if not words:
        return not word[0].isupper()
    if word[0] in _OPENING or _STOP.match(text, at):
        return True
    return bool(stop.match(text, at)) and words[-1] not in _HOLDS_TYPE


def _is_local(text: str, at: int, words: list[str]) -> bool:
    """Whether the word at `at` names a level of government, after which only a proper name may follow."""
    if _LEVEL.match(text, at):
        return len(words) > 0 and not text.startswith("thành", at)
    party = words[-1] in {"ủy", "uỷ"} and len(words) > 1
    return (party and words[-2].casefold() in _PARTY_LEVEL) or (words[-1] == "phố" and words[-2:-1] == ["thành"])


def issuers_conflict(one: str, other: str) -> bool:
    """Whether two issuers cannot be the same: of different levels, or of different places of one level."""
    left, right = _place(one), _place(other)
    if left is None or right is None:
        return False
    if left[0] != right[0]:
        return True
    return not (left[1].startswith(right[1]) or right[1].startswith(left[1]))


@lru_cache(maxsize=1024)
def _place(issuer: str) -> tuple[str, str] | None:
    """Level of government and its proper name ("" when not given); None for an issuer without a level."""
    plain = unicodedata.normalize("NFC", issuer)
    levels = list(_LEVEL.finditer(plain))
    if not levels:
        return None
    last = levels[-1]
    return clean_line(last[0]), clean_line(plain[last.end():]).casefold()
