"""Reading in the background: the page goes on answering, and a visitor can leave, come back or call it off.

The thread that reads knows nothing of Streamlit. What it has done stays with the session that started it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

import streamlit as st

from labelcheck.capture import CaptureError
from labelcheck.language import say

_JOB: Final = "job-"
_AT_ONCE_SECONDS: Final = 0.9
"""How long a page waits before it shows a bar instead: most PDFs and all texts are read by then."""
_LOOK_SECONDS: Final = 0.1
_LEFT_SECONDS: Final = 300.0
"""How long a reading goes on that no page asks about: its visitor may look elsewhere, or be gone."""

Tell = Callable[[str, float], None]
Made = TypeVar("Made")


class CalledOff(Exception):
    """The visitor no longer wants what is being read."""


class Job(Generic[Made]):
    """What is being read, for the session that asked for it."""

    def __init__(self, key: Hashable, work: Callable[[Tell], Made], count: int) -> None:
        self.key = key
        self.count = count
        self.share = 0.0
        self.made: Made | None = None
        self.trouble: CaptureError | Exception | None = None
        self._off = threading.Event()
        self._looked = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True, name="reading")
        self._thread.start()

    def _run(self, work: Callable[[Tell], Made]) -> None:
        try:
            self.made = work(self._tell)
        except CalledOff:
            return
        except Exception as error:  # noqa: BLE001  told on the page, where the visitor waits for an answer
            self.trouble = error

    def _tell(self, _phrase: str, share: float) -> None:
        if self._off.is_set() or time.monotonic() - self._looked > _LEFT_SECONDS:
            raise CalledOff
        self.share = min(1.0, max(self.share, share))

    @property
    def abandoned(self) -> bool:
        """Whether it ended without a result, since nobody asked about it any more."""
        return not self._thread.is_alive() and self.made is None and self.trouble is None

    def call_off(self) -> None:
        """Stop reading; the thread ends within a moment."""
        self._off.set()

    def done(self, wait: float = 0.0) -> bool:
        """Whether it has ended, waiting up to ``wait`` seconds for it: asked by a page whose visitor still waits."""
        self._looked = time.monotonic()
        self._thread.join(wait)
        return not self._thread.is_alive()


def result(
    slot: str,
    key: Hashable,
    work: Callable[[Tell], Made],
    count: int,
    off: Callable[[], None],
    quick: bool = True,
    words: Callable[[int, int], str] | None = None,
) -> Made | None:
    """What ``work`` reads; a bar stands here while it is at it. None where it was called off meanwhile.

    Each ``slot`` of a session holds one work, and other work in it takes its place; ``key`` tells whether it is the
    same. ``count`` is how many files it reads. ``off`` is called when the visitor calls it off. Work that is not
    ``quick`` shows its bar at once. ``words`` says which of how many is being read, files if not given. Raises what
    ``work`` raised.
    """
    job: Job[Made] | None = st.session_state.get(_JOB + slot)
    if job is None or job.key != key or job.abandoned:
        if job is not None:
            job.call_off()
        job = Job(key, work, count)
        st.session_state[_JOB + slot] = job
        job.done(_AT_ONCE_SECONDS if quick else 0.0)
    if not job.done():
        _wait(slot, job, off, words or _file)
    st.session_state.pop(_JOB + slot, None)
    if job.trouble is not None:
        raise job.trouble
    return job.made


def stop(slot: str) -> None:
    """Call off whatever this session is having read in a slot."""
    job: Job[object] | None = st.session_state.pop(_JOB + slot, None)
    if job is not None:
        job.call_off()


def _wait(slot: str, job: Job[Made], off: Callable[[], None], words: Callable[[int, int], str]) -> None:
    """Show how far it is until it has ended. A click on anything ends the waiting, not the work."""

    def called_off() -> None:
        stop(slot)
        off()

    place = st.empty()
    with place.container(key="reading"):
        bar = st.empty()
        note = say("A photo takes some seconds. You can look at other pages meanwhile.")
        st.html(f'<p class="lc-note" role="status">{note}</p>')
        st.button(say("Stop reading"), icon=":material/stop_circle:", on_click=called_off)
        while True:
            number = min(job.count, int(job.share * job.count) + 1)
            bar.progress(job.share, words(number, job.count))
            if job.done(_LOOK_SECONDS):
                break
    place.empty()


def _file(number: int, count: int) -> str:
    if count == 1:
        return say("Reading the label")
    return say("Reading file {number} of {count}", number=number, count=count)
