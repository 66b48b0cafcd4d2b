# The four commands: demo, test, check, bench. Sets up what they need the first time, and again only when it changed.
PYTHON ?= python3
BOT := .venv/bin/python
NLU := nlu/.venv/bin/python
# Without compiled modules rasa takes half a minute to import, every time.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check bench setup clean
.DELETE_ON_ERROR:

demo: setup
	@$(BOT) -m bot demo

test: setup .stamps/tests
	@$(BOT) -m tests.chromium
	@$(BOT) -m flows check
	@$(BOT) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: setup .stamps/tests
	@$(BOT) -m ruff check .
	@$(BOT) -m ruff format --check .
	@$(BOT) -m flows check

bench: setup .stamps/tests
	@$(BOT) -m tests.bench

setup: .stamps/bot .stamps/age .stamps/nlu
	@$(NLU) -m nlu train

.stamps:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Stagemaat heeft Python 3.11 of nieuwer nodig: make PYTHON=/pad/naar/python3.11")'
	@mkdir -p $@

.stamps/bot: requirements.txt | .stamps
	@echo "1/4 de bot: pakketten installeren (een minuut)"
	@$(PYTHON) -m venv .venv
	@$(BOT) -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.stamps/age: package-lock.json package.json .stamps/bot
	@echo "2/4 het postvak: de sleutelbibliotheek bouwen"
	@$(BOT) -m bot.inbox.build
	@touch $@

.stamps/nlu: nlu/requirements.txt | .stamps
	@echo "3/4 nlu: pakketten installeren (een paar minuten)"
	@$(PYTHON) -m venv nlu/.venv
	@$(NLU) -m pip install --quiet --require-hashes --no-deps --ignore-requires-python -r nlu/requirements.txt
	@echo "4/4 nlu: pakketten compileren en trainen"
	@$(NLU) -m compileall -q nlu/.venv/lib || true
	@touch $@

.stamps/tests: tests/requirements.txt .stamps/bot
	@echo "de tests: pakketten installeren"
	@$(BOT) -m pip install --quiet --require-hashes -r tests/requirements.txt
	@touch $@

clean:
	rm -rf .venv nlu/.venv nlu/models node_modules .stamps bot/static/age.js demo-data
