"""The reading process: its limits, its ends, and that none of them is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from capture_labels import document, pdf

from labelcheck.capture import CaptureError
from labelcheck.capture.process import child
from labelcheck.models import CaptureSettings

PAGE = pdf((40, 500, "Store at 2-8 C"))
FEW_SECONDS = CaptureSettings(page_seconds=3)
PATCHED = """
import json, os, sys, time
sys.path[:] = json.loads(sys.argv[1])
from labelcheck.capture.process import reader as child_main
from labelcheck.capture.decoding import decoded_document
def hostile(kind, name, sha256, data, settings, watch):
    for number in (1, 2, 3):
        watch.page(number)
        if number in watch.given_up or name == "fine.pdf":
            continue
        {deed}
    return decoded_document(kind, name, sha256, data, settings, watch)
child_main.decoded_document = hostile
child_main.main()
"""


@pytest.fixture
def reader_that(monkeypatch: pytest.MonkeyPatch):
    """Start reading processes that do something hostile at page 2 of any file but ``fine.pdf``."""
    child.stop_children()

    def patch(deed: str) -> None:
        monkeypatch.setattr(child, "_START", PATCHED.format(deed=deed))

    yield patch
    child.stop_children()


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("time.sleep(600)", "reading it takes longer than 3 seconds"),
        ("os.abort()", "reading it makes its reader stop"),
        ("raise AttributeError(name)", "reading it makes its reader stop"),
        ("raise MemoryError", "reading it takes more memory than a label needs"),
        ("os.write(1, b'noise'); print('noise'); os.abort()", "reading it makes its reader stop"),
    ],
)
def test_a_hostile_file_costs_one_message_and_the_next_is_read(reader_that, deed: str, message: str) -> None:
    reader_that(f"{deed} if number == 1 else None" if "raise" not in deed and ";" not in deed else deed)
    with pytest.raises(CaptureError, match=message) as caught:
        document("hostile.html", b"<html><body>x</body></html>", settings=FEW_SECONDS)
    assert "Traceback" not in str(caught.value)
    assert document("fine.pdf", PAGE).text == "Store at 2-8 C"


def test_a_memory_bomb_is_stopped_by_the_limit(reader_that) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system cannot hold a process to a memory limit")
    reader_that("bytearray(900 * 2**20)")
    with pytest.raises(CaptureError, match="takes more memory than a label needs"):
        document("bomb.html", b"<html></html>", settings=CaptureSettings(max_memory=500 * 2**20))


def test_output_of_libraries_is_no_message(reader_that) -> None:
    reader_that("os.write(1, b'noise'); print('noise', flush=True)")
    assert document("noisy.pdf", PAGE).text == "Store at 2-8 C"


def test_one_page_that_never_ends_costs_one_page(reader_that) -> None:
    reader_that("time.sleep(600) if number == 2 else None")
    many = pdf((40, 500, "Store at 2-8 C"), pages=3)
    found = document("three.pdf", many, settings=FEW_SECONDS)
    assert found.text.count("Store at 2-8 C") == 2
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert {box.page for box in found.unread} == {2}
    assert any("Page 2" in warning and "3 seconds" in warning for warning in found.warnings)
    assert found.legibility < 1


def test_a_document_whose_pages_all_fail_is_refused(reader_that) -> None:
    reader_that("os.abort()")
    with pytest.raises(CaptureError, match="makes its reader stop"):
        document("three.pdf", pdf((40, 500, "x"), pages=3))


def test_threads_share_few_processes() -> None:
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(document("a.pdf", PAGE).text)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["Store at 2-8 C"] * 6
    assert 1 <= len(child._IDLE) <= 2


def test_an_interrupt_stops_the_process(reader_that) -> None:
    class Interrupt(BaseException):
        pass

    reader_that("watch.progress('x', 0.5); time.sleep(600)")

    def interrupt(_phrase: str, _share: float) -> None:
        raise Interrupt

    others = children_of(os.getpid())  # such as the app's server, while its tests run in this process too
    with pytest.raises(Interrupt):
        document("long.html", b"<html></html>", progress=interrupt)
    assert children_of(os.getpid()) == others


def test_a_reader_that_says_nothing_can_be_stopped_too(reader_that) -> None:
    class Interrupt(BaseException):
        pass

    reader_that("time.sleep(600)")
    told: list[float] = []

    def interrupt(_phrase: str, share: float) -> None:
        told.append(share)
        if len(told) > 1:
            raise Interrupt

    others = children_of(os.getpid())  # such as the app's server, while its tests run in this process too
    with pytest.raises(Interrupt):
        document("long.html", b"<html></html>", progress=interrupt)
    assert children_of(os.getpid()) == others


def test_a_process_that_died_while_it_waited_is_replaced() -> None:
    assert document("a.pdf", PAGE).text
    for waiting in child._IDLE:
        waiting._process.kill()
        waiting._process.wait()
    assert document("a.pdf", PAGE).text == "Store at 2-8 C"


PARENT = """
import os, sys
from labelcheck.capture import read
from labelcheck.capture.process import child
from labelcheck.models import Source
child._START = {start!r}
print("started", flush=True)
read(Source(name="long.html", data=b"<html></html>"))
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are not listed on this system")
@pytest.mark.parametrize("busy", [True, False])
def test_no_process_outlives_the_program(busy: bool, tmp_path: Path) -> None:
    """Not even one in the middle of a file, when the program is killed and can do nothing about it."""
    start = PATCHED.format(
        deed=f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep({600 * busy})"
    )
    parent = subprocess.Popen([sys.executable, "-c", PARENT.format(start=start)], stdout=subprocess.PIPE)
    reader = int(_awaited(tmp_path / "pid"))
    if busy:
        parent.kill()
    parent.wait(timeout=60)
    for _ in range(200):
        if not Path(f"/proc/{reader}").exists() or _state(reader) == "Z":
            break
        time.sleep(0.05)
    else:
        pytest.fail(f"process {reader} still runs")
    assert parent.stdout is not None
    parent.stdout.close()


def children_of(parent: int) -> list[int]:
    """Running processes that ``parent`` started, where the system lists them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(entry.name))
    return sorted(found)


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


def _awaited(path: Path) -> str:
    for _ in range(600):
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.05)
    pytest.fail(f"{path.name} was never written")
