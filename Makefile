# `make` builds the map, `make test` runs the tests; everything else is a part of these two.
.DEFAULT_GOAL := map
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: map check test servers golden benchmarks prove clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

map: $(READY)  ## check the map and write its Turtle and its page
	$(BIN)/guanxi check graph
	$(BIN)/guanxi build graph

check: $(READY)  ## style, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	PYTHON=$(BIN)/python scripts/check_types.sh

test: $(READY)  ## all tests, the browser's included
	scripts/need.sh "$(CHROMIUM) chromium chromium-browser google-chrome" chromium fonts-noto-cjk
	$(BIN)/python -m pytest -n auto

servers: $(READY)  ## publish the map to Virtuoso, a server that is not ours
	scripts/need.sh virtuoso-t virtuoso-opensource
	scripts/test_virtuoso.sh $(BIN)

golden: $(READY)  ## write the expected outputs anew; look at the difference before you commit it
	$(BIN)/guanxi build graph
	$(BIN)/python -m pytest -q tests --update-golden

benchmarks: $(READY)  ## speed and size as ratios against peers, in one run
	$(BIN)/python scripts/benchmark.py

prove: $(READY)  ## try hard what is promised, for an hour or more, and print what was measured
	$(BIN)/python scripts/prove

clean:
	rm -rf $(VENV) build dist graph/export/*.html
