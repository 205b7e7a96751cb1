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
    (tmp_path / "fonts" / "a.woff2").write_bytes(b"wOF2one")
    (tmp_path / "fonts" / "OFL-a.txt").write_text("licence")
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "css" / "find.css").write_text('@import url("components/card.css") layer(components);\n')
    (tmp_path / "css" / "feed.css").write_text("feed { display: block; }\n")
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
    (static / "fonts" / "a.woff2").write_bytes(b"wOF2other")
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


@pytest.mark.parametrize("file", ["main.css", "fonts.css", "components/card.css"])
def test_what_notepad_puts_before_the_first_character_is_not_published(static: Path, file: str) -> None:
    before = assets.published(static)
    (static / "css" / file).write_bytes(b"\xef\xbb\xbf" + (static / "css" / file).read_bytes())
    assert assets.published(static) == before


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("main.css", "@import 'components/card.css' layer(components);"),
        ("main.css", "@import url(components/card.css) layer(components);"),
        ("components/card.css", '@import "fonts.css";'),
        ("components/card.css", "a { background: url('../../icon.svg'); }"),
        ("components/card.css", "a { background: url(../../icon.svg); }"),
    ],
)
def test_an_import_or_an_address_of_another_form_is_reported(static: Path, file: str, written: str) -> None:
    (static / "css" / file).open("a").write(written)
    with pytest.raises(SettingsError, match=f"theme/static/css/{file}.*n’est pas repris"):
        assets.published(static)


def test_an_address_in_the_sheet_itself_is_left_alone(static: Path) -> None:
    (static / "css" / "fonts.css").open("a").write(
        "a { mask: url(#a); cursor: url(data:image/png;base64,AA), auto; }"
    )
    assert b"url(data:image/png;base64,AA)" in assets.published(static)["css/site.css"].content


def test_a_missing_font_is_reported(static: Path) -> None:
    (static / "fonts" / "a.woff2").unlink()
    with pytest.raises(SettingsError, match=r"fonts/a\.woff2, qui y est demandé"):
        assets.published(static)


def test_a_token_that_the_theme_uses_and_does_not_define_is_reported(static: Path) -> None:
    card = static / "css" / "components" / "card.css"
    card.open("a").write("a { margin: var(--ligne); gap: var(--own, 1px); } b { --ligne: 2px; }")
    assets.published(static)
    card.write_text(card.read_text().replace("--ligne: 2px", "--line: 2px"))
    with pytest.raises(SettingsError, match="--ligne n’y est pas, et le thème s’en sert"):
        assets.published(static)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("--night: #0c1230", "--night: #1e050", "--night"),
        ("--blue-screened: #46527f", "--blue-screened: #46527g", "--blue-screened"),
        ("  --thick: 3px;\n}", "  --thick: 3px;\n", "accolade"),
    ],
)
def test_a_mistake_in_the_tokens_is_reported(tmp_path: Path, old: str, new: str, said: str) -> None:
    static = shutil.copytree(STATIC, tmp_path / "static")
    tokens = static / "css" / "tokens.css"
    written = tokens.read_text("utf-8")
    assert old in written
    tokens.write_text(written.replace(old, new), "utf-8")
    with pytest.raises(SettingsError, match=f"tokens.css.*{said}"):
        assets.published(static)


def test_a_colour_keeps_its_first_value_however_it_is_spaced(tmp_path: Path) -> None:
    tokens = shutil.copytree(STATIC, tmp_path / "static") / "css" / "tokens.css"
    before = dict(palette.of(STATIC))
    written = tokens.read_text("utf-8").replace("--blue:", "--blue :")
    tokens.write_text(written + "@media (prefers-contrast: more) { :root { --blue: #000000; } }", "utf-8")
    assert dict(palette.of(tmp_path / "static")) == before


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
        "css/feed.css",
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


def test_strings_are_neither_changed_nor_taken_for_comments() -> None:
    css = """.b { content: 'a,  b'; } /* it's one */ .c { content: "/*"; } .d { color: red; } /* fin */ .e { content: "\\" "; }"""
    expected = """.b{content:'a,  b'}.c{content:"/*"}.d{color:red}.e{content:"\\" "}"""
    assert stylesheet.minify(css).strip() == expected
