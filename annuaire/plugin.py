"""The Pelican plugin: `PLUGINS = ["annuaire.plugin"]`.

Receivers are functions of the module, because signals hold weak references to them.
"""

from __future__ import annotations

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.readers import MarkdownReader, Readers

from annuaire.rendering import prose, third_party_plugins
from annuaire.rendering.filters import all_filters
from annuaire.rendering.generators import DirectoryGenerator
from annuaire.rendering.once import Once
from annuaire.rendering.template_cache import TemplateCache, has_custom_jinja
from annuaire.runtime import lazy_imports


def add_generator(pelican: Pelican) -> type[Generator]:
    """Register our generator."""
    return DirectoryGenerator


def add_filters(generator: Generator) -> None:
    """Add our filters, our tag and the template cache to the Jinja environment of every generator: prose pages use them, too."""
    if third_party_plugins.is_foreign(generator, DirectoryGenerator):
        lazy_imports.import_now()
        generator.context[third_party_plugins.FOREIGN] = True
    generator.env.filters.update(all_filters(generator.settings))
    generator.env.add_extension(Once)
    settings = generator.settings
    if not (third_party_plugins.are_listening() or has_custom_jinja(settings)):
        generator.env.bytecode_cache = TemplateCache(settings["ANNUAIRE_ROOT"], settings)


def add_reader(readers: Readers) -> None:
    """Replace Pelican's Markdown reader by ours, unless a plugin has replaced it already."""
    for extension, reader in readers.reader_classes.items():
        if reader is MarkdownReader:
            readers.reader_classes[extension] = prose.MarkdownReader


def register() -> None:
    """Connect all receivers; Pelican calls this once."""
    signals.readers_init.connect(add_reader)
    signals.get_generators.connect(add_generator)
    signals.generator_init.connect(add_filters)
