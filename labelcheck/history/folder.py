"""Where results are kept: a folder of the person's own, and in it a mark for as long as keeping is switched on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

FOLDER_VARIABLE: Final = "LABELCHECK_DATA"
"""Environment variable that names another folder."""
SHARED_VARIABLE: Final = "LABELCHECK_SHARED_HISTORY"
"""Environment variable that opens the history to whoever reaches the app, also from other computers."""
DATABASE: Final = "history.sqlite3"
MARK: Final = "history-is-on"
"""The switch is this file being there: it cannot be damaged and needs no format."""
_MARK_TEXT: Final = "While this file is here, labelcheck keeps its results in this folder: labelcheck history off\n"


def data_folder() -> Path:
    """The folder that the environment names, or that of labelcheck among the user's data. It need not exist."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return platformdirs.user_data_path("labelcheck", appauthor=False)


def is_shared() -> bool:
    """Whether the environment opens the history to other computers."""
    return os.environ.get(SHARED_VARIABLE, "").strip().lower() in ("on", "1", "yes", "true")


def is_marked(folder: Path) -> bool:
    """Whether keeping is switched on. Raises OSError."""
    return (folder / MARK).is_file()


def mark(folder: Path) -> None:
    """Switch keeping on; a folder that is made for it is the owner's alone. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private(folder / MARK, _MARK_TEXT)


def unmark(folder: Path) -> None:
    """Switch keeping off; what was kept stays. Raises OSError."""
    (folder / MARK).unlink(missing_ok=True)


def make_private(path: Path, text: str = "") -> None:
    """Make a file that only its owner can read, where there is none yet. Raises OSError."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
