"""A saved report as a command is given it: the file is looked at before it is opened, and read in one way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from labelcheck.cli_knowledge import Failure, visible

if TYPE_CHECKING:
    from labelcheck.report.saved import SavedReport


class Given(NamedTuple):
    """A report: the bytes of its file, the data in them, and those as values."""

    content: bytes
    data: dict[str, Any]
    report: SavedReport


def given_report(path: Path) -> Given:
    """The report in a file, saved as JSON or HTML. Raises Failure, which names the file and the cure."""
    from labelcheck.report.saved import NoReport, saved_report
    from labelcheck.report.saved_file import MOST_BYTES, TOO_LARGE, report_data

    shown = visible(str(path))
    try:
        if path.is_dir():
            raise Failure(f"{shown}: is a folder; name the report in it")
        if not path.is_file():
            raise Failure(f"{shown}: there is no such file; check the path and the spelling")
        if path.stat().st_size > MOST_BYTES:
            raise Failure(f"{shown}: {TOO_LARGE}")
        content = path.read_bytes()
        data = report_data(content)
        return Given(content, data, saved_report(data))
    except OSError as error:
        raise Failure(f"{shown}: cannot be read ({error.strerror}); change its permissions or copy it") from error
    except NoReport as error:
        raise Failure(f"{shown}: {error}") from error
