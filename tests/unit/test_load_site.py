"""load_site: every file is accounted for, nothing is dropped silently."""

from __future__ import annotations

from datetime import datetime

import pytest

from cchc.errors import UsageError
from cchc.moment import build_moment
from cchc.problems import Mark, make_problem
from cchc.site import load_site
from cchc.text import VIETNAM
from sites import good

PLAN = good.PLAN.format(id="2024")
MOMENT = datetime(2024, 6, 30, 23, 59, tzinfo=VIETNAM)


@pytest.fixture
def write(tmp_path):
    """Write files of a small content folder with a plan; give what load_site says."""
    def load(files, moment=MOMENT, *, plan=PLAN):
        for path, text in {"ke-hoach/2024.yaml": plan, **files}.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_site(tmp_path, moment)

    return load


def post(front="areas: a\n"):
    return f"---\ntitle: Bài thử\n{front}---\n"


def codes(loaded):
    return [(problem.path, problem.code) for problem in loaded.problems]


def test_a_missing_folder_is_a_wrong_use(tmp_path):
    with pytest.raises(UsageError, match="thư mục nội dung"):
        load_site(tmp_path / "khong-co", MOMENT)


def test_an_empty_folder_lacks_only_a_plan(tmp_path):
    loaded = load_site(tmp_path, MOMENT)
    assert codes(loaded) == [("ke-hoach", "khong-co-thu-muc-ke-hoach")]
    assert loaded.ledger == {}


def test_the_good_site_is_read_whole(tmp_path):
    loaded = load_site(good.write(tmp_path), build_moment(good.AS_OF, {}))
    assert loaded.problems == ()
    assert set(loaded.ledger) == set(good.STATES)
    assert [plan.id for plan in loaded.site.plans] == ["2024", "2025"]
    assert len(loaded.site.posts) == len(good.POSTS)
    assert [item.note for item in loaded.site.plans[0].explanations] == ["Chờ", "Đã xong"]
    assert {row.plan for row in loaded.site.rows} == {"2024", "2025"}


@pytest.mark.parametrize(
    ("front", "moment", "state"),
    [
        ("", "2024-05-09", "scheduled"), ("", "2024-05-10", "published"), ("status: nháp\n", "2024-05-10", "draft"),
        ("status: chờ duyệt\n", "2024-05-10", "review"), ("expires: 1/6/2024\n", "2024-05-31", "published"),
        ("expires: 1/6/2024\n", "2024-06-01", "expired"), ("withdrawn: {date: 1/6/2024}\n", "2024-06-01", "withdrawn"),
        ("slug: x\n", "2024-06-01", "rejected"), ("kind: x\n", "2024-06-01", "rejected"),
    ],
)
def test_the_ledger_holds_the_state_at_the_moment(write, front, moment, state):
    path = "bai-viet/2024/2024-05-10-bai-thu.md"
    loaded = write({path: post(f"areas: a\n{front}")}, build_moment(moment, {}))
    assert loaded.ledger[path] == state


def test_posts_are_newest_first_and_lists_hold_only_published_ones(write):
    names = {
        "bai-viet/2024/2024-05-10-a.md": post(), "bai-viet/2024/2024-05-11-b.md": post(),
        "bai-viet/2024/2024-05-12-c.md": post("areas: a\nexpires: 1/6/2024\n"),
        "bai-viet/2024/2024-08-01-d.md": post(), "bai-viet/2024/2024-05-13-e.md": post("areas: a\nstatus: draft\n"),
    }
    site = write(names).site
    assert [item.slug for item in site.posts] == ["d", "e", "c", "b", "a"]
    assert [item.slug for item in site.listed] == ["b", "a"]
    assert [item.slug for item in site.standing] == ["c", "b", "a"]


def test_files_of_no_known_kind_are_said_not_dropped(write):
    odd = ("la.txt", "video/a.mp4", "van-ban/a.yaml", "ke-hoach/a.docx", "so-theo-doi/a.csv")
    loaded = write(dict.fromkeys(odd, "x"))
    assert codes(loaded) == [
        ("ke-hoach/a.docx", "ke-hoach-ten"), ("la.txt", "tep-la"), ("so-theo-doi/a.csv", "so-ten-tep"),
        ("van-ban/a.yaml", "tep-chua-dung"), ("video/a.mp4", "tep-la"),
    ]
    assert loaded.ledger["van-ban/a.yaml"] == "draft"
    assert loaded.ledger["la.txt"] == "rejected"


def test_files_of_programs_and_systems_are_passed_over(write):
    loaded = write({".git/x": "x", ".DS_Store": "x", "tep/Thumbs.db": "x", "bai-viet/2024/~$a.docx": "x"})
    assert (loaded.problems, set(loaded.ledger)) == ((), {"ke-hoach/2024.yaml"})


def test_a_post_with_errors_is_no_part_of_the_site_but_kept_to_be_checked(write):
    loaded = write({"bai-viet/2024/2024-05-10-a.md": post("areas: a\nurl: x\n"), "trang/b.md": post("url: x\n")})
    assert loaded.site.posts == ()
    assert loaded.site.pages == ()
    assert [item.source for item in loaded.faulty] == ["bai-viet/2024/2024-05-10-a.md", "trang/b.md"]
    assert [item.slug for item in loaded.all_posts] == ["a"]


def test_faults_of_a_plan_are_not_blamed_on_the_log(write):
    row = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Số lượng\n1/5/2024,Tin,tin-bai,1,x\n"
    loaded = write({"so-theo-doi/2024.csv": row}, plan=PLAN.replace("title: Kế hoạch", "tilte: Kế hoạch"))
    assert ("so-theo-doi/2024.csv", "so-khong-ke-hoach") not in codes(loaded)


def test_explanations_without_a_plan_are_a_fault(write):
    assert codes(write({"ke-hoach/2030.ghi-chu.yaml": "[]"})) == [("ke-hoach/2030.ghi-chu.yaml", "ghi-chu-mo-coi")]


def test_links_in_the_content_folder_are_refused_not_followed(write, tmp_path):
    write({})
    try:
        (tmp_path / "tep").symlink_to(tmp_path / "ke-hoach")
    except OSError:
        pytest.skip("no right to make links here")
    loaded = load_site(tmp_path, MOMENT)
    assert codes(loaded) == [("tep", "lien-ket-tuong-trung")]
    assert loaded.ledger["tep"] == "rejected"


def test_further_errors_reject_their_files_and_warnings_do_not(write):
    loaded = write({"bai-viet/2024/2024-05-10-a.md": post(), "bai-viet/2024/2024-05-11-b.md": post()})
    first, second = sorted(path for path in loaded.ledger if path.startswith("bai-viet"))
    more = loaded.with_problems([
        make_problem(first, Mark(), "yaml-tab"), make_problem(second, Mark(), "the-dau-phay", value="x")])
    assert (more.ledger[first], more.ledger[second]) == ("rejected", "published")
    assert [problem.path for problem in more.errors] == [first]
