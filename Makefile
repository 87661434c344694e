# `make demo` needs only Python 3.11 or later and make; everything else goes into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    := demo-output

.PHONY: help demo test lint types imports unit eval bench crash pictures docs clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dealtrace needs Python 3.11 or later; name one with make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed ## install, read the sample reports, write a page, keep a register
	@mkdir -p $(OUT)
	$(BIN)/dealtrace read samples --html $(OUT)/dossier.html
	$(BIN)/dealtrace --register $(OUT)/demo.db add samples/russia-cuba
	$(BIN)/dealtrace --register $(OUT)/demo.db show rus-cub-2018
	@echo "The first reports with every claim over the text: open $(OUT)/dossier.html in a browser."

# The tests come last, so that their summary closes the output.
test: lint types imports docs eval unit ## run every check

lint: $(VENV)/.installed-dev ## style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev ## static types
	$(BIN)/mypy --strict src

imports: $(VENV)/.installed-dev ## which part may import which
	$(BIN)/lint-imports

unit: $(VENV)/.installed-dev ## the tests
	$(BIN)/python -m pytest

eval: $(VENV)/.installed ## check the labelled corpus and score it against its floors
	$(BIN)/python corpus/check.py
	$(BIN)/dealtrace eval
	$(BIN)/dealtrace eval --merging
	$(BIN)/dealtrace eval --merging --split varied

bench: $(VENV)/.installed ## speed, start-up and memory
	$(BIN)/python benchmarks/reading.py

crash: $(VENV)/.installed-dev ## kill adding processes 200 times: is every report there?
	@mkdir -p $(OUT) && rm -f $(OUT)/crash.db*
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.register.killing --kills 200 $(OUT)/crash.db

pictures: $(VENV)/.installed-dev ## take the pictures of the desk for the documentation
	$(BIN)/python -m tests.web.screenshots

docs: $(VENV)/.installed-dev ## build the documentation site
	$(BIN)/mkdocs build --strict --quiet

clean: ## remove what was made, except the environment
	rm -rf $(OUT) site dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
