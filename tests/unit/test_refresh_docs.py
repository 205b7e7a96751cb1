"""docs/refresh.md says what the code does: flags, codes, options, networks."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from annuaire import networks
from annuaire.messages import outcomes
from annuaire.profiles import opt_outs
from annuaire.readers import READERS
from annuaire.refresh.reconciliation import Verdict
from tests.support.roots import REPOSITORY

DOCS = (REPOSITORY / "docs" / "refresh.md").read_text("utf-8")
WITHHELD = {opt_outs.NOTHING: "rien", opt_outs.FACTS: "les faits", opt_outs.FICHE: "la fiche"}


@pytest.mark.parametrize("flag", opt_outs.RULES)
def test_each_flag_has_its_rule_and_its_source_in_the_docs(flag: str) -> None:
    rule = opt_outs.RULES[flag]
    (row,) = re.findall(rf"^\| `{flag}` \|.*$", DOCS, re.MULTILINE)
    assert f"| {WITHHELD[rule.withholds]} |" in row
    assert rule.source in row
    assert flag in outcomes.REASONS or flag == "bot"


def test_the_docs_name_no_flag_that_does_not_exist() -> None:
    table = DOCS.partition("## Les souhaits")[2].partition("## ")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == set(opt_outs.RULES)


@pytest.mark.parametrize("network", READERS, ids=lambda network: network.NETWORK)
def test_the_docs_say_of_each_network_what_it_is_asked(network: ModuleType) -> None:
    table = DOCS.partition("## Les réseaux, les identifiants, les coûts")[2].partition("## ")[0]
    assert f"\n| {networks.BY_NAME[network.NETWORK].LABEL} |".lower() in table.lower()


@pytest.mark.parametrize("option", ["--only", "--fresh", "--dry-run", "X_BEARER_TOKEN"])
def test_each_option_is_in_the_docs(option: str) -> None:
    assert option in DOCS


@pytest.mark.parametrize(
    "verdict", [one for one in Verdict if one not in (Verdict.REFRESHED, Verdict.UNCHANGED, Verdict.SKIPPED)]
)
def test_each_verdict_has_a_sentence(verdict: Verdict) -> None:
    assert verdict.value in outcomes.VERDICTS


def test_each_reason_that_the_code_gives_has_its_words() -> None:
    given = set()
    for file in (REPOSITORY / "annuaire").rglob("*.py"):
        source = file.read_text("utf-8")
        if file.name not in ("guard.py", "transport.py"):
            given |= set(re.findall(r'UnreadableAnswer\("([\w-]+)"\)', source))
        given |= set(re.findall(r'uncertain\([^)]*?, (?:answer\.uncertainty or )?"([\w-]+)"\)', source))
        given |= set(re.findall(r'State\.\w+, "([\w-]+)"', source))
        given |= set(re.findall(r'\berror="([\w-]+)"', source))
    avatars_only = {"too-many-pixels", "too-many-scans", "not-a-picture"}
    assert given - avatars_only <= set(outcomes.REASONS), given - avatars_only - set(outcomes.REASONS)
