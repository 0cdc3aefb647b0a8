"""The data of a report in the file that it was saved as: JSON, or HTML that carries its JSON along."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any, Final, NoReturn

from labelcheck.report.saved import NoReport

MOST_BYTES: Final = 128 * 2**20
"""Largest report that is opened: one of 300 pages with its pictures has a tenth of that."""

TOO_LARGE: Final = f"this is larger than {MOST_BYTES >> 20} MB, which no report is; save it again as JSON"

_TAG: Final = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)
_DATA: Final = re.compile(r"""\bhref=["']data:application/json;base64,([^"']*)["']""", re.IGNORECASE)
_DOWNLOAD: Final = re.compile(r"""\bdownload=["'][^"']*\.json["']""", re.IGNORECASE)


def report_data(content: bytes) -> dict[str, Any]:
    """The JSON of the report in a file's bytes; whether it is a labelcheck report is not looked at.

    Raises:
        NoReport: it is neither JSON nor HTML with its JSON inside, damaged or too large; the message says what to do.
    """
    if len(content) > MOST_BYTES:
        raise NoReport(TOO_LARGE)
    if not content.strip():
        raise NoReport("the file is empty; save the report again")
    if content.startswith(b"%PDF"):
        raise NoReport("this is a PDF; where it is a report, save the JSON that is attached to it and give that")
    if content.startswith((b"PK\x03\x04", b"\x89PNG", b"\xff\xd8")):
        raise NoReport("this is a document, not a report as JSON; give the report first and the label's files after it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoReport(f"this is no text: byte {error.start} is not UTF-8; save the report again as JSON") from None
    return _object(_inside(text) if is_page(content) else text)


def is_page(content: bytes) -> bool:
    """Whether a file's bytes are taken for a web page and not for JSON."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def carries_report(content: bytes) -> bool:
    """Whether a web page offers the data of a report, and so is one and not a label that was saved as a page."""
    return bool(_offered(content.decode("utf-8", "replace")))


def _offered(page: str) -> list[str]:
    """The data that a page offers for download as JSON, each once."""
    tags = [tag for tag in _TAG.findall(page) if _DOWNLOAD.search(tag)]
    return list(dict.fromkeys(match[1] for tag in tags if (match := _DATA.search(tag))))


def _inside(page: str) -> str:
    """The JSON that an HTML report of labelcheck offers for download."""
    found = _offered(page)
    if not found:
        raise NoReport("this is a page without the data of a report; save the report as JSON, or as HTML by labelcheck")
    if len(found) > 1:
        raise NoReport(f"this page holds {len(found)} reports; save the one you mean as JSON")
    try:
        return base64.b64decode("".join(found[0].split()), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise NoReport("the data inside this page is damaged; save the report again") from None


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines):
            raise NoReport("this holds several reports, one a line; save the one you mean in a file") from None
        where = f"line {error.lineno}, column {error.colno}"
        raise NoReport(f"this is no JSON or is cut off: {error.msg} at {where}; save the report again") from None
    except RecursionError:
        raise NoReport("values are nested too deeply for a report; save the report again") from None
    except ValueError as error:
        raise NoReport(f"a number cannot be read: {error}; save the report again") from None
    if not isinstance(data, dict):
        raise NoReport("this is JSON, but no labelcheck report; give a file saved with --format json")
    return data


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")
