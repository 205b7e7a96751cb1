"""The usual slips are golden pairs (test_reports); here is what files cannot lay over a root, and what is written twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from annuaire import pages
from tests.support import roots

HEAD = "Title: Questions\nSlug: questions\nSummary: Ce qu’on nous demande.\nOrder: 80\n"
THEME = roots.REPOSITORY / "theme" / "templates"


def told(root: Path) -> list[tuple[str, str]]:
    return [(found.path, found.code) for found in pages.check(str(root))]


def test_the_pages_of_this_repository_are_faultless() -> None:
    assert pages.check(str(roots.REPOSITORY)) == []


def test_a_missing_folder_is_told_once(root: Path) -> None:
    shutil.rmtree(root / "content")
    assert told(root) == [("content/pages", "pages-missing")]


def test_a_page_that_has_another_file_is_not_missed(root: Path) -> None:
    folder = root / "content" / "pages"
    (folder / "commencer.md").rename(folder / "debuter.md")
    assert told(root) == []


def test_what_markdown_understands_is_understood(root: Path) -> None:
    file = root / "content" / "pages" / "questions.md"
    for head in (
        f"---\n{HEAD}---\n",
        HEAD.lower().replace("order: 80", "order: -1"),
        HEAD.replace("nous", "\n    nous"),
    ):
        file.write_text(
            f"{head}\nTitre\n=======\n\n[lien][1], `[[1]]`\n\n[1]: {{filename}}mentions.md\n", "utf-8"
        )
        assert told(root) == []


def test_what_editors_leave_behind_is_passed_over(root: Path) -> None:
    for name in (".questions.md", "questions.md~", "#questions.md#", "Thumbs.db"):
        (root / "content" / "pages" / name).write_text("x", "utf-8")
    assert told(root) == []


def test_the_shortcuts_are_those_of_the_theme() -> None:
    assert set(re.findall(r"\[\[\w+\]\]", (THEME / "page.html").read_text("utf-8"))) == set(pages.SHORTCUTS)


def test_what_the_theme_links_to_is_needed(root: Path) -> None:
    assert pages._needed(str(roots.REPOSITORY)) == ["commencer", "mentions", "proposer", "vos-donnees"]
    shutil.rmtree(root / "theme", ignore_errors=True)
    assert told(root) == []
    (root / "theme" / "templates").mkdir(parents=True)
    (root / "theme" / "templates" / "pied.html").write_text("{{ 'annexe'|url }} {{ 'comptes'|url }}", "utf-8")
    assert told(root) == [("content/pages/annexe.md", "page-needed")]


def test_no_page_of_prose_is_long_to_look_through() -> None:
    assert list(pages._links("](" * 200_000, "content/pages/a.md", [])) == []
