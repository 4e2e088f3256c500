# Two commands do everything: `make run` serves the site, `make test` checks it. Both set up what they need, and
# nothing twice: each step leaves a stamp under .venv/ that is newer than what it was made from.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(BIN)/python -c 'import setuptools; setuptools.setup()' --quiet
CATALOGUES := $(shell find site/mingbai/locale -name '*.po' 2>/dev/null)

.PHONY: run demo test faults install check bench lock catalogues tools clean

run: install
	@$(BIN)/mingbai serve

# Accounts for trying things out: an editor, a reviewer, an approver, a hall clerk. Refused where desk.demo is not yes.
demo: install
	@$(BIN)/mingbai demo

test: $(VENV)/.test tools check
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# Everything of tests/faults: killed at every statement of a publication, and the like, of which `make test` does a part.
faults: $(VENV)/.test tools
	@$(BIN)/python -m pytest tests/faults -m "faults or not faults"

install: $(VENV)/.run $(VENV)/.catalogues

check: $(VENV)/.test
	@$(BIN)/ruff check site tests bench
	@$(BIN)/ruff format --check site tests bench
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/rules

bench: $(VENV)/.test install
	@$(BIN)/python -m bench

# What the tests need beyond pip: Chromium, PostgreSQL, poppler, LibreOffice, a Chinese font.
tools:
	@sh tests/tools.sh

# Regenerates both lock files from requirements/*.in.
PIP_COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-header
lock: $(VENV)/bin/python
	@$(BIN)/pip install --quiet pip-tools
	@$(PIP_COMPILE) --output-file requirements/run.txt requirements/run.in
	@$(PIP_COMPILE) --output-file requirements/test.txt requirements/test.in

# Reads every sentence of the interface out of code and templates into the catalogues.
catalogues: $(VENV)/.test
	@$(SETUP) extract_messages update_catalog

clean:
	@rm -rf $(VENV) var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Mingbai needs Python 3.11 or newer; set PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt setup.cfg pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the site needs …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run $(VENV)/.catalogues
	@echo "Installing what the tests need …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.catalogues: $(CATALOGUES) $(VENV)/.run
	@if [ -n "$(CATALOGUES)" ]; then $(SETUP) compile_catalog; fi
	@touch $@
