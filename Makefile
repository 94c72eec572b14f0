# Selvstyrt: what to run. Needs python3 (3.11 or newer) and make; everything else is fetched.
#
#   make demo         a demo scheme on http://127.0.0.1:8000 (PORT=... for another port)
#   make demo-reset   the same from the beginning
#   make test         everything that is checked, browser and PostgreSQL included
#   make check        the fast part of it
#   make core-tests   the tests of the core, and every branch that none of them takes
#   make lock         new versions of the packages we build on
#   make messages     collect the texts of pages and code into the catalogues

SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
export UV_PYTHON_DOWNLOADS := never
# Compiled modules are kept, whatever the machine's habit: each command starts in half the time.
unexport PYTHONDONTWRITEBYTECODE
# Trust what the machine trusts, a proxy of the house included.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= 1
endif

VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(VENV)/bin/uv pip install --quiet --python $(PY)
DJANGO := $(PY) -m django
export DJANGO_SETTINGS_MODULE := selvstyrt.config.settings
WEB := src/selvstyrt/faces/web
VENDOR := $(WEB)/static/selvstyrt/vendor
STATIC := $(shell find $(WEB)/static -type f -not -path '*/vendor/*' 2>/dev/null)
TEXTS := $(wildcard $(WEB)/locale/*/LC_MESSAGES/*.po)
DATA := $(or $(SELVSTYRT_VAR),var)
RESULTS := $(DATA)/tests
CORE_TESTS := tests/core tests/cases
# Two at a time; who has no more to do takes over from the other, for some tests take a minute.
BOTH_CORES := -n 2 --dist worksteal
# Browsers, servers and clocks have bad moments: a test that failed is run once more, and named (docs/decisions/019).
ONCE_MORE := --reruns 1 --reruns-delay 1 --rerun-show-tracebacks -rfER

.PHONY: demo demo-reset test core-tests check static-checks lock messages install FORCE

demo: $(DATA)/.static
	@$(VENV)/bin/selvstyrt migrate
	@$(VENV)/bin/selvstyrt demo
	@exec $(VENV)/bin/selvstyrt serve --port $(PORT)

demo-reset:
	@rm -rf $(DATA)
	@$(MAKE) --no-print-directory demo

test: $(VENV)/.dev
	@$(PYTHON) tools/bootstrap.py browser-and-database
	@rm -rf $(RESULTS) && mkdir -p $(RESULTS)
	@$(MAKE) --no-print-directory static-checks
	@$(MAKE) --no-print-directory core-tests; core=$$?; \
	CI=true $(PY) -m pytest -q $(BOTH_CORES) $(ONCE_MORE) $(CORE_TESTS:%=--ignore=%) --junitxml=$(RESULTS)/sqlite.xml; first=$$?; \
	CI=true SELVSTYRT_TEST_DB=postgres $(PY) -m pytest -q $(BOTH_CORES) $(ONCE_MORE) $(CORE_TESTS:%=--ignore=%) --junitxml=$(RESULTS)/postgres.xml; \
	second=$$?; \
	$(PY) tools/totals.py $(RESULTS); [ $$core -eq 0 ] && [ $$first -eq 0 ] && [ $$second -eq 0 ]

# The core has no database: its tests run once, and must take every branch of it.
core-tests: export COVERAGE_FILE := $(RESULTS)/coverage
core-tests: $(VENV)/.dev
	@mkdir -p $(RESULTS)
	@rm -f $(RESULTS)/coverage*
	@CI=true $(PY) -m coverage run -m pytest -q $(BOTH_CORES) --junitxml=$(RESULTS)/core.xml $(CORE_TESTS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

check: $(VENV)/.dev static-checks
	@$(PY) -m pytest -q $(BOTH_CORES) -m "not browser"

static-checks: $(VENV)/.dev
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(DJANGO) makemigrations --check --dry-run
	$(PY) tools/messages.py --check
	$(VENV)/bin/djlint --quiet --lint $(WEB)/templates

lock: $(VENV)/.uv
	$(VENV)/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate --extra bench pyproject.toml -o requirements.lock
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra bench --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

messages: $(VENV)/.dev
	$(PY) tools/messages.py

install: $(VENV)/.installed

$(VENV)/.uv: tools/bootstrap.py
	@$(PYTHON) tools/bootstrap.py environment
	@touch $@

# Where the built assets are gone, they are built again.
$(VENV)/.installed: $(VENV)/.uv requirements.lock pyproject.toml build_assets.py frontend/package-lock.json $(TEXTS) \
		$(if $(wildcard $(VENDOR)/.stamp),,FORCE)
	@echo "Installing what Selvstyrt builds on ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@echo "Building styles, fonts and texts ..."
	@$(INSTALL) --no-deps --build-constraint requirements-dev.lock -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(DATA)/.static: $(VENV)/.installed $(STATIC)
	@$(DJANGO) collectstatic --noinput --clear --verbosity 0
	@touch $@

FORCE:
