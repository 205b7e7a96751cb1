"""Cent comptes: curated YAML and fetched profiles, merged and rendered into a static directory."""
