"""Whether anybody but us listens to Pelican's signals: then every page is made, in one process."""

from __future__ import annotations

import pytest
from blinker import NamedSignal
from pelican.contents import Article
from pelican.plugins import signals

from annuaire.rendering import third_party_plugins

SIGNALS = [name for name, value in vars(signals).items() if isinstance(value, NamedSignal)]


def are_listening(signal: NamedSignal, module: str) -> bool:
    """Ask while a function of a module is connected to a signal."""

    def receive(sender: object) -> None:
        pytest.fail("nothing is sent")

    receive.__module__ = module
    with signal.connected_to(receive):
        return third_party_plugins.are_listening()


def test_without_plugins_nobody_listens() -> None:
    assert not third_party_plugins.are_listening()


@pytest.mark.parametrize("module", ["annuaire.plugin", "annuaire", "pelican.generators", "pelican"])
def test_we_and_pelican_itself_are_no_third_party(module: str) -> None:
    assert not are_listening(signals.content_written, module)


@pytest.mark.parametrize(
    "module", ["sitemap", "pelican_sitemap", "annuaire2.plugin", "pelican.plugins.sitemap"]
)
def test_any_other_module_is_a_third_party(module: str) -> None:
    assert are_listening(signals.content_written, module)


def test_a_plugin_that_listens_to_one_sender_only_is_found() -> None:
    def receive(sender: object) -> None:
        pytest.fail("nothing is sent")

    assert receive.__module__.startswith("tests.")
    with signals.content_object_init.connected_to(receive, sender=Article):
        assert third_party_plugins.are_listening()


def test_a_receiver_that_no_longer_exists_is_not_listening() -> None:
    class Plugin:
        def receive(self, sender: object) -> None:
            pytest.fail("nothing is sent")

    plugin = Plugin()
    signals.finalized.connect(plugin.receive)
    assert third_party_plugins.are_listening()
    del plugin
    assert not third_party_plugins.are_listening()


@pytest.mark.parametrize("name", SIGNALS)
def test_a_generator_of_its_own_changes_none_of_our_pages_and_whatever_else_a_plugin_hears_may(
    name: str,
) -> None:
    assert are_listening(getattr(signals, name), "sitemap") == (name != "get_generators")
