# Two commands matter: `make demo` and `make test`. Both prepare .venv themselves.
PYTHON ?= python3
VENV := .venv
BENCH := .venv-bench
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: setup demo test bench chaos first-hour pictures lock audit clean

setup: $(STAMP)

$(STAMP): requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: setup
	$(BIN)/dondoc demo

# Side by side: the types need minutes of one core. Each says what it finds, also where another has failed.
test: setup
	$(MAKE) --no-print-directory --jobs --keep-going spelling types floors behaviour

spelling: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

floors: setup
	$(BIN)/lint-imports --no-cache

behaviour: setup
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Beside peers, which have a place of their own: `make bench HOW="inbound outbound --rounds 3 --size 200"`
bench: $(BENCH)/.ready
	$(BENCH)/bin/python -m bench $(HOW)

$(BENCH)/.ready: requirements-bench.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	touch $(BENCH)/.ready

# Three processes killed by chance, and a primary that is lost: `make chaos MUCH="--updates 10000 --letters 10000"`
chaos: setup
	$(BIN)/python -m bench.chaos $(MUCH)
	$(BIN)/python -m bench.chaos $(MUCH) --failover

# The pictures and cards of docs/huong-dan, from the running product: `make pictures OF="can-bo"`
pictures: setup
	$(BIN)/python -m pictures $(OF)

# From a fresh clone to the first reminder, by the README's commands alone, against a double of Telegram.
first-hour: setup
	$(BIN)/python -m bench.first_hour

# New versions of what we depend on: changes requirements*.txt, names no registry.
lock: setup
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml --group dev -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml --group bench -o requirements-bench.txt

# Are the pinned versions whole and not known to be unsafe? It fails where it could not look.
audit: setup
	$(BIN)/python -m pip check
	$(BIN)/uv tool run --quiet pip-audit --strict --disable-pip --require-hashes -r requirements.txt

clean:
	rm -rf $(VENV) $(BENCH) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
