"""Issuers named after "của": where a name ends, and which two cannot be one."""

from __future__ import annotations

import re

import pytest

from cchc.issuers import issuers_conflict, read_issuer

STOP = re.compile(r"(?:Kế hoạch|quyết định)(?![^\W_])")


@pytest.mark.parametrize(("text", "issuer"), [
    ("của Chính phủ quy định", "Chính phủ"),
    ("của Chính phủ hôm nay", "Chính phủ"),
    ("của Thủ tướng  Chính\nphủ về việc", "Thủ tướng Chính phủ"),
    ("của Uỷ ban thường vụ Quốc hội về", "Uỷ ban thường vụ Quốc hội"),
    ("của Bộ Chính trị khóa XIII", "Bộ Chính trị"),
    ("của UBND tỉnh ban hành", "UBND tỉnh"),
    ("của UBND tỉnh vê ban hành", "UBND tỉnh"),
    ("của UBND tỉnh Hưng Yên năm 2024", "UBND tỉnh Hưng Yên"),
    ("của UBND thành phố Hưng Yên, tỉnh", "UBND thành phố Hưng Yên"),
    ("của UBND xã Tân Dân tuyên truyền", "UBND xã Tân Dân"),
    ("của Bảo hiểm xã hội tỉnh đăng tải", "Bảo hiểm xã hội tỉnh"),
    ("của Ban Chấp hành Đảng bộ tỉnh gửi", "Ban Chấp hành Đảng bộ tỉnh"),
    ("của Tỉnh ủy Hưng Yên lãnh đạo", "Tỉnh ủy Hưng Yên"),
    ("của Huyện uỷ tuyên truyền", "Huyện uỷ"),
    ("của Ủy ban nhân dân (UBND) tỉnh về", "Ủy ban nhân dân tỉnh"),
    ("của Bộ Kế hoạch và Đầu tư hướng dẫn", "Bộ Kế hoạch và Đầu tư"),
    ("của Bộ Lao động - Thương binh và Xã hội.", "Bộ Lao động - Thương binh và Xã hội"),
    ("của Bộ Xây dựng xây dựng", "Bộ Xây dựng"),
    ("của Bộ Nội vụ Kế hoạch", "Bộ Nội vụ"),
    ("của Bộ Nội vụ quyết định", "Bộ Nội vụ"),
    ("của Sở Nội vụ; Sở Tài chính", "Sở Nội vụ"),
    ("của Sở Nội vụ (Kế hoạch kèm theo)", "Sở Nội vụ"),
    ("của Sở Nội vụ | ô sau", "Sở Nội vụ"),
    ("của Sở Nội vụ và các", "Sở Nội vụ"),
    ("** của Sở Nội vụ", "Sở Nội vụ"),
    (") của Sở Nội vụ", "Sở Nội vụ"),
    ("của Sở Nội vụ\n", "Sở Nội vụ"),
    ("của tỉnh", ""),
    ("của", ""),
    ("của ", ""),
    ("về Sở Nội vụ", ""),
    ("của Sở Nội vụ và", ""),
    ("của Sở Nội vụ -", ""),
    ("của ... Sở Nội vụ", ""),
    ("của Sở " + "a " * 13 + "đã", "Sở " + "a " * 12 + "a"),
    ("của Sở " + "a " * 14 + "đã", ""),
    ("của Sở" + " " * 200 + "Nội vụ", ""),
])
def test_a_name_ends_where_its_agency_s_does(text: str, issuer: str) -> None:
    found, end = read_issuer(text, 0, STOP, len(text))
    assert found == issuer
    if issuer:
        assert " ".join(text[:end].split()).replace(" (UBND)", "").endswith(issuer)
    else:
        assert end == 0


@pytest.mark.parametrize(("one", "other", "conflict"), [
    ("", "UBND tỉnh", False),
    ("Chính phủ", "Thủ tướng Chính phủ", False),
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh", False),
    ("UBND tỉnh", "Chủ tịch UBND tỉnh Hưng Yên", False),
    ("UBND tỉnh Hưng Yên", "UBND tỉnh Hải Dương", True),
    ("UBND tỉnh Hưng Yên", "UBND thành phố Hưng Yên", True),
    ("UBND huyện Kim Động", "UBND tỉnh", True),
    ("UBND xã Tân Dân", "UBND phường Tân Dân", True),
    ("Bảo hiểm xã hội", "UBND tỉnh", False),
    ("UBND  thành\nphố Hà Nội", "UBND thành phố Hà Nội", False),
])
def test_issuers_of_other_levels_or_places_conflict(one: str, other: str, conflict: bool) -> None:
    assert issuers_conflict(one, other) is issuers_conflict(other, one) is conflict
