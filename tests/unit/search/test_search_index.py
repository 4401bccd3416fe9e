"""The files of the search index, read back as theme/js/search.js reads them."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cchc.search.documents import SearchDocument
from cchc.search.index import SearchIndex, build_index
from cchc.text import fold

ONE = SearchDocument(url="a/", title="Hòa giải", text="Cải cách\ncải tiến", summary="Tóm tắt", details=("Văn bản: 76/NQ-CP",))
TWO = SearchDocument(
    url="b/", title="Cái gì", text="", day=date(2024, 5, 10), traits=("nam=2024", "linh-vuc=the-che"), facts=("Tin",)
)


class Reading:
    """Bytes read from the start on."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def numbers(self, count: int) -> list[int]:
        return [self.number() for _ in range(count)]


def contents(index: SearchIndex) -> dict[str, object]:
    return json.loads(index.files["tim-kiem/muc-luc.json"])


def sums(gaps: list[int]) -> list[int]:
    return [sum(gaps[: end + 1]) for end in range(len(gaps))]


def words_in(index: SearchIndex) -> dict[str, dict[int, list[int]]]:
    """Places of every word by document."""
    found: dict[str, dict[int, list[int]]] = {}
    for first, name in contents(index)["words"]:
        reading = Reading(index.files[f"tim-kiem/tu/{name}.bin"])
        head = reading.take(reading.number()).decode().split(" ")
        assert fold(head[0]) == first
        for word, length in zip(head[::2], head[1::2], strict=True):
            own = Reading(reading.take(int(length)))
            number = own.number()
            documents, counts = sums(own.numbers(number)), own.numbers(number)
            found[word] = {document: sums(own.numbers(count)) for document, count in zip(documents, counts, strict=True)}
            assert own.at == len(own.data)
        assert reading.at == len(reading.data)
    return found


def test_words_stand_at_places_of_text_then_details_then_title() -> None:
    found = words_in(build_index([ONE, TWO]))
    # "Cải cách" 0–1, "cải tiến" 3–4; "Tóm tắt" 6–7, "Văn bản 76 NQ CP" 9–13; "Hòa giải" 15–16
    assert found["cải"] == {0: [0, 3]}
    assert found["tắt"] == {0: [7]}
    assert found["76"] == {0: [11]}
    assert found["hoà"] == {0: [15]}
    assert found["cái"] == {1: [0]}
    assert "hòa" not in found


def test_the_table_tells_days_lengths_and_traits_of_every_document() -> None:
    index = build_index([ONE, TWO])
    known = contents(index)
    assert (known["schema"], known["documents"], known["name"]) == ("cchc.search/1", 2, 4)
    reading = Reading(index.files[f"tim-kiem/bang/{known['table']}.bin"])
    names = [reading.take(known["name"]).hex() for _ in range(2)]
    days, text, details, sets = (reading.numbers(2) for _ in range(4))
    assert reading.at == len(reading.data)
    assert sums(days) == [0, (date(2024, 5, 10) - date(1970, 1, 1)).days]
    assert (text, details) == ([6, 0], [9, 0])
    assert [known["sets"][number] for number in sets] == [[], ["nam=2024", "linh-vuc=the-che"]]
    shown = [json.loads(index.files[f"tim-kiem/bai/{name}.json"]) for name in names]
    assert shown[0]["text"] == "Cải cách\ncải tiến\nVăn bản: 76/NQ-CP"
    assert shown[1] == {
        "title": "Cái gì", "url": "b/", "day": "10/05/2024", "iso": "2024-05-10", "facts": ["Tin"], "summary": "", "text": "",
    }


def test_every_name_but_the_contents_is_a_hash_of_its_bytes() -> None:
    index = build_index([ONE, TWO])
    for path, data in index.files.items():
        if path != "tim-kiem/muc-luc.json":
            assert hashlib.sha256(data).hexdigest().startswith(path.rpartition("/")[2].partition(".")[0])
    assert index.documents == 2
    assert index.size == sum(map(len, index.files.values()))


def test_a_further_post_keeps_the_names_of_what_it_does_not_touch() -> None:
    before = build_index([ONE]).files
    after = build_index([ONE, TWO]).files
    assert {path for path in before if path.startswith("tim-kiem/bai/")} <= set(after)


def test_words_that_fold_to_one_stay_in_one_shard_however_many_there_are() -> None:
    many = [SearchDocument(url=f"{number}/", title="cai cái cài " * 40, text=f"từ{number} " * 400) for number in range(60)]
    index = build_index(many)
    known = contents(index)["words"]
    assert len(known) > 3
    assert [first for first, _ in known] == sorted(first for first, _ in known)
    for _, name in known:
        reading = Reading(index.files[f"tim-kiem/tu/{name}.bin"])
        head = reading.take(reading.number()).decode().split(" ")[::2]
        assert {"cai", "cái", "cài"} <= set(head) or not {"cai", "cái", "cài"} & set(head)


def test_an_empty_section_has_an_index_that_finds_nothing() -> None:
    index = build_index([])
    assert contents(index)["words"] == []
    assert set(index.files) == {"tim-kiem/muc-luc.json", f"tim-kiem/bang/{contents(index)['table']}.bin"}


@given(st.lists(st.text("aáàđ 1/-.\n", max_size=300), max_size=6))
def test_any_texts_are_read_back_word_by_word(texts: list[str]) -> None:
    documents = [SearchDocument(url=f"{number}/", title="t", text=text) for number, text in enumerate(texts)]
    index = build_index(documents)
    assert build_index(documents).files == index.files
    found = words_in(index)
    count = sum(len(places) for word in found.values() for places in word.values())
    assert count == sum(len(" ".join("".join(c if c.isalnum() else " " for c in text).split()).split()) for text in texts) + len(texts)


def test_a_result_names_its_language_only_when_it_is_not_the_sections() -> None:
    english = SearchDocument(url="c/", title="One-stop shop", lang="en")
    files = build_index((ONE, english)).files
    shown = [json.loads(data) for path, data in files.items() if path.startswith("tim-kiem/bai/")]
    assert {item["title"]: item.get("lang") for item in shown} == {"Hòa giải": None, "One-stop shop": "en"}
