# What this project can do, each by one command. Needs make and Python 3.12 or later, nothing else.

BIN := .venv/bin
STAMP := .venv/.installed
PYENV := $(or $(PYENV_ROOT),$(HOME)/.pyenv)
PYENV_PYTHONS := $(wildcard $(PYENV)/versions/3.1[2-9]*/bin/python3)

# The first of these that is new enough makes .venv; PYTHON=... on the command line overrules.
PYTHON ?= python3.14 python3.13 python3.12 python3 $(PYENV_PYTHONS)
# The lock is made with the oldest version, so that it also holds what only that one needs.
LOCK_PYTHON ?= python3.12 $(filter $(PYENV)/versions/3.12%,$(PYENV_PYTHONS)) $(PYTHON)

NEW_ENOUGH := import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 12))
find_python = python=; for candidate in $(1); do \
	if "$$candidate" -c '$(NEW_ENOUGH)' 2>/dev/null; then python=$$candidate; break; fi; done; \
	[ -n "$$python" ] || { echo "bijstand needs Python 3.12 or later with venv, and found none: install it, or say make PYTHON=/path/to/python3" >&2; exit 1; }

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start Python some hundreds of times: what one has read, the others need not read again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test slow machine_code browser pictures lint mutants baselines bench quick million codebook study ready levels theories shapes coverage sbc patterns docs site covered package lock clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: $(STAMP) ## install, run the main job on the Netherlands, say where the report lies
	$(BIN)/bijstand run

test: $(STAMP) browser ## install, then lint, type check and tests (PYTEST_FLAGS=... is passed on)
	@$(MAKE) --no-print-directory -j2 machine_code lint
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" $(PYTEST_FLAGS)

slow: $(STAMP) browser ## run the tests that take longest, which make test leaves to this
	$(BIN)/python -m pytest -n auto --dist worksteal -m slow $(PYTEST_FLAGS)

# Neither this nor the type check can use two cores, and all tests wait for both.
machine_code: $(STAMP)
	@$(BIN)/python -m tests.warm

browser:
	@if ! command -v chromium >/dev/null && ! { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends chromium >/dev/null; }; then \
		echo "No chromium here, and none may be installed: the tests of the page are skipped"; fi

pictures: $(STAMP) browser ## take the pictures of the page that the docs show
	$(BIN)/python -m tests.page.take_pictures

lint: $(STAMP) ## style, format, types and the way that imports run
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/mypy
	$(BIN)/lint-imports

mutants: $(STAMP) ## put small faults into a copy, say which the tests notice (half an hour)
	$(BIN)/python -m tests.mutants $(AREAS)
	$(BIN)/python -m tests.verification.report

baselines: $(STAMP) ## pin the present outcomes as the ones that tests compare with
	$(BIN)/python -m tests.refresh_baselines

# Each part by the verb that runs it, in this order: the levers are drawn again from the evidence.
PARTS := compare:study_settings compare:study_theories compare:study_theories_worst \
	attribute:study_gates attribute:study_gates_theories \
	sensitivity:study_calm sensitivity:study_crisis sensitivity:study_shortage \
	robust:study_levers calibrate:study_evidence robust:study_levers_evidence \
	choose:study_choice voi:study_first
STUDIES := $(addprefix outputs/,compare/study compare/study_theories compare/study_theories_worst \
	attribute/study attribute/study_theories \
	sensitivity/study_calm sensitivity/study_crisis sensitivity/study_shortage \
	robust/study robust/study_evidence choose/study voi/study calibrate/study)

