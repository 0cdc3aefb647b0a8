"""A report saved as a web page, compared with the page that is written for the same evaluation now.

The data inside a page may be genuine and the words around it not: whoever opens the page reads the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from labelcheck.language import LANGUAGES, speaking
from labelcheck.models import CaptureSettings, Evaluation, Source
from labelcheck.pictures import page_pictures
from labelcheck.report.page import html_report

TEXT_DIFFERS: Final = "the data is identical, but the visible text of this page is not what labelcheck writes"
PICTURES_DIFFER: Final = (
    "the data and the text of this page are identical, but its pictures are not those that are cut out of these inputs "
    "now: they were changed, or another version of a library draws them otherwise"
)
_LANGUAGE: Final = re.compile(r'<html lang="([^"]*)">')
_CROP: Final = re.compile(
    r'<img class="lc-crop" (alt="[^"<>]*" width="\d+" height="\d+") src="data:image/png;base64,[A-Za-z0-9+/=]*">'
)
_DATA: Final = re.compile(r'(?<= href="data:application/json;base64,)[A-Za-z0-9+/=]*(?=">)')


def page_difference(
    content: bytes, made_on: object, evaluation: Evaluation, sources: Sequence[Source], settings: CaptureSettings
) -> str:
    """What is not as labelcheck writes it in a page whose data is that of ``evaluation``; "" where nothing is.

    ``made_on`` is the day that its data names, if any; pictures are cut out of ``sources`` again where it has some.
    """
    saved = _lines(content)
    written = _LANGUAGE.search(saved)
    language = written[1] if written else ""
    if language not in LANGUAGES:
        return TEXT_DIFFERS
    pictured = bool(_CROP.search(saved))
    pictures = page_pictures(sources, evaluation, settings) if pictured else {}
    with speaking(language):
        made = _lines(html_report(evaluation, _day(made_on), pictures))
    if _CROP.sub(r"<img \1>", saved) != _CROP.sub(r"<img \1>", made):
        return TEXT_DIFFERS
    return "" if saved == made else PICTURES_DIFFER


def _lines(content: bytes) -> str:
    """A page as text without its data, which was compared before, and without what a mail does to line ends."""
    return _DATA.sub("", content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))


def _day(made_on: object) -> date | None:
    try:
        return date.fromisoformat(made_on) if isinstance(made_on, str) else None
    except ValueError:
        return None
