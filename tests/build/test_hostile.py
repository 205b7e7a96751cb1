"""Escaping: texts that look like markup, templates or scripts are shown as they were written, and have no effect."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from tests.support import roots, sites
from tests.support.sites import Site


class _Tags(HTMLParser):
    """Collects elements, attributes, addresses and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.names.add(tag)
        self.attributes |= values.keys()
        self.addresses += [values[name] for name in ("href", "src", "action") if name in values]
        if tag == "script":
            self.scripts.append(values.get("type") or values.get("src", "inline"))


def tags(source: str) -> _Tags:
    reader = _Tags()
    reader.feed(source)
    return reader


def test_no_text_becomes_an_element_or_a_handler(rich: Site, online: Site) -> None:
    """The hostile site has only elements that the harmless one has, too."""
    harmless = tags("".join(page.source for page in online.pages.values()))
    hostile = tags("".join(page.source for page in rich.pages.values()))
    assert "img" not in hostile.names
    assert {name for name in hostile.attributes if name.startswith("on")} == set()
    # Only these differ: they come from ranks and departures.
    assert hostile.names - harmless.names <= {"ol", "b", "q", "dl", "dt", "dd"}
    assert set(hostile.scripts) == set(harmless.scripts)


def test_no_address_has_the_scheme_of_a_script(site: Site) -> None:
    for page in site.pages.values():
        for address in tags(page.source).addresses:
            assert not address.strip().lower().startswith(("javascript:", "data:", "vbscript:")), page


def test_hostile_texts_are_shown_verbatim(rich: Site) -> None:
    shown = rich.page("comptes/camille-duval").text("//main").replace("\u202f%", " %")
    assert shown.count(roots.HOSTILE) >= 4
    assert f"Camille {roots.SHORT_HOSTILE}" in shown


@pytest.mark.parametrize("folder", ["editions/2026-11", "categories/auteurs", "mentions", ""])
def test_hostile_texts_are_shown_verbatim_on_other_pages(rich: Site, folder: str) -> None:
    assert roots.HOSTILE in rich.page(folder).text().replace("\u202f%", " %")


def test_no_template_is_interpreted(rich: Site) -> None:
    for page in rich.pages.values():
        assert "49" not in page.text(), page


def test_an_ampersand_in_an_address_is_kept(rich: Site) -> None:
    assert "https://preuve.example/?a=1&b=2" in rich.page("comptes/camille-duval").links()


def test_data_for_programs_can_be_parsed(rich: Site) -> None:
    for page in rich.pages.values():
        for script in page.all("//script[@type='application/ld+json']"):
            json.loads(script.text)
    found = json.loads(rich.page("comptes/camille-duval").all("//script")[0].text)[0]
    assert found["mainEntity"]["name"] == f"Camille {roots.SHORT_HOSTILE}"
    etree.fromstring(rich.read("sitemap.xml").encode())


@pytest.mark.parametrize(
    "source", ["javascript://x/%0aalert(1)", "javascript:alert(1)", "data:text/html,x", "//x.example/"]
)
def test_a_profile_whose_source_is_not_a_web_address_is_refused(source: str, tmp_path: Path) -> None:
    root = shutil.copytree(sites.small_root(), tmp_path / "root")
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    stored["profiles"]["mastodon:camille@mastodon.example"]["source"] = source
    file.write_text(json.dumps(stored), "utf-8")
    done = sites.annuaire(root, "build")
    assert done.returncode == 2
    assert done.stderr.startswith("snapshot/profiles.json:1:1")
