# `make` builds the map, `make test` runs the tests; most else is a part of these two.
.DEFAULT_GOAL := map
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PROVING := $(VENV)/.proving
LOWEST := build/lowest
PLAIN := build/plain
INSTALL := -m pip install --quiet --disable-pip-version-check
SPREAD := -n auto --dist worksteal  # neighbours stay together, so that what they share is made once

unexport PYTHONDONTWRITEBYTECODE  # the tests start the command hundreds of times: it would compile itself each time

.PHONY: map check programs test test-quick test-lowest trials servers spark webkit serving golden benchmarks prove mutants audit sbom clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALL) -c constraints.txt -e '.[dev]'
	touch $@

$(PROVING): $(READY)
	$(BIN)/python $(INSTALL) -c constraints.txt -e '.[prove]'
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

test: $(READY) programs  ## all tests, those in browsers and on Spark included
	$(BIN)/python -m pytest $(SPREAD)

programs:  # that no library brings
	scripts/need.sh "$(CHROMIUM) chromium chromium-browser google-chrome" chromium fonts-noto-cjk
	scripts/need.sh "$(FIREFOX) firefox-esr firefox" firefox-esr
	scripts/need.sh java openjdk-17-jre-headless

test-quick: $(READY)  ## all tests but those in browsers and on Spark
	$(BIN)/python -m pytest $(SPREAD) -m "not browser and not spark and not trial"

test-lowest:  ## the same on the lowest versions of all libraries that pyproject.toml allows
	$(PYTHON) -m venv --clear $(LOWEST)
	$(LOWEST)/bin/python $(INSTALL) -c constraints-lowest.txt -e '.[dev]'
	$(LOWEST)/bin/python -m pytest $(SPREAD) -m "not browser and not spark and not trial"

trials: $(READY) programs  ## the tests that try widely what `make test` tries once
	$(BIN)/python -m pytest $(SPREAD) -m "trial or hypothesis" --hypothesis-profile=trials

servers: $(READY)  ## publish the map to Virtuoso, a server that is not ours
	scripts/need.sh virtuoso-t virtuoso-opensource
	scripts/test_virtuoso.sh $(BIN)

spark: $(READY)  ## a Spark cluster on this machine, of which a worker is killed
	scripts/need.sh java openjdk-17-jre-headless
	$(BIN)/python scripts/try_spark.py

webkit: $(READY)  ## try the page in WebKit; no part of the tests
	scripts/need.sh WebKitWebDriver webkit2gtk-driver
	scripts/need.sh Xvfb xvfb
	$(BIN)/python scripts/try_webkit.py

serving: $(READY)  ## try the examples of docs/serving.md: nginx, systemd, the Dockerfile
	scripts/try_serving.sh $(BIN)

golden: $(READY)  ## write the expected outputs anew; look at the difference before you commit it
	$(BIN)/guanxi build graph
	$(BIN)/python -m pytest -q tests --update-golden

benchmarks: $(READY)  ## speed and size as ratios against peers, in one run
	$(BIN)/python scripts/benchmark.py

prove: $(READY)  ## try hard what is promised, for an hour or more, and print what was measured
	$(BIN)/python scripts/prove

mutants: $(PROVING)  ## change the code in small ways, and name each change that no test minds; takes hours
	mkdir -p mutants/src
	PYTHONPATH=$(CURDIR)/mutants/src:$(CURDIR)/scripts/mutants OPENBLAS_NUM_THREADS=1 $(BIN)/mutmut run --max-children 1
	$(BIN)/mutmut results

audit: $(PROVING)  ## known vulnerabilities of all libraries (asks the network), licences, secrets
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip
	$(BIN)/python scripts/prove audit

sbom: $(PROVING)  ## all that the package brings with it, as CycloneDX: build/sbom.json
	$(PYTHON) -m venv --clear --without-pip $(PLAIN)
	$(BIN)/python -m pip --python $(PLAIN)/bin/python install --quiet --disable-pip-version-check -c constraints.txt '.[serve]'
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --mc-type library --output-reproducible -o build/sbom.json $(PLAIN)/bin/python

clean:
	rm -rf $(VENV) mutants build dist graph/export/*.html
