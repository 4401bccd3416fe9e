# Two bootstrap targets; everything else is an `inv` command (see README.md).
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: site test

site: $(VENV)/.site
	$(BIN)/inv build --publish
	$(BIN)/inv coverage

test: $(VENV)/.test
	$(BIN)/inv test

$(VENV)/.site: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(VENV)/.test: requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-dev.txt
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"
