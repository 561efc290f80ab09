# The few commands a newcomer needs. `make` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# Steps share cargo's build lock and the two cores of a small machine; side by side they would only wait.
.NOTPARALLEL:

# Arguments for the demo, e.g. make run DEMO="--addr 127.0.0.1:4000"
DEMO ?=
# make look RENEW=1
RENEW ?=
LOGS := target/test-logs
STEPS := check site unit e2e

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## Build everything and start the demo (prints the address and the passwords)
	@scripts/setup run
	cargo xtask site
	cargo run --package server -- demo $(DEMO)

.PHONY: dev
dev: ## The same with a browser part that builds faster and says more; run it again after a change
	@scripts/setup run
	cargo xtask site --dev
	cargo run --package server -- demo $(DEMO)

.PHONY: build
build: ## The release: target/release/vestibule and target/site
	@scripts/setup run
	cargo xtask site
	cargo build --release --package server

# Runs every step even when one fails, then says what each counted.
.PHONY: test
test: ## Everything: checks, unit tests on both databases, browser tests
	@scripts/setup test
	@rm -rf $(LOGS) && mkdir -p $(LOGS)
	@for step in $(STEPS); do \
	    echo "== $$step"; \
	    status=0; \
	    $(MAKE) --no-print-directory $$step 2>&1 | tee $(LOGS)/$$step.log || status=$$?; \
	    echo $$status > $(LOGS)/$$step.status; \
	done
	@cargo xtask summary $(LOGS)

# The browser part is linted by itself: one build with both its features and the server's would be neither.
.PHONY: check
check: ## Formatting and lints, for server and browser
	cargo fmt --all --check
	cargo clippy --package app --package intake --package takeout --package server --all-targets -- -D warnings
	cargo clippy --package xtask --all-targets -- -D warnings
	cargo clippy --package frontend --features public,signed-in --target wasm32-unknown-unknown -- -D warnings
	cd end2end && node_modules/.bin/tsc --noEmit

.PHONY: unit
unit: ## Rust tests, on SQLite and on a PostgreSQL of their own
	scripts/with-postgres cargo test --no-fail-fast
	cargo test --package xtask

# Ratios, side by side in one run; never part of `make test`, and on a machine that does nothing else. PostgreSQL keeps what it acknowledges there.
.PHONY: bench
bench: ## Measure what the product costs: ratios with their aims (ten minutes; target/bench/index.html)
	@scripts/setup bench
	cargo xtask site
	@rm -f target/bench/report.json
	DURABLE=1 scripts/with-postgres cargo bench --package server --bench bench

# One that misses an aim does not keep the others from their turn; the last one prints everything.
.PHONY: bench-full
bench-full: ## The same with a million rows, peers, Lighthouse, ten million entries, a million patients (two hours, 15 GB in the temporary folder)
	@scripts/setup bench
	cargo xtask site
	@rm -f target/bench/report.json
	@failed=0; \
	scripts/with-postgres cargo test --release --package server --test million -- --ignored --nocapture || failed=1; \
	scripts/with-postgres cargo test --package server --test scale -- --ignored --nocapture || failed=1; \
	DURABLE=1 scripts/with-postgres cargo bench --package server --bench bench -- --full || failed=1; \
	exit $$failed

# Never part of `make test`: it kills what it has started, again and again. It opens thousands of connections, so it takes what files it may.
.PHONY: soak
soak: ## A quarter of an hour of bad weather: slow clients, kills, full disk, jumping clock, two nodes (SOAK=kills,nodes for some parts)
	@scripts/setup soak
	ulimit -S -n "$$(ulimit -H -n)" && scripts/with-postgres cargo test --package app --package server --test soak -- --ignored --nocapture

# Never part of `make test`: it finds what nobody thought of, and takes as long as it is given.
.PHONY: fuzz
fuzz: ## Fuzz every reader and every parser (FUZZ_SECONDS=60 for each)
	@scripts/setup fuzz
	scripts/fuzz

.PHONY: site
site: ## What the browser gets, into target/site
	cargo xtask site

# Built together with the tests: beside them dependencies have other features, and everything would be compiled twice.
.PHONY: e2e
e2e: site ## Browser tests, each with and without JavaScript
	cargo build --package app --package server --bins --tests
	cd end2end && node_modules/.bin/playwright test

# Not one of the steps of `test`: pictures depend on the fonts of the machine.
.PHONY: look
look: site ## Pictures of every page, compared with the kept ones (RENEW=1 keeps the new ones)
	cargo build --package server
	cd end2end && node_modules/.bin/playwright test --config look.config.ts $(if $(RENEW),--update-snapshots)

.PHONY: clean
clean: ## Remove everything that was built
	cargo clean
	rm -rf end2end/node_modules end2end/test-results end2end/playwright-report
