"""Cards as pictures: the same bytes, every Vietnamese letter, nothing outside its place."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image, ImageFont

from cchc.cards import drawing
from cchc.cards.drawing import PAPER, draw_card
from cchc.cards.text import BOLD, HEIGHT, SEMIBOLD, WIDTH, CardText, card_key, drawable
from support import ROOT

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵfjwz"
SIGNS = "0123456789.,:;!?()[]/&%+-–—“”‘’\"'…•·°₫"
WORDS = CardText("Sở Khoa học và Công nghệ", "Cải cách hành chính", "Cơ chế một cửa", "Thể chế", "06/05/2024")


def card(title: str) -> bytes:
    return draw_card(CardText(WORDS.agency, WORDS.section, title, WORDS.field, WORDS.day))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_card_is_a_small_png_of_the_size_networks_show_whole() -> None:
    data = draw_card(WORDS)
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size, picture.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    assert len(data) < 25_000
    assert picture.info == {}


def test_the_same_words_give_the_same_bytes() -> None:
    assert draw_card(WORDS) == draw_card(WORDS)
    assert card("Khác") != draw_card(WORDS)


@pytest.mark.parametrize("path", [BOLD, SEMIBOLD])
def test_the_fonts_draw_every_vietnamese_letter(path: object) -> None:
    font = ImageFont.truetype(path, 40, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\u4e00"))
    for letter in {*LETTERS, *LETTERS.upper(), *SIGNS}:
        assert bytes(font.getmask(letter)) != missing, letter
        assert drawable(letter) == letter


def test_signs_the_fonts_lack_are_left_out() -> None:
    assert drawable("Một cửa 🎉 → liên\u00a0thông 一") == "Một cửa liên thông"
    assert drawable("Cha\u0306m so\u0301c") == "Chăm sóc"


@pytest.mark.parametrize("title", [
    "X", "Ễ Ộ Ẫ Ậ Ỡ Ữ Ỹ", "ĐẨY MẠNH CẢI CÁCH HÀNH CHÍNH Ở CƠ SỞ " * 5, "mộtcửaliênthông" * 13, "W" * 200, "Ễ" * 200, "",
], ids=["short", "marks", "capitals", "one word", "wide", "high", "none"])
def test_a_title_stays_between_the_hairline_and_the_foot(title: str) -> None:
    """Its ink is inside the margins, and hairline and foot are as on a card without a title."""
    picture, empty = opened(card(title[:200])), opened(card(""))
    for box in ((0, 0, WIDTH, 195), (0, 550, WIDTH, HEIGHT), (0, 0, 84, HEIGHT), (WIDTH - 80, 0, WIDTH, HEIGHT)):
        assert picture.crop(box).tobytes() == empty.crop(box).tobytes(), box
    inked = picture.crop((84, 200, WIDTH - 80, 540)).getcolors() != [((WIDTH - 164) * 340, PAPER)]
    assert inked == bool(title)
    assert len(card(title[:200])) < 45_000


def test_a_long_name_of_the_agency_is_drawn_smaller() -> None:
    long = CardText("Sở Khoa học và Công nghệ " * 6, "Cải cách hành chính " * 8, "Tin", "Lĩnh vực " * 20, "06/05/2024")
    picture, plain = opened(draw_card(long)), opened(card("Tin"))
    edge = (WIDTH - 80, 0, WIDTH, HEIGHT)
    assert picture.crop(edge).tobytes() == plain.crop(edge).tobytes()


def test_the_key_depends_on_every_word() -> None:
    keys = {card_key(WORDS)}
    for number in range(5):
        words = ["a", "b", "c", "d", "e"]
        words[number] += "x"
        keys.add(card_key(CardText(*words)))
    assert len(keys) == 6
    assert card_key(WORDS) == card_key(WORDS)


@pytest.mark.parametrize(("name", "colour"), [
    ("paper", drawing.PAPER), ("ink", drawing.INK), ("muted", drawing.MUTED), ("accent", drawing.ACCENT),
    ("gold", drawing.GOLD),
])
def test_cards_have_the_colours_of_the_theme(name: str, colour: tuple[int, int, int]) -> None:
    tokens = (ROOT / "theme" / "css" / "tokens.css").read_text(encoding="utf-8")
    assert re.search(rf"--{name}: #([0-9a-f]{{6}});", tokens)[1] == bytes(colour).hex()
