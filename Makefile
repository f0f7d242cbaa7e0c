# Two commands: `make chat` and `make test`. Both install what they need first.
PYTHON ?= python3.11
PORT ?= 8501
BIN := .venv/bin
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: chat test pictures bench bench-chat bench-library bench-encoder bench-reading bench-adding bench-crash fuzz parse-scores eval-table lock check-chromium check-tesseract

chat: .venv/installed
	@$(BIN)/clausier chat --add data/reports --port $(PORT)

test: .venv/installed-dev check-chromium check-tesseract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# The screenshots of the README, made anew.
pictures: .venv/installed-dev check-chromium
	CLAUSIER_PICTURES=1 $(BIN)/pytest tests/browser -k "seen_whole or seen_and_removed or fit_and_speak"

bench: .venv/installed
	$(BIN)/python -m tests.bench

# Twenty people ask at once, for five minutes.
bench-chat: .venv/installed
	@$(BIN)/python -m tests.bench_chat

# Libraries of SIZES clauses, made up; 1,000,000 takes about 22 GB of disk and a quarter of an hour.
SIZES ?= 10000 100000 1000000
bench-library: .venv/installed
	@$(BIN)/python -m tests.bench_library $(SIZES) --shared $(SHARED)

# The packaged model by torch and by onnxruntime, in one run.
bench-encoder: .venv/installed
	@$(BIN)/python -m tests.bench_encoder

# A folder of real reports that may stand beside the checkout.
SHARED ?= ../shared

# How long reading takes; PAGES names a PDF whose pages are repeated.
bench-reading: .venv/installed
	@$(BIN)/python -m tests.bench_reading $(PAGES)

.PHONY: bench-adding bench-crash

# What adding a folder of small reports costs beside embedding them; REPORTS says how many.
REPORTS ?= 1000
bench-adding: .venv/installed
	@$(BIN)/python -m tests.bench_adding --reports $(REPORTS)

# The library's writer is killed at KILLS random moments; then two add and ten read at once.
KILLS ?= 200
bench-crash: .venv/installed
	@$(BIN)/python -m tests.crashing --kills $(KILLS)
	@$(BIN)/python -m tests.crashing --at-once

# COUNT damaged reports are read; the same SEED damages them the same way.
COUNT ?= 10000
SEED ?= 1
fuzz: .venv/installed
	@$(BIN)/python -m tests.fuzz_reading $(COUNT) --seed $(SEED) --shared $(SHARED)

# How well real reports are read, where a folder of them with their true clauses is at hand.
parse-scores: .venv/installed
	@$(BIN)/python -m tests.parse_scores $(SHARED)

# The table of how questions are answered, where a folder of reports and questions is at hand.
eval-table: .venv/installed
	@$(BIN)/python -m tests.eval_table $(SHARED)

# The exact versions of everything, from the ranges in pyproject.toml. A lock names no build of
# torch ("+cpu"), so that each machine takes its own.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet --upgrade setuptools .
	.venv-lock/bin/pip freeze --all --exclude pip --exclude clausier | sed 's/+cpu$$//' > requirements.lock
	.venv-lock/bin/pip install --quiet .[dev]
	.venv-lock/bin/pip freeze --all --exclude pip --exclude clausier | sed 's/+cpu$$//' > requirements-dev.lock
	rm -rf .venv-lock build

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found: install Python 3.11, or name it: make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

# The browser tests need a real browser: installed when it can be, asked for otherwise.
check-chromium:
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-noto-core >/dev/null; \
	else \
		echo "The browser tests need Chromium. Install it (Debian: sudo apt-get install chromium), then run make test again."; exit 1; \
	fi
endif

# The tests of scans are skipped, and say so, without Tesseract: installed when it can be.
check-tesseract:
ifeq ($(shell command -v tesseract),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends tesseract-ocr tesseract-ocr-fra tesseract-ocr-ara >/dev/null \
		|| echo "Tesseract cannot be installed: the tests of scans are skipped."; \
	fi
endif
