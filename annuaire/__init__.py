"""Cent comptes: curated YAML and fetched profiles, merged and rendered into a static directory."""

# Stands for `typing.TYPE_CHECKING`: importing `typing` takes longer than everything that an unchanged build needs of this
# package. What such a build imports does without `collections`, `contextlib`, `functools` and `re` for the same reason.
TYPE_CHECKING = False
