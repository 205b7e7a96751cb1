"""What templates can see: whether a page is made of nothing but what its generator says that it shows."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateError, meta, nodes

# Of these names, what templates may use and still be made of nothing but what is common and the fiches that they show.
SEEN = {
    "directory": ("publication", "as_of", "axes", "edition", "editions", "has_paces", "is_gone", "is_stale"),
    "takeaway": ("badge_path", "colours", "downloads", "since", "snippet", "stem"),
}


def is_narrow(env: Environment, template: str) -> bool:
    """Say whether a template, and all that it extends, includes or imports, uses the names in SEEN for nothing but the
    attributes listed there. A template chosen while it is rendered may use anything."""
    waiting, seen = [template], {template}
    while waiting:
        try:
            tree = env.parse(env.loader.get_source(env, waiting.pop())[0] if env.loader else "")
        except TemplateError:
            return False  # whoever renders it says what is wrong
        others = set(meta.find_referenced_templates(tree))
        if None in others or any(True for _ in _other_uses(tree)):
            return False
        fresh = {other for other in others if other} - seen
        seen |= fresh
        waiting += fresh
    return True


def _other_uses(tree: nodes.Template) -> Iterator[nodes.Name]:
    fine = {
        id(found.node)
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name) and found.attr in SEEN.get(found.node.name, ())
    }
    for name in tree.find_all(nodes.Name):
        if name.name in SEEN and id(name) not in fine:
            yield name
