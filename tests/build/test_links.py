"""Links of built sites, and the link checker itself, on planted faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import links
from tests.support.sites import Site


def test_the_link_checker_finds_no_fault(
    site: Site,
) -> None:
    assert links.check(site.output, site.address) == []


def test_without_siteurl_every_link_is_relative_and_names_a_file(small: Site) -> None:
    for page in small.pages.values():
        for link in links.read(page.source).links:
            if "://" not in link.written and not link.written.startswith(("mailto:", "#")):
                path = link.written.partition("#")[0]
                assert not path.startswith("/")
                assert Path(path).suffix, f"{page}: {link.written}"


def test_with_siteurl_no_link_has_a_file_name(online: Site) -> None:
    for page in online.pages.values():
        assert "index.html" not in page.source


def test_with_siteurl_the_404_page_works_at_any_depth(online: Site) -> None:
    page = online.pages["404.html"]
    written = [link.written for link in links.read(page.source).links if not link.written.startswith("#")]
    assert len(written) > 10
    assert all(address.startswith("https://") for address in written)


FAULTS = {
    '<a href="absent.html">': "leads nowhere: absent.html",
    '<a href="sub/">': "leads nowhere: sub/",
    '<a href="/other.html">': "not relative: /other.html",
    '<a href="other.html#nowhere">': "no such place on that page: other.html#nowhere",
    '<a href="javascript:alert(1)">': "a script as an address: javascript:alert(1)",
    '<img src="https://elsewhere.example/i.png">': "fetched from another origin: https://elsewhere.example/i.png",
    '<img srcset="absent.png 2x">': "leads nowhere: absent.png",
    '<link rel="stylesheet" href="//elsewhere.example/a.css">': "fetched from another origin: //elsewhere.example/a.css",
    '<script src="absent.js"></script>': "leads nowhere: absent.js",
    "<style>p{background:url(absent.svg)}</style>": "leads nowhere: absent.svg",
    '<p style="background:url(https://elsewhere.example/)">': "fetched from another origin: https://elsewhere.example/",
    '<p id="a"><p id="a">': "the id « a » is there twice",
}


@pytest.mark.parametrize(("html", "fault"), FAULTS.items())
def test_the_link_checker_reports(html: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'<a href="other.html">{html}', "utf-8")
    (tmp_path / "other.html").write_text('<p id="here">', "utf-8")
    assert links.check(tmp_path) == [f"index.html: {fault}"]


def test_the_link_checker_reports_orphans_and_faults_of_stylesheets(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<link rel="stylesheet" href="a.css">', "utf-8")
    (tmp_path / "alone.html").write_text('<a href="alone.html">me</a>', "utf-8")
    (tmp_path / "a.css").write_text(
        '@import "b.css"; p { background: url("https://elsewhere.example/f.woff2") }', "utf-8"
    )
    assert links.check(tmp_path) == [
        "a.css: fetched from another origin: https://elsewhere.example/f.woff2",
        "a.css: leads nowhere: b.css",
        "alone.html: no page leads here",
    ]


def test_the_link_checker_knows_the_address_of_the_site(tmp_path: Path) -> None:
    address = "https://annuaire.example/base"
    (tmp_path / "index.html").write_text(
        f'<a href="{address}/a/">a</a><a href="{address}/b/">b</a><a href="/c/">c</a>', "utf-8"
    )
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("", "utf-8")
    assert links.check(tmp_path, address) == [
        "index.html: leads nowhere: https://annuaire.example/base/b/",
        "index.html: leads out of the site: /c/",
    ]
