"""CCHC_SERVER as an administrator writes it."""

from __future__ import annotations

import ast
import re
from datetime import date

import pytest

from cchc.errors import UsageError
from cchc.server.settings import ServerSettings, read_server
from support import ROOT

KNOWN = {"base_url": "https://so.example.vn/cchc/", "day": date(2024, 12, 31)}


def test_what_is_written_is_kept_and_what_is_known_is_added():
    """An address for mail may be written alone; folders have no slash at their end."""
    found = read_server(
        {"folder": "/srv/cchc/", "measuring_hosts": ["https://do.example.vn"], "frame_ancestors": "https://*.example.vn",
         "security_contact": "an-toan@example.vn"}, **KNOWN,
    )
    assert found == ServerSettings(
        folder="/srv/cchc", measuring_hosts=("https://do.example.vn",), frame_ancestors=("https://*.example.vn",),
        security_contact="mailto:an-toan@example.vn", **KNOWN,
    )
    assert (found.prefix, found.host, found.at_root) == ("/cchc/", "https://so.example.vn", False)


def test_nothing_need_be_written():
    """Every value has a default that shows nothing to anybody else."""
    found = read_server({}, **KNOWN)
    assert (found.folder, found.measuring_hosts, found.frame_ancestors, found.security_contact) == (
        "/srv/cchc/current", (), (), "")


@pytest.mark.parametrize(("written", "named"), [
    ({"thu_muc": "/srv"}, "không có mục thu_muc"), ({"folder": "srv/cchc"}, "folder"), ({"folder": ""}, "folder"),
    ({"folder": '/srv/"; return 200; #'}, "folder"), ({"folder": 5}, "folder"),
    ({"measuring_hosts": ["https://do.example.vn/js"]}, "measuring_hosts"),
    ({"measuring_hosts": ["do.example.vn"]}, "measuring_hosts"), ({"measuring_hosts": [5]}, "measuring_hosts"), ({"measuring_hosts": 5}, "measuring_hosts"),
    ({"frame_ancestors": ["https://a.vn; script-src *"]}, "frame_ancestors"), ({"frame_ancestors": "*"}, "frame_ancestors"),
    ({"security_contact": "http://example.vn"}, "security_contact"), ({"security_contact": "phòng"}, "security_contact"),
    ({"security_contact": "a@b.vn\nExpires: x"}, "security_contact"),
])
def test_a_wrong_value_is_wrong_usage_that_names_it(written, named):
    """Nothing that could break out of a server's configuration is taken."""
    with pytest.raises(UsageError, match=f"CCHC_SERVER.*{named}"):
        read_server(written, **KNOWN)


def test_the_administrator_s_guide_and_the_project_s_settings_name_the_same_keys():
    """docs/may-chu.md has a row for every key."""
    guide = (ROOT / "docs" / "may-chu.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", guide, re.MULTILINE)
    written = re.search(r"^CCHC_SERVER = (\{.*?\})$", (ROOT / "pelican.conf.py").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert sorted(rows) == sorted(ast.literal_eval(written[1]))
    assert read_server(ast.literal_eval(written[1]), **KNOWN).frame_ancestors == ("https://skhcn.hungyen.gov.vn",)
