"""An open PDF: its password, and its pages with filled-in fields, text boxes and stamps drawn into them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from labelcheck.capture.failure import CaptureError
from labelcheck.capture.pdf.glyphs import Rect
from labelcheck.capture.pdf.pages import Contents
from labelcheck.capture.pdf.streams import check_inflation
from labelcheck.models import CaptureSettings

# pdfium is not safe to call from two threads at once, even on different documents.
PDFIUM = threading.RLock()

_PASSWORD_ERROR = 4
_SECURITY_ERROR = 5
_HIDDEN, _NOT_VIEWED = 2, 32
_MOST_ANNOTATIONS = 3000
_AGAIN = "download or export it again"


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick or a button to choose: its place in the PDF's own space, and whether it is ticked."""

    bounds: Rect
    ticked: bool


@dataclass(slots=True)
class Attached:
    """What is attached to a page and no part of its own content."""

    ticks: list[Tick] = field(default_factory=list)
    drawn: bool = False
    """Something that shows on the page: a filled-in field, a text box, a stamp."""
    fields: bool = False
    notes: bool = False
    """Comments that open beside the page and are not printed on it."""


@contextmanager
def opened(name: str, data: bytes, settings: CaptureSettings) -> Iterator[PdfFile]:
    """The PDF in ``data``.

    Raises:
        CaptureError: damaged, without pages, or protected by a password that is missing or wrong.
    """
    import pypdfium2

    check_inflation(name, data)
    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data, password=settings.password or None)
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise _not_opened(name, getattr(error, "err_code", None), bool(settings.password)) from None
    file = PdfFile(name, pdf)
    try:
        if file.page_count == 0:
            raise CaptureError(name, "the PDF has no pages that can be read", _AGAIN)
        yield file
    finally:
        with PDFIUM:
            file.close()


def _not_opened(name: str, code: int | None, with_password: bool) -> CaptureError:
    if code == _PASSWORD_ERROR and with_password:
        cure = "check its spelling and give it again (--password)"
        return CaptureError(name, "the password is not right", cure, needs="password")
    if code == _PASSWORD_ERROR:
        cure = "give the password (--password), or save a copy without one"
        return CaptureError(name, "it is protected by a password", cure, needs="password")
    if code == _SECURITY_ERROR:
        return CaptureError(name, "its protection cannot be opened here", "save a copy without protection")
    return CaptureError(name, "the PDF is damaged or cut off", _AGAIN)


class PdfFile:
    """A PDF whose pages are opened one by one."""

    def __init__(self, name: str, pdf: Any) -> None:
        self.name = name
        self._pdf = pdf
        self._environment: Any = None
        self._configuration: Any = None

    @property
    def page_count(self) -> int:
        """How many pages it says it has."""
        with PDFIUM:
            return len(self._pdf)

    @property
    def is_adobe_form(self) -> bool:
        """Whether it holds a form in Adobe's XFA, which other readers do not show."""
        from pypdfium2 import raw

        with PDFIUM:
            return self._pdf.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)

    def close(self) -> None:
        """Close it; its pages must be closed before."""
        from pypdfium2 import raw

        if self._environment:
            raw.FPDFDOC_ExitFormFillEnvironment(self._environment)
        self._pdf.close()

    @contextmanager
    def page(self, index: int) -> Iterator[tuple[Any, Attached]]:
        """Page ``index`` from 0, with filled-in fields, text boxes and stamps drawn into it as they show.

        Call it, and everything done with the page, while holding :data:`PDFIUM`.

        Raises:
            CaptureError: the page is damaged.
        """
        import pypdfium2
        from pypdfium2 import raw

        try:
            page = self._pdf[index]
            attached = self._attached(page)
            if attached.drawn:
                raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
                raw.FORM_OnBeforeClosePage(page, self._environment)
                page.close()
                page = self._pdf[index]
        except pypdfium2.PdfiumError:
            raise CaptureError(self.name, f"page {index + 1} is damaged", "download or export the PDF again") from None
        try:
            yield page, attached
        finally:
            page.close()

    def _attached(self, page: Any) -> Attached:
        from pypdfium2 import raw

        found = Attached()
        notes = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_FILEATTACHMENT)
        for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if not annotation:
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if not raw.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NOT_VIEWED):
                found.notes |= kind in notes
                found.fields |= kind == raw.FPDF_ANNOT_WIDGET
                if kind not in (*notes, raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP) and not found.drawn:
                    found.drawn = True
                    self._prepare(page)
                if kind == raw.FPDF_ANNOT_WIDGET:
                    self._note_tick(annotation, found)
            raw.FPDFPage_CloseAnnot(annotation)
        return found

    def _note_tick(self, annotation: Any, found: Attached) -> None:
        from pypdfium2 import raw

        kind = raw.FPDFAnnot_GetFormFieldType(self._environment, annotation)
        rect = raw.FS_RECTF()
        if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON) and raw.FPDFAnnot_GetRect(
            annotation, rect
        ):
            bounds = (rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
            found.ticks.append(Tick(bounds, bool(raw.FPDFAnnot_IsChecked(self._environment, annotation))))

    def _prepare(self, page: Any) -> None:
        """Have pdfium draw what fields and notes show where the file leaves that to its reader."""
        from pypdfium2 import raw

        if self._environment is None:
            self._configuration = raw.FPDF_FORMFILLINFO(version=2)
            self._environment = raw.FPDFDOC_InitFormFillEnvironment(self._pdf, self._configuration)
        raw.FORM_OnAfterLoadPage(page, self._environment)


def check_pictures(name: str, number: int, found: Contents, settings: CaptureSettings) -> None:
    """Refuse to render a page whose pictures would be decoded beyond the limit.

    Raises:
        CaptureError: naming page and limit.
    """
    if found.most_pixels > settings.max_pixels or found.all_pixels > 4 * settings.max_pixels:
        count, limit = max(found.most_pixels, found.all_pixels) / 1e6, settings.max_pixels / 1e6
        raise CaptureError(
            name,
            f"page {number} holds a picture of {count:,.0f} million pixels and the limit is {limit:,.0f} million",
            "save the PDF with smaller pictures, or raise the limit (--max-megapixels)",
        )


def rendered(page: Any, scale: float, cut: Rect = (0.0, 0.0, 0.0, 0.0)) -> Any:
    """``page`` as it is turned now, as an array (height, width, 3), blue-green-red.

    Args:
        page: an open page.
        scale: pixels per point.
        cut: points to leave out at the left, bottom, right and top.
    """
    bitmap = page.render(scale=scale, crop=cut, rev_byteorder=False, prefer_bgrx=False)
    try:
        return bitmap.to_numpy()[:, :, :3].copy()
    finally:
        bitmap.close()
