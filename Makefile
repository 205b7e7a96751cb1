# Commands of the project. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9

# Python decodes the path of this folder, which may have accents, by the locale: it must be UTF-8 whatever that of the terminal.
export LC_ALL := C.UTF-8

# The virtual environment contains its own path and that of its Python: it is recreated if either has changed.
# (`$(shell cat …)`: the make of macOS is too old for `$(file <…)`.)
ifneq ($(wildcard $(VENV)/.place),)
ifneq ($(and $(wildcard $(BIN)/python),$(shell cat $(VENV)/.place)),$(CURDIR))
$(shell rm -rf $(VENV))
endif
endif

.DEFAULT_GOAL := help
.PHONY: help html serve check refresh docs lint test test-unit test-browser test-bluesky tools bench lock publish publish-tools clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

html: $(VENV)/.run ## check curation/ and build the site into output/
	@$(BIN)/annuaire build

serve: $(VENV)/.run ## build, serve on http://127.0.0.1:8000/, rebuild at each change
	@$(BIN)/annuaire serve --port $(PORT)

check: $(VENV)/.run ## read curation/ and the pages of content/, and print every mistake with its place
	@$(BIN)/annuaire check

refresh: $(VENV)/.run ## ask the networks and write snapshot/: make refresh ARGS="--only mastodon"
	@$(BIN)/annuaire refresh $(ARGS)

docs: $(VENV)/.run ## write again the networks of the fiches' schema, and docs/curation.md from the schemas
	@$(BIN)/python -m annuaire.curation.fiche_schema curation/schema/fiche.schema.json
	@$(BIN)/python -m annuaire.schemas.guide docs/curation.md

# Tests run in one process per processor, four at most, as each may run a Chromium. All tests of a file run in the same process, so
# that its sites are built once; files start in their order: the browser tests, which take longest, come first.
SHARED_OUT := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --max-worker-restart 0

lint: $(VENV)/.dev ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy

test: $(VENV)/.dev tools lint ## all tests: units, built site, real browser
	@$(BIN)/python -m pytest $(SHARED_OUT)

test-unit: $(VENV)/.dev tools ## the quick tests: units and the built site
	@$(BIN)/python -m pytest $(SHARED_OUT) tests/unit tests/build

test-browser: $(VENV)/.dev tools ## the tests that click in Chromium, Firefox and WebKit
	@$(BIN)/python -m pytest $(SHARED_OUT) tests/browser

test-bluesky: $(VENV)/.dev tests/bluesky/node_modules ## a refresh of the real Bluesky software (npm, PostgreSQL, Redis; minutes to install)
	@$(BIN)/python -m pytest tests/bluesky/stack.py

tests/bluesky/node_modules: tests/bluesky/package.json
	@npm --prefix tests/bluesky install --no-audit --no-fund && npm --prefix tests/bluesky rebuild better-sqlite3
	@touch $@

publish: $(VENV)/.run ## build for the web: make publish SITEURL=https://…
	@$(BIN)/annuaire build --publish

bench: $(VENV)/.bench ## time builds and saves beside Hugo, Eleventy and Pelican, and refreshes (BIG=1: 10,000 too)
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.refresh

lock: $(VENV)/bin/uv ## pin again what pyproject.toml asks for
	@$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.txt
	@$(BIN)/uv pip compile pyproject.toml --group publish --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements-publish.txt
	@$(BIN)/uv pip compile benchmarks/requirements.in --universal --generate-hashes --no-emit-index-url --no-header -q -o benchmarks/requirements.txt

publish-tools: $(VENV)/.run ## install what « annuaire publish » needs
	@$(INSTALL) --require-hashes -r requirements-publish.txt

clean: ## remove what was built; keeps curation/, snapshot/ and the environment
	@rm -rf output .output.* .cache

# Requirements are installed again only when the pinned versions change.
$(VENV)/bin/uv: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { echo "Il faut Python 3.11 à 3.14. Par exemple : make html PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@printf %s "$(CURDIR)" > $(VENV)/.place
	@$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip uninstall --quiet --python $(BIN)/python setuptools  # not needed, and each start of Python imports a part of it
	@touch $@

INSTALL = $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python
ITSELF = $(INSTALL) --no-deps --no-build-isolation --editable .

$(VENV)/.run: $(VENV)/bin/uv requirements.txt pyproject.toml
	@$(INSTALL) --require-hashes -r requirements.txt && $(ITSELF)
	@touch $@

$(VENV)/.dev: $(VENV)/bin/uv requirements-dev.txt pyproject.toml
	@$(INSTALL) --require-hashes -r requirements-dev.txt && $(ITSELF)
	@touch $@ $(VENV)/.run

$(VENV)/.bench: $(VENV)/.run benchmarks/requirements.txt
	@$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(VENV)/bench
	@$(BIN)/uv pip install --quiet --python $(VENV)/bench/bin/python --require-hashes -r benchmarks/requirements.txt
	@touch $@

# Tools of the browser tests that are not Python packages: installed if missing, or if the list of them changes.
TOOLS := tests/browser/node_modules/.package-lock.json
tools: $(VENV)/.dev
	@if ! command -v chromium >/dev/null || [ ! -e $(TOOLS) ] || [ tests/browser/package-lock.json -nt $(TOOLS) ] || \
	    [ tests/support/install_tools.sh -nt $(TOOLS) ]; then \
	    tests/support/install_tools.sh $(BIN)/playwright; touch -c $(TOOLS); fi
