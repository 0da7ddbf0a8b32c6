# Needs Python 3.11 or newer, git and make; everything else goes into .venv.

PYTHON ?= python3
BIN := .venv/bin
CELLS := .venv-cells/bin
LOWEST := .venv-lowest/bin
TYPICAL := .venv-typical/bin
BENCH := .venv-bench/bin
READY := .venv/.ready .venv-cells/.ready .venv-lowest/.ready .venv-typical/.ready

# What random-cells draws.
N ?= 10
SEED ?= $(shell date +%s)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_PYTHON_DOWNLOADS := never
export CELLS_PYTHON := $(CURDIR)/$(CELLS)/python

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes \
  --no-annotate --custom-compile-command 'make lock' --python-version

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## Set up all environments with the locked dependencies

.PHONY: demo
demo: $(READY) ## Write a service into demo/, test it, start it, send requests to it
	@$(BIN)/python -m tools.demo

.PHONY: survey
survey: $(READY) ## Print what the survey finds in a project, and where: DIR=…
	@$(BIN)/python -m tools.survey "$(DIR)"

# The interpreter is the project's only where it is given: PYTHON is also what sets up .venv.
.PHONY: adopt
adopt: .venv/.ready ## Prove the template on a copy of a project: DIR=… ANSWERS=… ENV=… PYTHON=…
	@$(BIN)/python -m tools.adopt "$(DIR)" $(if $(ANSWERS),--answers "$(ANSWERS)") \
	  $(if $(filter command,$(firstword $(origin PYTHON))),--python "$(PYTHON)") \
	  $(if $(ENV),--env "$(ENV)") $(if $(KEEP),--keep "$(KEEP)") \
	  --reset="$(RESET)" --tests="$(TESTS)"

# All checks of a tier run, also after one that failed.
.PHONY: test
test: $(READY) ## Run lint, types, and the tests that take minutes
	@$(MAKE) --no-print-directory --keep-going lint first-tests

.PHONY: test-all
test-all: $(READY) ## Run what make test leaves out: examples, every service and project
	@$(MAKE) --no-print-directory --keep-going check-examples other-tests

.PHONY: test-fast
test-fast: $(READY) ## Run the tests that take less than a second each
	$(BIN)/pytest -m "not slow and not all" -n auto

.PHONY: cell
cell: $(READY) ## Write one service of the tests into build/cells, and prove it: NAME=…
	@$(BIN)/python -m tools.cell $(NAME)

.PHONY: house-check
house-check: .venv/.ready ## Check what house/ changes in what the template writes
	@$(BIN)/python -m tools.house_check

.PHONY: random-cells
random-cells: $(READY) ## Prove services with random answers: N=10 SEED=…
	RANDOM_CELLS=$(N) SEED=$(SEED) $(BIN)/pytest -n auto -k random- tests/rendering/test_cells.py

.PHONY: release
release: $(READY) ## Commit and tag a release: VERSION=1.2.0; nothing may be red
	@$(BIN)/python -m tools.release "$(VERSION)"

.PHONY: matrix
matrix: $(READY) ## Compute the matrix again after a change of its factors
	$(BIN)/python -m tools.matrix

.PHONY: bench
bench: $(READY) .venv-bench/.ready ## Measure what the template writes against its peers
	@$(BIN)/python -m bench --python $(BENCH)/python

.PHONY: first-tests
first-tests: $(READY)
	$(BIN)/pytest -m "not all" -n auto --dist worksteal

.PHONY: other-tests
other-tests: $(READY)
	$(BIN)/pytest -m all -n auto --dist worksteal

.PHONY: lint
lint: lint-ruff lint-format lint-types ## Run the linters and the type checker

.PHONY: lint-ruff
lint-ruff: $(READY)
	$(BIN)/ruff check

.PHONY: lint-format
lint-format: $(READY)
	$(BIN)/ruff format --check

.PHONY: lint-types
lint-types: $(READY)
	$(BIN)/mypy

.PHONY: check-examples
check-examples: $(READY)
	$(BIN)/python -m tools.examples --check

.PHONY: format
format: $(READY) ## Format the code, and repair what can be repaired
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: examples
examples: $(READY) ## Render examples/ again after a change of the template
	$(BIN)/python -m tools.examples

.PHONY: docs
docs: $(READY) ## Write docs/interview.md from the questions, and the site into site/
	$(BIN)/python -m tools.docs
	$(BIN)/zensical build --strict

.PHONY: lock
lock: $(BIN)/uv ## Write the lock files after a change of the dependencies
	$(LOCK) 3.11 --group dev --output-file requirements.lock
	$(LOCK) 3.11 --group projects --output-file requirements-cells.lock
	$(LOCK) 3.11 --group bench --output-file requirements-bench.lock
	$(LOCK) 3.10 --group floors --output-file requirements-lowest.lock --resolution lowest-direct
	$(LOCK) 3.11 --group floors --output-file requirements-typical.lock --exclude-newer 2025-12-31 --exclude-newer-package dependency-injector=false

.PHONY: clean
clean: ## Remove the environment, the caches, and what was built
	rm -rf .venv .venv-bench .venv-cells .venv-lowest .venv-typical .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build demo site
	find bench extensions tests tools -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo 'Python 3.11 or newer is needed: make PYTHON=python3.x' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet 'uv>=0.13,<1'

.venv/.ready: requirements.lock | $(BIN)/uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

# What generated services declare, and nothing else: an import that they forgot fails.
.venv-cells/.ready: requirements-cells.lock | $(BIN)/uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-cells
	$(BIN)/uv pip sync --quiet --python $(CELLS)/python --require-hashes requirements-cells.lock
	@touch $@

# The floors of existing projects, on the oldest Python at hand that they run on.
.venv-lowest/.ready: requirements-lowest.lock | $(BIN)/uv
	@rm -rf .venv-lowest && mkdir .venv-lowest
	@if python=$$($(BIN)/python -m tools.oldest_python); then \
	  $(BIN)/uv venv --quiet --clear --python "$$python" .venv-lowest \
	  && $(BIN)/uv pip sync --quiet --python $(LOWEST)/python --require-hashes requirements-lowest.lock \
	  && echo "The lowest versions run on $$($(LOWEST)/python --version)"; \
	fi
	@touch $@

# What projects had a year ago.
.venv-typical/.ready: requirements-typical.lock | $(BIN)/uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-typical
	$(BIN)/uv pip sync --quiet --python $(TYPICAL)/python --require-hashes requirements-typical.lock
	@touch $@

# Only `make bench` needs it: what services declare, and their peers.
.venv-bench/.ready: requirements-bench.lock | $(BIN)/uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-bench
	$(BIN)/uv pip sync --quiet --python $(BENCH)/python --require-hashes requirements-bench.lock
	@touch $@
