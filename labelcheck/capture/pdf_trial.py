"""A trial opening of a doubtful PDF in a process of its own, which can be stopped.

Forms that draw forms that draw forms can keep pdfium busy for years, and a call into it cannot be interrupted.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

from labelcheck.capture.failure import CaptureError

_FORM = re.compile(rb"/Subtype\s*/F(?:orm\b|#6[fF]|o#72|or#6[dD])")
_HARMLESS_FORMS = 2
_SECONDS = 20
_MEMORY = 3 * 2**30

_TRIAL = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
except (ImportError, ValueError, OSError):
    pass
import pypdfium2
try:
    pdf = pypdfium2.PdfDocument(sys.stdin.buffer.read())
except pypdfium2.PdfiumError:
    sys.exit(0)
for index in range(min(len(pdf), int(sys.argv[3]))):
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        continue
    page.get_textpage().close()
    page.close()
"""


def check_opens(name: str, data: bytes, pages: int) -> None:
    """Refuse a PDF whose first ``pages`` pages cannot be opened in 20 seconds and 3 GB.

    Only files with nested drawing instructions are tried, at the cost of opening them twice.

    Raises:
        CaptureError: it took too long, or too much memory.
    """
    if len(_FORM.findall(data)) <= _HARMLESS_FORMS:
        return
    command = [sys.executable, "-c", _TRIAL, json.dumps(sys.path), str(_MEMORY), str(pages)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _refused(name, f"opening the PDF takes longer than {_SECONDS} seconds") from None
    except OSError:  # no interpreter to start, as in a frozen program: nothing was learnt
        return
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise _refused(name, "opening the PDF takes more memory than a label needs")


def _refused(name: str, cause: str) -> CaptureError:
    return CaptureError(name, cause, "print it to a new PDF, or give a photo")
