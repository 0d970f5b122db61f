# Two commands need nothing but Python 3.11+, its venv module and make:
#   make demo   install, run the main job on examples/irak, say where to look
#   make test   the same set-up with the test tools, then every check
PYTHON ?= python3
BIN := .venv/bin
OUT := build/demo

.PHONY: demo test lint clean

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-test: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

demo: .venv/.installed
	@mkdir -p $(OUT)
	$(BIN)/chronik build examples/irak -o $(OUT)/irak.db
	$(BIN)/chronik publish $(OUT)/irak.db -o $(OUT)/irak.html
	@echo
	@echo "Open $(OUT)/irak.html in a browser, or ask the case file:"
	@echo "  $(BIN)/chronik show $(OUT)/irak.db timeline"
	@echo "  $(BIN)/chronik show $(OUT)/irak.db state --on 2021-12-31 --known-by 2021-12-31"

test: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

clean:
	rm -rf .venv build dist
