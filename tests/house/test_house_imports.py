"""The house's rules of dependency: stages meet only in models, and each heavy library stays in one place."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "labelcheck"
STAGES = ("capture", "extract", "grade", "report")
FILES = sorted(PACKAGE.rglob("*.py")) + [PACKAGE.parent / "app.py"]
MOST_LINES = 400
HEAVY = {
    *("spacy", "streamlit", "pandas", "rapidocr", "onnxruntime", "cv2", "zxingcpp", "pdfplumber", "PIL", "resiliparse"),
    *("py3langid", "xlsxwriter", "docx", "starlette", "uvicorn"),
}
HOMES = {
    "spacy": ("extract/",),
    "pdfplumber": ("capture/",),
    "pypdfium2": ("capture/",),
    "cv2": ("capture/",),
    "rapidocr": ("capture/",),
    "onnxruntime": ("capture/",),
    "tesserocr": ("capture/engines/",),
    "faster_paddle": ("capture/engines/",),
    "zxingcpp": ("capture/photo/codes.py",),
    "PIL": ("capture/", "report/highlight.py"),
    "pi_heif": ("capture/",),
    "py3langid": ("capture/foreign.py",),
    "resiliparse": ("capture/",),
    "yaml": ("rule_file.py",),
    "streamlit": ("pages/", "../app.py"),
    "pandas": ("compare/",),
    "xlsxwriter": ("compare/",),
    "docx": ("report/",),
    "sqlite3": ("history/",),
    "platformdirs": ("history/",),
    "starlette": ("api/", "../app.py"),
    "uvicorn": ("api/", "serve.py"),
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix() if PACKAGE in path.parents else f"../{path.name}"


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_itself_and_models_only(stage: str) -> None:
    for path in (PACKAGE / stage).rglob("*.py"):
        for name in imports(path):
            if name.split(".")[0] != "labelcheck" or name == "labelcheck":
                continue
            inner = name.split(".")[1]
            if stage == "report" and inner == "language":
                continue  # what the program says of its own
            if stage == "report" and inner == "dossiers":
                continue  # the types of several products side by side
            assert inner in (stage, "models", "__version__"), f"{place(path)} imports {name}"


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_stays_in_its_home(library: str) -> None:
    for path in FILES:
        if any(name.split(".")[0] == library for name in imports(path)):
            assert place(path).startswith(HOMES[library]), f"{place(path)} imports {library}"


def test_every_file_is_short_enough_to_be_read_at_once() -> None:
    written = [
        *FILES,
        *(path for folder in ("scripts", "benchmarks") for path in (PACKAGE.parent / folder).rglob("*.py")),
    ]
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert len(lengths) > 200
    assert not {name: count for name, count in lengths.items() if count >= MOST_LINES}


def test_models_and_rules_import_no_stage() -> None:
    for name in (
        "models.py",
        "context_types.py",
        "rule_types.py",
        "unit_types.py",
        "studies.py",
        "values.py",
        "rules.py",
        "snapshot.py",
        "literals.py",
    ):
        used = {found.split(".")[1] for found in imports(PACKAGE / name) if found.startswith("labelcheck.")}
        assert not used & {*STAGES, "evaluate", "cli", "pages"}, used


@pytest.mark.parametrize("command", [["--version"], ["rules", "list"]])
def test_a_light_command_loads_no_heavy_library(command: list[str]) -> None:
    code = (
        "import sys, io, contextlib\nfrom labelcheck.cli import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main({command!r})\n"
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_checking_a_text_loads_neither_ocr_nor_streamlit_nor_pandas(tmp_path: Path) -> None:
    label = tmp_path / "label.txt"
    label.write_text("Rose exosomes", encoding="utf-8")
    code = (
        "import sys, io, contextlib\nfrom labelcheck.cli import main\n"
        "with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):\n"
        f"    assert main(['check', {str(label)!r}]) == 0\n"
        f"print(sorted({HEAVY - {'spacy'}} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip().endswith("[]"), run.stderr


def test_python_knows_no_word_of_a_label() -> None:
    """What is known about labels stands in rules/: no stage names a source, a marker or a claim."""
    words = ("adipose", "umbilical", "centella", "lactobacillus", "platelet", "clinically proven", "refrigerat", "cd63")
    for stage in ("extract", "grade"):
        for path in (PACKAGE / stage).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                    assert not any(word in node.value.lower() for word in words), f"{place(path)}: {node.value!r}"
