# One line a job; `make run` and `make test` set up from nothing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Tests start some hundred processes: where compiled modules may not be kept, each compiles the whole program anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run hq-demo test check bench soak shots dist wheelhouse guide coverage mutants clean

help:                  ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1: /p' Makefile

run: $(READY)          ## open the desk on a ready demo cell
	$(BIN)/bienban --home .demo --demo

hq-demo: $(READY)      ## headquarters with an invented ward: an address and a log-in are printed
	rm -rf .hq-demo
	$(BIN)/bienban-hq demo --data .hq-demo

test: $(READY)         ## every test, the slow ones included
	$(BIN)/python -m pytest -n 4 --dist loadfile

check: $(READY)        ## format, lint, types, import contracts, fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not slow" -n 4 --dist loadfile

bench: $(READY)        ## ratios taken in one run
	$(BIN)/python -m benchmarks

coverage: $(READY)     ## every branch of models/ is run by a test of models/
	$(BIN)/python -m pytest tests/models -m "not slow" -n 4 --hypothesis-profile=brief --cov=models --cov-branch --cov-report=term --cov-fail-under=100

mutants: $(READY)      ## small mistakes put into models/ and sync/, which the tests have to notice; bounded: MUTANTS="--minutes 10"
	$(BIN)/python -m tests.mutants $(MUTANTS)

soak: $(READY)         ## any keys, many laptops, a bad cable, kill -9: a quarter of an hour; SOAK="--minutes 60" is longer
	$(BIN)/python -m tests.soak $(SOAK)

shots: $(READY)        ## pictures of the screens into docs/pictures
	$(BIN)/python -m tests.shots
	$(BIN)/python -m tests.hq.shots

dist: $(READY)         ## the desk as one zipped folder for computers without Python, in dist/, and tried
	$(PYTHON) -m venv --clear build/env
	build/env/bin/python -m pip install --quiet --upgrade pip
	build/env/bin/python -m pip install --quiet --constraint constraints.txt . --group dist
	build/env/bin/python -m release.folder
	$(BIN)/python -m pytest tests/release

wheelhouse: $(READY)   ## every wheel in one folder, to install without a network; WHEELHOUSE="--platform windows" for another system
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dist
	$(BIN)/python -m release.wheelhouse $(WHEELHOUSE)

guide: $(READY)        ## the clerk's guide as A4 pages: build/huong-dan.pdf (needs Chromium)
	$(BIN)/python -m tests.guide

clean:
	rm -rf $(VENV) .demo .hq-demo build dist

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên / Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[hq]' --group dev
	touch $(READY)
