"""Dependencies of templates: whether a page depends only on the fiches that its generator declares."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateError, meta, nodes

PORTRAITS = "PORTRAITS"
# Attributes of these names that a template may use and still be bounded: they depend only on what all parts have in common
# (see `reuse`). All other attributes may depend on any fiche.
COMMON = {
    "directory": ("publication", "as_of", "axes", "edition", "editions", "has_paces", "is_gone", "is_stale"),
    "takeaway": ("badge_path", "colours", "downloads", "since", "snippet", "stem"),
    PORTRAITS: (),
}


def is_bounded(env: Environment, template: str) -> bool:
    """Return whether a template, and all that it extends, includes or imports, uses the names in COMMON only with the
    attributes listed there, and portraits by the id of a fiche that it has.

    If the name of another template is known only when it is rendered, the answer is no.
    """
    waiting, seen = [template], {template}
    while waiting:
        try:
            tree = env.parse(env.loader.get_source(env, waiting.pop())[0] if env.loader else "")
        except TemplateError:
            return False  # reported when the template is rendered
        others = set(meta.find_referenced_templates(tree))
        if None in others or any(True for _ in _other_uses(tree)):
            return False
        new = {other for other in others if other} - seen
        seen |= new
        waiting += new
    return True


def _other_uses(tree: nodes.Template) -> Iterator[nodes.Name]:
    allowed = {
        id(found.node)
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name) and found.attr in COMMON.get(found.node.name, ())
    }
    # The portrait of a fiche: a template has only those fiches that its page declares.
    allowed |= {
        id(found.node)
        for found in tree.find_all(nodes.Getitem)
        if isinstance(found.node, nodes.Name) and found.node.name == PORTRAITS
        if isinstance(found.arg, nodes.Getattr) and found.arg.attr == "id"
    }
    for name in tree.find_all(nodes.Name):
        if name.name in COMMON and id(name) not in allowed:
            yield name
