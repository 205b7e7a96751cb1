"""The theme's scripts compared with their Python counterparts, on the same cases. Node runs the files of the theme unchanged."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from annuaire import exports
from annuaire.french import numerals, text
from annuaire.search.rules import rules
from tests.support import export_cases
from tests.support.reference import budget, words
from tests.support.reference.budget import Candidate

SCRIPTS = Path(__file__).parents[2] / "theme" / "static" / "js" / "takeaway"
# Names whose slug needs more than removing accents: signs, unusual marks, other scripts.
NAMES = (
    "C",
    "C#",
    "C++",
    "Canal+ #2",
    "Cafe\ufe0fNoir",
    "❤\ufe0f Vélo",
    "กรุงเทพฯ เมือง",
    "ភ្នំពេញ a",
    "日本",
    "İstanbul",
    "Œuvres · vives",
    "+",
    "",
)

needs_node = pytest.mark.skipif(
    not shutil.which("node"), reason="node is not there; Chromium runs the same table"
)


def node(module: str, function: str, value: str) -> Any:
    """Give `value` and the module to a JavaScript function, in node; return what it returns."""
    source = (
        (SCRIPTS / module).read_text("utf-8").replace("import.meta.url", f"'{SCRIPTS.as_uri()}/{module}'")
    )
    program = f"""
      const source = {json.dumps(source)};
      const found = await import("data:text/javascript," + encodeURIComponent(source));
      let input = "";
      for await (const piece of process.stdin.setEncoding("utf8")) input += piece;
      process.stdout.write(JSON.stringify(({function})(found, JSON.parse(input))));
    """
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", program],
        input=value, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_node
def test_the_browser_writes_the_same_bytes_as_the_build() -> None:
    result = node("formats.js", export_cases.SCRIPT, export_cases.as_json())
    ours = export_cases.written()
    assert result.keys() == ours.keys()
    for case, files in ours.items():
        for form, written in files.items():
            assert result[case][form].encode() == written.encode(), f"{case}, {form}"


@needs_node
def test_the_browser_makes_of_a_name_the_same_address_and_the_same_words() -> None:
    script = """({french}, {rules, names}) => {
      const {fold, slug, words} = french(rules);
      return names.map((name) => [fold(name), slug(name), words(name)]);
    }"""
    result = node("../words.js", script, json.dumps({"rules": rules(), "names": NAMES}))
    assert result == [[text.fold(name), text.slugify(name), words.words(name)] for name in NAMES]


def test_every_format_is_in_the_table_and_none_is_empty_for_a_fiche_on_all_networks() -> None:
    files = export_cases.written()["one"]
    assert files.keys() == {form.NAME for form in exports.FORMATS}
    assert all(files.values())


def random_cases(count: int) -> list[dict[str, Any]]:
    """Return reproducible random cases of reading time and proposals."""
    draw = random.Random(2026)
    found = []
    for _ in range(count):
        trades = [f"t{number}" for number in range(draw.randint(1, 6))]
        people = [
            {"id": f"p{number}", "category": draw.choice(trades), "pace": draw.choice([None, 0, draw.randint(1, 40), draw.randint(1, 3000)])}
            for number in range(draw.randint(0, 40))
        ]  # fmt: skip
        chosen = draw.sample(trades, draw.randint(0, len(trades)))
        found.append({"candidates": people, "categories": chosen, "minutes": draw.randint(0, 60)})
    return found


@needs_node
def test_the_browser_proposes_and_counts_as_python_does() -> None:
    cases = random_cases(400)
    script = """({propose, readingTime}, cases) => cases.map(({candidates, categories, minutes}) => ({
      chosen: propose(candidates, categories, minutes), readingTime: readingTime(candidates.map(({pace}) => pace)),
    }))"""
    for case, result in zip(cases, node("budget.js", script, json.dumps(cases)), strict=True):
        candidates = [Candidate(**item) for item in case["candidates"]]
        assert result["chosen"] == budget.propose(candidates, case["categories"], case["minutes"])
        expected = budget.reading_time([item.pace for item in candidates])
        assert result["readingTime"] == {
            "messages": expected.messages,
            "minutes": expected.minutes,
            "unknown": expected.unknown,
        }


@needs_node
def test_the_browser_formats_numbers_as_pages_do() -> None:
    numbers = [0, 1, 2, 999, 1000, 1_234_567]
    result = node(
        "store.js",
        "({plural}, numbers) => numbers.map((n) => plural('{n}\\u00a0fiche|{n}\\u00a0fiches', n))",
        json.dumps(numbers),
    )
    assert result == [numerals.counted(number, "fiche") for number in numbers]


@needs_node
@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("mastodon.example", "mastodon.example"),
        (" https://Mastodon.Example/@camille ", "mastodon.example"),
        ("@camille@mastodon.example", "mastodon.example"),
        ("localhost", ""),
        ("javascript:alert(1)", ""),
        ("mastodon.example:8443", ""),
        ("mastodon.example:443", "mastodon.example"),
        ("moi@mastodon.example", "mastodon.example"),
        ("http://mastodon.example?x=1", "mastodon.example"),
        ("mastodon.example.", "mastodon.example"),
        ("mastodon.été.example", "mastodon.xn--t-9fab.example"),
        ("@moi", ""),
        ("192.168.1.10", ""),
        ("[::1]", ""),
        ("pas un serveur", ""),
        ("mastodon.example/../x", "mastodon.example"),
        ("", ""),
    ],
)
def test_a_server_is_read_from_what_a_visitor_writes(written: str, host: str) -> None:
    source = (SCRIPTS / "follow.js").read_text("utf-8")
    store = "data:text/javascript," + "export const forget=0,instantiate=0,recall=0,remember=0;"
    program = f"""
      const source = {json.dumps(source)}.replace("./store.js", {json.dumps(store)});
      const {{server, remote}} = await import("data:text/javascript," + encodeURIComponent(source));
      process.stdout.write(JSON.stringify([server({json.dumps(written)}), remote("a.example", "b@c.example")]));
    """
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [host, "https://a.example/authorize_interaction?uri=b%40c.example"]
