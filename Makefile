# The commands of this project. `make` alone lists them.
BIN := .venv/bin
PYTHON_CODE := academy badges bench tests app.py
SCRIPT_TOOLS := tests/js/node_modules/.bin

.DEFAULT_GOAL := help
.PHONY: help run test test-both install check fix bench bench-growth rehearse lock translations screenshots browsers conformance torture

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the platform with demo data on http://127.0.0.1:8000
	@./run

test: ## Run all tests on SQLite and PostgreSQL, in the browser and in Node.js
	@./test

test-both: ## The same, with every page on both databases
	@./test --both

install: ## Make .venv with all that development needs
	@./test --only-install

check: ## Lint, format, types, import contracts, translations, scripts: what CI asks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.tools.translations --check
	@[ -x $(SCRIPT_TOOLS)/eslint ] || { echo "The checks of scripts are not installed; run: cd tests/js && npm ci --ignore-scripts"; exit 1; }
	$(SCRIPT_TOOLS)/eslint -c tests/js/eslint.config.mjs static/js tests/js tests/interop
	$(SCRIPT_TOOLS)/tsc -p tests/js
	node tests/js/compatibility/check.mjs
	node --test --test-reporter=dot tests/js/*.test.mjs

fix: ## Put right what ruff can put right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ## Measure against a plain form post, a plain page and a plain document
	$(BIN)/python -m bench

bench-growth: ## Measure pages with 20,000 and 200,000 badges; SIZES=2000000 DATABASES=sqlite for more
	$(BIN)/python -m bench.growth

rehearse: ## Follow docs/operations.md word for word on a bare Debian 12 (needs root)
	$(BIN)/python -m tests.tools.rehearsal

lock: ## Bring both lock files up to date with pyproject.toml
	$(BIN)/uv pip compile pyproject.toml -o requirements.lock --quiet \
	  --universal --generate-hashes --no-header --no-annotate
	$(BIN)/uv pip compile pyproject.toml --group dev -o requirements-dev.lock --quiet \
	  --constraint requirements.lock --universal --generate-hashes --no-header --no-annotate
	$(BIN)/uv pip compile --group browsers -o requirements-browsers.lock --quiet --constraint requirements-dev.lock \
	  --universal --generate-hashes --no-header --no-annotate
	@! grep -n '://' requirements.lock requirements-dev.lock requirements-browsers.lock

translations: ## Collect the texts of code and templates into the catalogues
	$(BIN)/python -m tests.tools.translations

screenshots: ## Make the pictures of docs/img from the demo data
	$(BIN)/python -m tests.tools.screenshots

browsers: ## Walk the main job in Firefox, WebKit and Chromium 102, which it installs first
	@sh tests/browsers/install.sh
	xvfb-run -a $(BIN)/python -m tests.browsers

torture: ## Cut a tablet's network, browser and server at random; TIMES=1000, SEED=… for one run again
	$(BIN)/python -m tests.browser.torture $(or $(TIMES),1000) $(if $(SEED),--seed $(SEED))

conformance: ## Check badges with other people's software; VECTORS=DIR: also whole suites
	$(BIN)/pytest tests/interop tests/badges --with-node -q
	$(if $(VECTORS),$(BIN)/python -m tests.conformance $(VECTORS))
