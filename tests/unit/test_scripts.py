"""Bundling of scripts (`annuaire.assets.scripts`)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annuaire.assets import scripts
from annuaire.errors import SettingsError
from tests.support import roots

SCRIPTS = roots.REPOSITORY / "theme" / "static" / "js"


def write(folder: Path, **modules: str) -> Path:
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, "utf-8")
    return folder / "main.js"


def test_each_module_comes_once_and_before_its_importers(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { a } from "./one.js";\nimport { b as c } from "./two.js";\na(c);\n',
        one='import { b } from "./two.js";\n\n/* Why. */\nexport function a() {\n  return b;\n}\n',
        two="export const b = 1;\n",
    )
    assert scripts.bundle(main) == (
        '(() => {\n"use strict";\n'
        "const $two = (() => {\nconst b = 1;\nreturn { b };\n})();\n"
        "const $one = (() => {\nconst { b } = $two;\nfunction a() {\nreturn b;\n}\nreturn { a };\n})();\n"
        "const $main = (() => {\nconst { a } = $one;\nconst { b: c } = $two;\na(c);\nreturn {  };\n})();\n"
        "})();\n"
    )


@pytest.mark.parametrize(
    "modules",
    [
        {"main": 'import "./side.js";\n'},
        {"main": "export default 1;\n"},
        {"main": 'import { a } from "./absent.js";\n'},
        {
            "main": 'import { a } from "./two.js";\n',
            "two": 'import { b } from "./main.js";\nexport const a = 1;\n',
        },
    ],
    ids=["side effect", "default", "absent", "circle"],
)
def test_a_module_that_cannot_be_bundled_is_refused(tmp_path: Path, modules: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"^theme/static/js/\w+\.js.: .*Remettre"):
        scripts.bundle(write(tmp_path, **modules))


def test_the_themes_scripts_obey_a_strict_policy_and_hold_no_french() -> None:
    for file in sorted(SCRIPTS.glob("*.js")):
        source = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(
            r"\beval\b|new Function|innerHTML|insertAdjacentHTML|\.style\b|setAttribute\(\"on", source
        ), file.name
        literals = re.findall(r'"([^"\n]*)"', source)
        assert not [text for text in literals if re.search(r"[À-ÿ]", text) or len(text.split()) > 3], (
            file.name
        )
