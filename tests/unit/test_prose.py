"""The reader of prose pages: what it typesets, and when what it read is taken from the last build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG

from annuaire.rendering import third_party_plugins
from annuaire.rendering.prose import MarkdownReader

SOURCE = "Title: L'appel... du large\nSummary: Qu'est-ce ?\n\nUn *mot*.\n"


class Kept:
    """What is kept of the last build: a page, whatever it is asked for."""

    def cached(self, name: str, make: Callable[[], object]) -> object:
        return "<p>kept</p>", {"name": name}


def read(root: Path, **settings: object) -> tuple[str, dict[str, object]]:
    file = root / "page.md"
    file.write_text(SOURCE, "utf-8")
    return MarkdownReader({**DEFAULT_CONFIG, **settings}).read(str(file))


def test_titles_and_summaries_are_typeset(tmp_path: Path) -> None:
    content, metadata = read(tmp_path)
    assert content == "<p>Un <em>mot</em>.</p>"
    assert metadata["title"] == "L’appel… du large"
    assert metadata["summary"] == "<p>Qu’est-ce\u202f?</p>"


def test_a_page_is_taken_from_the_last_build_unless_a_plugin_may_have_changed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(tmp_path, REUSE=Kept()) == ("<p>kept</p>", {"name": str(tmp_path / "page.md")})
    monkeypatch.setattr(third_party_plugins, "are_listening", lambda: True)
    assert read(tmp_path, REUSE=Kept())[0] == "<p>Un <em>mot</em>.</p>"
