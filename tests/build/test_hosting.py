"""Headers: the policy of every page, the same wherever it is written, and what may be kept for ever."""

from __future__ import annotations

import re

from tests.support import roots
from tests.support.sites import Site

GUIDE = (roots.REPOSITORY / "docs" / "hosting.md").read_text("utf-8")
# Only a header may say it.
FRAMES = "; frame-ancestors 'none'"


def policy(site: Site) -> str:
    found: str = site.page().tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    return found


def test_every_page_carries_the_same_strict_policy(site: Site) -> None:
    for page in site.pages.values():
        assert page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [policy(site)], (
            page
        )
    assert policy(site).startswith("default-src 'none'; ")
    assert "unsafe" not in policy(site)
    assert set(re.findall(r"https?:|\*|data:", policy(site))) == set()


def test_the_policy_comes_before_what_it_governs(site: Site) -> None:
    for page in site.pages.values():
        assert page.source.index("Content-Security-Policy") < page.source.index("<link"), page


def test_nothing_on_a_page_needs_an_exception(site: Site) -> None:
    for page in site.pages.values():
        assert page.tree.xpath("//@style|//style|//@*[starts-with(name(), 'on')]") == [], page
        inline = page.all("//script[not(@src)]")
        assert all(script.get("type") == "application/ld+json" for script in inline), page


def test_the_header_file_and_the_guide_say_the_same_policy(small: Site) -> None:
    assert f"Content-Security-Policy: {policy(small)}{FRAMES}\n" in small.read("_headers")
    assert GUIDE.count(f'"{policy(small)}{FRAMES}"') == 2  # nginx and Apache


def test_only_files_named_by_their_content_are_kept_for_ever(small: Site) -> None:
    kept = re.findall(r"^(/\S+)\n  Cache-Control: .*immutable", small.read("_headers"), re.MULTILINE)
    assert kept == ["/avatars/*", "/cartes/*", "/theme/*"]
    assert "/data/*\n  Cache-Control: no-cache\n" in small.read("_headers")
    assert GUIDE.count("/(avatars|cartes|theme)/") == 2


def test_both_servers_send_the_same_types_compressed() -> None:
    """nginx takes HTML for granted; its « .xml » is text/xml, Apache's application/xml."""
    (nginx,) = re.findall(r"gzip_types (.*);", GUIDE)
    (apache,) = re.findall(r"AddOutputFilterByType DEFLATE (.*)", GUIDE)
    assert {*nginx.split(), "text/html"} == set(apache.split())
