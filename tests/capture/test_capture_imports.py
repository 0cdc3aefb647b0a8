"""What reading a document imports: a user pays only for what the document needs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import labelcheck.capture

_FOLDER = Path(labelcheck.capture.__file__).parent
_HEAVY = ("rapidocr", "onnxruntime", "pypdfium2", "pdfplumber", "cv2", "PIL", "numpy")


def test_reading_text_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Store at 2-8 °C", encoding="utf-8")
    (tmp_path / "a.html").write_text("<p>x", encoding="utf-8")
    code = f"""
import sys
from pathlib import Path
from labelcheck.capture import read
from labelcheck.models import Source
for name in ("a.txt", "a.html"):
    read(Source(name=name, path=Path({str(tmp_path)!r}) / name))
print([name for name in {_HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_FOLDER.parents[1]
    )
    assert done.stdout.strip() == "[]"


def test_reading_a_pdf_with_text_imports_no_ocr() -> None:
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from labelcheck.models import Source
from labelcheck.capture import read
from capture_labels import pdf
found = read(Source(name="a.pdf", data=pdf((40, 500, "Store at 2-8 C"))))
assert found.text == "Store at 2-8 C", found.text
print([name for name in ("rapidocr", "onnxruntime", "pdfplumber", "cv2") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_FOLDER.parents[1]
    )
    assert done.stdout.strip() == "[]"


def test_capture_imports_no_other_stage() -> None:
    for path in _FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.startswith("labelcheck"):
                    assert name.startswith("labelcheck.capture") or name == "labelcheck.models", (path.name, name)
