"""What the theme publishes: one stylesheet, names that change with the content, references that follow."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from annuaire.assets import assets, palette, stylesheet
from annuaire.errors import SettingsError
from tests.support.roots import REPOSITORY

STATIC = REPOSITORY / "theme" / "static"


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "css" / "components").mkdir(parents=True)
    (tmp_path / "js").mkdir()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "css" / "main.css").write_text(
        '@import url("fonts.css") layer(base);\n@import url("components/card.css") layer(components) print;\n'
    )
    (tmp_path / "css" / "fonts.css").write_text(
        '@font-face { src: url("../fonts/a.woff2") format("woff2"); }'
    )
    (tmp_path / "css" / "components" / "card.css").write_text(
        '/* A card. */\n.card > a::after { content: "{ a;  b }"; background: url("../../icon.svg#x"); margin: 0 ; }\n'
    )
    (tmp_path / "fonts" / "a.woff2").write_bytes(b"one")
    (tmp_path / "fonts" / "OFL-a.txt").write_text("licence")
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "css" / "find.css").write_text('@import url("components/card.css") layer(components);\n')
    (tmp_path / "js" / "main.js").write_text(
        'import { find } from "./engine.js";\nfind("./absent.json", "../icon.svg");\n'
    )
    (tmp_path / "js" / "engine.js").write_text("export const find = 1;\n")
    (tmp_path / "js" / "late.js").write_text(
        'import { find } from "./engine.js";\nglobalThis.tools = find;\n'
    )
    return tmp_path


def test_the_stylesheet_is_bundled_without_comments_and_strings_are_unchanged(static: Path) -> None:
    font, icon = (assets.published(static)[name].path for name in ("fonts/a.woff2", "icon.svg"))
    css = assets.published(static)["css/site.css"].content.decode()
    assert css == (
        f'@layer base{{@font-face{{src:url("../{font.removeprefix("theme/")}") format("woff2")}}}}'
        f'@layer components{{@media print{{.card > a::after{{content:"{{ a;  b }}";'
        f'background:url("../{icon.removeprefix("theme/")}#x");margin:0}}}}}}\n'
    )


def test_a_change_in_a_font_changes_the_name_of_the_stylesheet(static: Path) -> None:
    before = assets.published(static)
    (static / "fonts" / "a.woff2").write_bytes(b"other")
    after = assets.published(static)
    assert before["css/site.css"].path != after["css/site.css"].path
    assert before["js/site.js"].path == after["js/site.js"].path


def test_a_script_refers_to_the_published_name_of_a_file(static: Path) -> None:
    found = assets.published(static)
    script = found["js/site.js"].content.decode()
    assert f'"../{found["icon.svg"].path.removeprefix("theme/")}"' in script
    assert '"./absent.json"' in script


def test_modules_are_minified(static: Path) -> None:
    (static / "js" / "takeaway").mkdir()
    (static / "js" / "takeaway" / "one.js").write_text(
        '/* Why,\n   at length. */\n\nif (a) {\n  b("/* no */");\n}\n'
    )
    assert assets.published(static)["js/takeaway/one.js"].content == b'if (a) {\nb("/* no */");\n}\n'


def test_no_comment_is_published() -> None:
    for name, file in assets.published(STATIC).items():
        if name.endswith(".js"):
            assert not re.search(rb"^\s*(?://|/\*)", file.content, re.MULTILINE), name


def test_a_licence_keeps_its_name(static: Path) -> None:
    assert assets.published(static)["fonts/OFL-a.txt"].path == "theme/fonts/OFL-a.txt"


def test_circular_imports_are_reported(static: Path) -> None:
    (static / "js" / "engine.js").write_text('import { main } from "./main.js";\nexport const find = 1;\n')
    with pytest.raises(SettingsError, match=r"main.js → engine.js → main.js"):
        assets.published(static)


def test_the_same_theme_gives_the_same_files(tmp_path: Path) -> None:
    copy = shutil.copytree(STATIC, tmp_path / "static")
    assert assets.published(copy) == assets.published(STATIC)


def test_other_tokens_change_the_stylesheet_and_the_icons_and_nothing_else(tmp_path: Path) -> None:
    """docs/theme.md: the look changes by tokens.css alone."""
    static = shutil.copytree(STATIC, tmp_path / "static")
    tokens = static / "css" / "tokens.css"
    blue = palette.of(STATIC)["blue"]
    tokens.write_text(tokens.read_text("utf-8").replace(blue, "#4a1030").replace("1.5rem", "1.6rem"), "utf-8")
    ours, theirs = assets.published(STATIC), assets.published(static)
    assert {name for name in ours if ours[name] != theirs[name]} == {
        "css/site.css",
        "icon.svg",
        "icon-maskable.svg",
    }
    assert b"#4a1030" in theirs["icon.svg"].content and b"var(" not in theirs["icon.svg"].content
    assert "#4a1030" in theirs["css/site.css"].content.decode()


@pytest.mark.parametrize(
    "css", ["a :hover{}", "a:hover{}", "@media (min-width:48rem) and (print){}", "a > b + c{}"]
)
def test_significant_whitespace_is_kept(css: str) -> None:
    assert stylesheet.minify(css).strip() == css
