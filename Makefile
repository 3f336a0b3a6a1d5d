# Every target does its own set-up; `make demo` and `make test` are where to begin.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH := ../shared/bench
SCORE := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python

.PHONY: help demo test lint format setup system
.PHONY: bench bench-html bench-pdf bench-text bench-release conformance pictures schema clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: setup ## convert the sample releases and say where the copies are
	$(BIN)/wirecopy run samples/pipelines/newsroom.yaml
	@echo "The copies are in samples/pipelines/out/newsroom: open one of the PDF or HTML files."

test: setup ## check style and types, then run every test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

lint: $(READY) ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(READY) ## set the code as the style wants it
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: setup ## measure processor time per door, rendition and start, beside other tools
	$(BIN)/python -m tests.benchmarks.bench

# The measuring sets lie beside the repository and are no part of it.
bench-html: setup $(BENCH) ## score the HTML door beside other extractors, and on made pages
	$(BIN)/python -m pip install -q --group bench
	$(SCORE) -m tests.benchmarks.bench_html
	$(SCORE) -m tests.benchmarks.bench_pages

bench-pdf: setup $(BENCH) ## score the PDF door beside other tools, and on releases set here
	$(BIN)/python -m pip install -q --group bench
	$(SCORE) -m tests.benchmarks.bench_pdf

bench-text: setup ## score the text door and the repairs
	$(SCORE) -m tests.benchmarks.bench_text

bench-release: setup $(BENCH) ## score what is recognised of a release
	$(SCORE) $(BENCH)/seed/check.py
	$(SCORE) $(BENCH)/releases/score.py --parallel 2
	$(SCORE) -m tests.benchmarks.bench_release

$(BENCH):
	@echo "The measuring sets are not here: they are expected in $(BENCH)."; exit 1

conformance: setup ## judge every sample in every theme by seven validators, npm's fetched first
	$(BIN)/python -m tests.conformance.run

pictures: setup ## draw a sample's first page in every theme, for the README
	$(BIN)/python -m tests.pictures

schema: $(READY) ## write the schema that the sample pipelines name
	$(BIN)/wirecopy schema pipeline > samples/pipelines/pipeline.schema.json

setup: $(READY) system

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "wirecopy needs Python 3.11 or newer; $(PYTHON) is older: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

system: $(READY)
	@missing="$$($(BIN)/wirecopy doctor --packages)"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing $$missing"; \
	  apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
	  $(BIN)/wirecopy doctor; \
	  echo "Install what is missing with the command above, then run make again."; exit 1; \
	fi

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis samples/pipelines/out
