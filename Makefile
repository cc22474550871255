# Two commands do it all: `make build` and `make test`. `make help` lists the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)

# Debian's python3 comes without ensurepip; other Pythons bring their own.
VENV_MODULE = $(shell $(PYTHON) -c 'import ensurepip' 2>/dev/null || echo python$(VERSION)-venv)
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# The -nogui packages would push a desktop's LibreOffice out.
LIBREOFFICE = $(if $(shell which soffice 2>/dev/null),,libreoffice-writer-nogui libreoffice-calc-nogui)
# Ubuntu has Chromium as a snap only; there the tests in a browser say that they were skipped.
CHROMIUM = $(if $(filter debian,$(shell . /etc/os-release 2>/dev/null && echo $$ID)),chromium)
TEST_TOOLS = antiword poppler-utils qpdf fonts-crosextra-carlito git $(CHROMIUM)

# A stamp is there only while nothing is being installed, so that an interrupted set-up starts again from nothing; it
# carries the version, so that a new Python gets a new environment.
INSTALLED := $(VENV)/.installed-$(VERSION)
TESTABLE := $(VENV)/.testable-$(VERSION)

.DEFAULT_GOAL := build
.NOTPARALLEL:
.PHONY: build test lint format wheel eval pictures constraints clean help python libraries programs

build: $(INSTALLED) ## set up what is missing, then write letters, tracker and booklets to out/
	$(BIN)/ccf-docs build

test: programs lint ## set up what the tests need, then run all checks and tests
	$(BIN)/pytest -n auto

lint: $(TESTABLE) ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(TESTABLE) ## mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: $(INSTALLED) ## write the installable package to dist/
	$(PIP) wheel --no-deps --build-constraint constraints.txt --wheel-dir dist .

eval: $(TESTABLE) ## measure how well returned files are read
	$(BIN)/python tests/intake/evaluate.py

pictures: programs $(TESTABLE) ## make the README's pictures again
	$(BIN)/python tests/pictures/make.py

constraints: python libraries ## pin every package again, at the newest version that fits
	rm -rf .venv-pins && $(PYTHON) -m venv .venv-pins
	.venv-pins/bin/python -m pip install --quiet --upgrade pip
	.venv-pins/bin/python -m pip install --quiet --editable . --group dev
	.venv-pins/bin/python -m pip freeze --all --exclude-editable --exclude setuptools > .venv-pins/frozen
	{ echo "# Every package at the version the tests ran with. Refresh: make constraints"; \
	  LC_ALL=C sort -f .venv-pins/frozen; } > constraints.txt
	rm -rf .venv-pins

clean: ## remove the environment and the caches; out/ and responses/ stay
	rm -rf $(VENV) .venv-pins dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -prune -exec rm -rf {} +

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(INSTALLED): pyproject.toml constraints.txt | python libraries
	@echo "Setting up $(VENV) ..."
	@[ -e $@ ] || $(PYTHON) -m venv --clear $(VENV)
	@rm -f $(VENV)/.installed-* $(VENV)/.testable-*
	@$(PIP) install --upgrade --constraint constraints.txt pip
	@$(PIP) install --constraint constraints.txt --build-constraint constraints.txt --editable .
	@error=$$($(BIN)/python -c 'import weasyprint' 2>&1 >/dev/null) || { \
		echo "$$error" | tail -n 1 >&2; \
		echo >&2 "Pango and HarfBuzz cannot be loaded; the booklets need them. README, \"Install\", tells how to get them."; \
		exit 1; }
	@touch $@

$(TESTABLE): $(INSTALLED)
	@echo "Setting up the test tools ..."
	@rm -f $(INSTALLED)
	@$(PIP) install --constraint constraints.txt --group dev
	@touch $(INSTALLED) $@

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo >&2 "Python 3.11 or newer is needed; $(PYTHON) is $(or $(VERSION),not there)." \
			"With another one: make PYTHON=python3.12 (README, \"Install\")."; \
		exit 1; }

libraries:
	$(call packages,$(VENV_MODULE) $(PANGO),$(INSTALLED))

programs:
	$(call packages,$(LIBREOFFICE) $(TEST_TOOLS),$(TESTABLE))

# $(call packages,NAMES,STAMP) installs the Debian packages that are missing, with sudo only if there are any.
# A machine just started may still be updating itself: hence the time-out on apt's lock.
define packages
@missing=; for name in $(1); do \
	case $$(dpkg-query -W -f '$${Status}' $$name 2>/dev/null) in \
		*" installed") ;; *) missing="$$missing $$name" ;; \
	esac; \
done; \
[ -n "$$missing" ] || exit 0; \
if ! command -v apt-get >/dev/null; then \
	[ -e $(2) ] || echo >&2 "No apt-get here. Should a step fail, install what Debian calls$$missing (README, \"Install\")."; \
	exit 0; \
fi; \
echo "Installing system packages (a few minutes the first time):$$missing"; \
sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
apt="$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120"; \
$$apt update; \
$$apt install -y --no-remove --no-install-recommends $$missing >/dev/null || { \
	echo >&2 "That failed. As administrator: apt-get install$$missing -- then make again."; \
	exit 1; }
endef
