# 年报助手. Two commands are enough: `make demo`, then `make test`.
# Needs git, make and Python 3.11 or newer; everything else goes into .venv.

.NOTPARALLEL:
.PHONY: help demo test check lint fix docs serve bench clean packages ready

EXAMPLE := examples/yuanzhou-2022.yaml
NO_MODEL := env -u OPENAI_BASE_URL -u OPENAI_API_KEY -u OPENAI_MODEL

help:
	@echo 'make demo    装好环境，起草例子到 out/       install, draft the example into out/'
	@echo 'make test    装测试用的软件包，跑全部检查    install what tests want, run everything'
	@echo 'make check   格式、类型、分层、文档、测试    the one gate: lint, types, layers, docs, tests'
	@echo 'make lint    只查格式、类型、分层、文档      the same without the tests'
	@echo 'make fix     自动改格式                      format and mend what can be mended'
	@echo 'make docs    重新生成 docs/                  write the generated pages of docs/'
	@echo 'make serve   打开网页（127.0.0.1:7860）      the web page'
	@echo 'make bench   测命令的启动时间                how long the commands take to start'
	@echo 'make clean   删除 .venv、out 和缓存          remove .venv, out and caches'

demo: ready
	@$(NO_MODEL) .venv/bin/nianbao draft $(EXAMPLE) --engine offline --out out/
	@printf '\n%s\n' '接着可以试 / next:'
	@printf '  .venv/bin/nianbao %s\n' \
	  'check $(EXAMPLE)   # 核对表格 / check the tables' \
	  'ask "第49条怎么说"   # 问条例 / ask the regulation' \
	  'new 我的年报.xlsx --agency 某某局 --year 2025   # 空白工作簿 / a workbook to fill in' \
	  'serve   # 网页 / the web page'

test: packages check

packages:
	@sh .ci/debian-packages

check: lint
	.venv/bin/pytest -n auto --maxprocesses 4 --dist loadfile

lint: ready
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m assistant.rules.slips.learn --check
	.venv/bin/python -m assistant.review.rules_page --check

fix: ready
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

docs: ready
	.venv/bin/python -m assistant.review.rules_page

serve: ready
	.venv/bin/nianbao serve

bench: ready
	.venv/bin/python -m evals.bench.start

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The editable install's own bytecode, which uv does not compile; instant when nothing changed.
ready: .venv/ready
	@.venv/bin/python -m compileall -q assistant ui evals

# .ci/environment is not run again (and needs no network) until one of these changes.
.venv/ready: uv.lock pyproject.toml .ci/environment
	@sh .ci/environment
	@touch $@
