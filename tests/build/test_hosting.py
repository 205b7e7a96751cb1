"""Headers for hosts: the content security policy, the same everywhere, and caching."""

from __future__ import annotations

import re

from tests.support import roots
from tests.support.sites import Site

GUIDE = (roots.REPOSITORY / "docs" / "hosting.md").read_text("utf-8")
# This directive is ignored in a meta element: only the header has it.
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


def test_the_policy_comes_before_any_link(site: Site) -> None:
    for page in site.pages.values():
        assert page.source.index("Content-Security-Policy") < page.source.index("<link"), page


def test_no_page_has_inline_styles_handlers_or_scripts(site: Site) -> None:
    for page in site.pages.values():
        assert page.tree.xpath("//@style|//style|//@*[starts-with(name(), 'on')]") == [], page
        inline = page.all("//script[not(@src)]")
        assert all(script.get("type") == "application/ld+json" for script in inline), page


def test_the_header_file_and_the_hosting_guide_have_the_same_policy(small: Site) -> None:
    assert f"Content-Security-Policy: {policy(small)}{FRAMES}\n" in small.read("_headers")
    assert GUIDE.count(f'"{policy(small)}{FRAMES}"') == 2  # nginx and Apache


def test_only_files_named_by_their_content_are_cached_for_ever(small: Site) -> None:
    immutable = re.findall(r"^(/\S+)\n  Cache-Control: .*immutable", small.read("_headers"), re.MULTILINE)
    assert immutable == ["/avatars/*", "/cartes/*", "/theme/*"]
    assert "/data/*\n  Cache-Control: no-cache\n" in small.read("_headers")
    assert GUIDE.count("/(avatars|cartes|theme)/") == 2


def test_nginx_and_apache_compress_the_same_types() -> None:
    """nginx always compresses HTML; for it « .xml » is text/xml, for Apache application/xml."""
    (nginx,) = re.findall(r"gzip_types (.*);", GUIDE)
    (apache,) = re.findall(r"AddOutputFilterByType DEFLATE (.*)", GUIDE)
    assert {*nginx.split(), "text/html"} == set(apache.split())