study: $(STAMP) ## run the worked study of docs/study.md, make its report in both languages
	for part in $(PARTS); do \
		$(BIN)/bijstand $${part%%:*} experiment=$${part##*:} || exit; done
	$(BIN)/bijstand report $(STUDIES) output.name=study
	$(BIN)/bijstand report $(STUDIES) output.name=study language=nl
	$(BIN)/python -m analysis.report $(STUDIES)

ready: $(STAMP) ## work out the page's ready questions again, so that they open at once (some minutes)
	$(BIN)/python -m bijstand.ready

codebook: $(STAMP) ## measure the effect of every code of the study, write docs/codebook.md
	$(BIN)/python -m analysis.codebook

levels: $(STAMP) ## find the constants that bring theories to one level in each world (half an hour)
	$(BIN)/python -m sim.levels
	$(BIN)/python -m sim.levels built-in:germany

theories: $(STAMP) ## hold theories against each other three ways, write docs/theories.md (a quarter of an hour)
	$(BIN)/python -m analysis.theories

shapes: $(STAMP) ## run the stored shapes that intervals take (some minutes)
	$(BIN)/python -m analysis.intervals

coverage: $(STAMP) ## measure how often intervals hold the truth, write docs/coverage.md (a quarter of an hour)
	$(BIN)/python -m analysis.coverage

sbc: $(STAMP) ## weigh draws by the evidence, try that on made data, write docs/calibration.md (a quarter of an hour)
	$(BIN)/bijstand calibrate output.name=sbc
	$(BIN)/python -m analysis.calibration outputs/calibrate/sbc

COMMA := ,
EMPTY :=
THEORIES := $(subst $(EMPTY) $(EMPTY),$(COMMA),$(sort $(basename $(notdir $(wildcard conf/theory/*.yaml)))))

patterns: $(STAMP) ## judge the study's claims at the defaults, under theories and over futures, write docs/patterns.md (half an hour)
	$(BIN)/bijstand calibrate experiment=study_evidence
	$(BIN)/bijstand patterns replications=30 run.days=730 run.warm_up_days=180 patterns.draws=400 \
		patterns.theories=[$(THEORIES)] patterns.futures=100 belief=outputs/calibrate/study output.name=full
	$(BIN)/python -m analysis.patterns outputs/patterns/full
	$(BIN)/bijstand patterns world=germany replications=100 patterns.draws=400 output.name=germany
	$(BIN)/python -m analysis.patterns outputs/patterns/full outputs/patterns/germany

docs: $(STAMP) ## write the tables, the evidence ledger and the picture in docs/ from the declarations
	$(BIN)/python -m analysis.documents

site: $(STAMP) ## build the docs as a site in site/, without a network
	$(BIN)/mkdocs build --strict --quiet

covered: $(STAMP) ## run the tests and tell which lines of Python none of them runs
	$(BIN)/python -m pytest --cov --cov-report=term $(PYTEST_FLAGS)

package: $(STAMP) ## build wheel and sdist in dist/, try the wheel in an empty environment
	rm -rf dist && $(BIN)/python -m build --no-isolation
	@wheel=$$(echo "$$PWD"/dist/*.whl); scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; set -e; \
	$(BIN)/python -m venv "$$scratch/venv"; cd "$$scratch"; venv/bin/pip install -q "$$wheel"; \
	venv/bin/bijstand list >/dev/null; venv/bin/python -c "import bijstand"; \
	venv/bin/bijstand run run.seeds=2 run.days=60 run.warm_up_days=30 executor=threads >/dev/null; \
	venv/bin/bijstand verify outputs; echo "$$(basename "$$wheel"): runs by itself, without extras"

bench: $(STAMP) ## measure speed and growth beside their targets (some minutes)
	$(BIN)/python -m pip install -q ciw simpy ema-workbench # what it is measured beside
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.growth

quick: $(STAMP) ## whether anything has become slower than it was (less than a minute)
	$(BIN)/python -m benchmarks.quick

million: $(STAMP) ## sweep a million runs with memory watched; how sweeps grow (some minutes)
	$(BIN)/python -m benchmarks.million
	$(BIN)/python -m benchmarks.growth_sweeps

lock: ## make requirements.lock again with the newest versions that pyproject.toml allows
	@$(call find_python,$(LOCK_PYTHON)); scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; set -e; \
	"$$python" -m venv "$$scratch/venv"; \
	"$$scratch/venv/bin/pip" install -q pip-tools; \
	"$$scratch/venv/bin/pip-compile" -q --rebuild --extra page --extra cluster --extra discovery --extra choose --extra office --extra test --all-build-deps --allow-unsafe \
		--strip-extras --generate-hashes --no-header --no-emit-options --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host -o "$$scratch/requirements.lock" pyproject.toml; \
	{ echo "# Made by \"make lock\" from pyproject.toml: every version, with the hashes of its files."; \
		grep -v -e '^#' -e '^--' -e '^$$' "$$scratch/requirements.lock"; } > requirements.lock; \
	echo "requirements.lock: $$(grep -c == requirements.lock) packages"

clean: ## remove .venv, builds and caches; results in outputs/ stay
	rm -rf .venv build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installs again whenever what is to be installed has changed; else costs nothing.
$(STAMP): requirements.lock pyproject.toml
	@if ! $(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		$(call find_python,$(PYTHON)); "$$python" -m venv --clear .venv; fi
	@echo "Installing the locked packages into .venv (the first time, a minute or two)"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@
