# Two commands matter: `make run` and `make test`. Both install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RIVAL := .venv-bench
PORT ?= 8000
export PORT

.PHONY: run test bench check format lock assets clean

run: $(VENV)/runtime
	@$(BIN)/python -m consult.supervisor

test: $(VENV)/development
	@.ci/chromium
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: $(VENV)/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/development $(RIVAL)/installed
	WEIGHTIPY_PYTHON=$$([ ! -e $(RIVAL)/installed ] || echo $(RIVAL)/bin/python) $(BIN)/python -m tests.bench

format: $(VENV)/development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The virtual environment, from hash-locked lists; uv is used when it is there, pip otherwise.
$(VENV)/runtime: requirements.txt
	@.ci/install $(PYTHON) $(VENV) requirements.txt
	@touch $@

$(VENV)/development: requirements-dev.txt
	@.ci/install $(PYTHON) $(VENV) requirements-dev.txt
	@touch $@ $(VENV)/runtime

# What raking is compared with has an environment of its own; without it the benchmark leaves the comparison out.
$(RIVAL)/installed: tests/bench/requirements.txt
	-@.ci/install $(PYTHON) $(RIVAL) tests/bench/requirements.txt && touch $@

# For those who change dependencies (needs uv) or styles (needs npm).
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group dev -o requirements-dev.txt

assets: $(VENV)/runtime
	cd static && npm install --no-audit --no-fund --no-package-lock && npm run css
	$(BIN)/python .ci/compress

clean:
	rm -rf $(VENV) $(RIVAL) .mypy_cache .ruff_cache .pytest_cache .hypothesis static/node_modules
