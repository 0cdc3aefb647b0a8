"""Reading in the background: what happens when a visitor calls it off, leaves, or comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from labelcheck.models import Reading
from labelcheck.pages import job


class _Work:
    """Work that goes on until it is let go, telling how far it is all the while."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, tell: Callable[[str, float], None]) -> Reading:
        self.started.set()
        while not self.let_go.wait(0.01):
            tell("reading", 0.5)
        return Reading()


class _ClickedAwayError(Exception):
    """The visitor clicked on something while the page waited: Streamlit ends the run of the page."""


def _clicked_away(*_: object) -> None:
    raise _ClickedAwayError


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.session_state", kept)
    monkeypatch.setattr(job, "_AT_ONCE_SECONDS", 0.05)
    monkeypatch.setattr(job, "_wait", _clicked_away)
    return kept


def _asked(work: Callable[..., Reading], key: str = "a") -> Reading | None:
    try:
        return job.result("slot", key, work, 1, lambda: None)
    except _ClickedAwayError:
        return None


@pytest.mark.usefixtures("session")
def test_what_is_read_at_once_is_there_at_once() -> None:
    assert _asked(lambda tell: Reading()) == Reading()


def test_long_work_is_asked_again_and_not_begun_again(session: dict[str, Any]) -> None:
    work = _Work()
    assert _asked(work) is None and _asked(work) is None
    running = session["job-slot"]
    assert running.share == 0.5
    work.let_go.set()
    assert running.done(5)
    assert _asked(work) == Reading()
    assert session == {}


def test_work_that_is_called_off_ends(session: dict[str, Any]) -> None:
    work = _Work()
    assert _asked(work) is None
    running = session["job-slot"]
    job.stop("slot")
    assert running.done(5) and running.made is None and session == {}


def test_other_work_takes_its_place(session: dict[str, Any]) -> None:
    first, second = _Work(), _Work()
    assert _asked(first) is None
    before = session["job-slot"]
    assert _asked(second, "b") is None
    assert before.done(5) and before.made is None
    second.let_go.set()
    assert session["job-slot"].done(5)
    assert _asked(second, "b") == Reading()


def test_work_that_nobody_asks_about_ends_and_is_begun_again_when_someone_does(
    session: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    work = _Work()
    monkeypatch.setattr(job, "_LEFT_SECONDS", 0.1)
    assert _asked(work) is None
    left = session["job-slot"]
    left._thread.join(5)
    assert left.abandoned
    again = _Work()
    again.let_go.set()
    assert _asked(again) == Reading()


@pytest.mark.usefixtures("session")
def test_what_went_wrong_is_told_where_the_visitor_waits() -> None:
    def broken(tell: Callable[[str, float], None]) -> Reading:
        raise ValueError("it is broken")

    with pytest.raises(ValueError, match="it is broken"):
        _asked(broken)
