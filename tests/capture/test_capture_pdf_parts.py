"""What stands on a PDF page beside its own words: fields, notes, pictures, hidden text; and pages that are left out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pytest
from capture_labels import document, drawn_pdf, pdf, picture, written_pdf

from labelcheck.capture import CaptureError, render
from labelcheck.capture.decoding import decoded_document
from labelcheck.capture.engines.ocr import ENGINES, EngineEntry, Quad, Recognised
from labelcheck.capture.watch import Watch
from labelcheck.evaluate import evaluate
from labelcheck.models import CaptureSettings, Document, Source

FIELD = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Lot 1234)/Rect[40 440 200 460]/DA(/H 11 Tf 0 g)/F {flags}>>"
TEXT_BOX = "<</Type/Annot/Subtype/FreeText/Contents(Keep cold)/Rect[40 400 200 420]/DA(/H 11 Tf 0 g)/F {flags}>>"
STICKY = "<</Type/Annot/Subtype/Text/Contents(Is this right?)/Rect[40 360 60 380]/F {flags}>>"
PRINTED, HIDDEN, NOT_VIEWED = 4, 2, 32


def _annotated(flags: int, *, form: bool = True) -> bytes:
    """A PDF that says "Printed words" and leaves to its reader to draw a field and a text box."""
    fonts = "<</Font<</H 5 0 R>>>>"
    fields = f"/AcroForm<</Fields[6 0 R]/DA(/H 11 Tf 0 g)/DR{fonts}/NeedAppearances true>>" if form else ""
    content = "BT /H 11 Tf 40 500 Td (Printed words) Tj ET"
    return written_pdf(
        f"<</Type/Catalog/Pages 2 0 R{fields}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Annots[6 0 R 7 0 R 8 0 R]/Resources{fonts}>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(annotation.format(flags=flags) for annotation in (FIELD, TEXT_BOX, STICKY)),
    )


@pytest.mark.parametrize("form", [True, False])
def test_fields_and_text_boxes_that_show_are_read(form: bool) -> None:
    found = document("a.pdf", _annotated(PRINTED, form=form))
    assert found.text.replace("\n\n", "\n").split("\n") == ["Printed words", "Lot 1234", "Keep cold"]
    assert found.warnings == (
        "Page 1 carries comments that are not printed on it; they were not read as part of the label.",
    )


@pytest.mark.parametrize("flags", [HIDDEN, NOT_VIEWED])
def test_fields_and_text_boxes_that_do_not_show_are_not_read(flags: int) -> None:
    found = document("a.pdf", _annotated(flags))
    assert (found.text, found.warnings) == ("Printed words", ())


def test_a_page_is_shown_with_its_fields() -> None:
    import io

    import numpy
    from PIL import Image

    def ink(flags: int) -> int:
        image = Image.open(io.BytesIO(render(Source(name="a.pdf", data=_annotated(flags)), 1))).convert("L")
        return int((numpy.asarray(image) < 100).sum())

    assert ink(PRINTED) > 1.5 * ink(HIDDEN)


def test_boxes_to_tick_say_whether_they_are_ticked() -> None:
    def draw(canvas: Any) -> None:
        for y, label in ((440, "Refrigerated"), (400, "Frozen")):
            canvas.drawString(60, y, label)
            canvas.acroForm.checkbox(name=label, x=40, y=y - 2, size=14, checked=label == "Refrigerated")

    found = document("a.pdf", drawn_pdf(draw))
    assert found.text.split() == ["☑", "Refrigerated", "☐", "Frozen"]
    assert "Refrigerated ☐" not in found.text


def _white(canvas: Any) -> None:
    canvas.setFillGray(1)
    canvas.drawString(40, 480, "white on white")


def _own_ground(canvas: Any) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(30, 470, 200, 30, stroke=0, fill=1)
    canvas.drawString(40, 480, "blue on blue")


def _invisible(canvas: Any) -> None:
    text = canvas.beginText(40, 480)
    text.setTextRenderMode(3)
    text.textLine("not drawn at all")
    canvas.drawText(text)


def _tiny(canvas: Any) -> None:
    canvas.setFont("Helvetica", 0.3)
    canvas.drawString(40, 480, "too small to see")


def _clear(canvas: Any) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(40, 480, "as clear as glass")


def _blacked_out(canvas: Any) -> None:
    canvas.drawString(40, 480, "blacked out")
    canvas.rect(38, 474, 120, 16, stroke=0, fill=1)


@pytest.mark.parametrize("hide", [_white, _own_ground, _invisible, _tiny, _clear, _blacked_out])
def test_text_that_nobody_can_see_is_not_read(hide: Any) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(40, 520, "Seen by all")
        hide(canvas)

    assert document("a.pdf", drawn_pdf(draw)).text == "Seen by all"


def _on_blue(canvas: Any) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(30, 470, 200, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(40, 480, "Plain to see")


def _highlighted(canvas: Any) -> None:
    canvas.drawString(40, 480, "Plain to see")
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setFillAlpha(0.4)
    canvas.rect(38, 474, 120, 16, stroke=0, fill=1)


def _beside_a_clipped_area(canvas: Any) -> None:
    canvas.drawString(40, 480, "Plain to see")
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(300, 100, 50, 50)
    canvas.clipPath(path, stroke=0)
    canvas.rect(0, 0, 420, 595, stroke=0, fill=1)
    canvas.restoreState()


def _in_a_drawing(canvas: Any) -> None:
    canvas.beginForm("drawing")
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(0, 0, 200, 40, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(10, 20, "Plain to see")
    canvas.endForm()
    canvas.translate(50, 400)
    canvas.doForm("drawing")


@pytest.mark.parametrize("show", [_on_blue, _highlighted, _beside_a_clipped_area, _in_a_drawing])
def test_text_on_or_under_colours_is_read_where_it_shows(show: Any) -> None:
    assert document("a.pdf", drawn_pdf(show)).text == "Plain to see"


def test_a_character_without_a_name_is_not_passed_over() -> None:
    """A missing character between digits must not turn one number into another."""
    content = "BT /H 11 Tf 40 500 Td <31303102> Tj ET"
    mapping = (
        "1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <30> <0030> <31> <0031> <02> <0000> endbfchar"
    )
    found = document(
        "a.pdf",
        written_pdf(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</H 5 0 R>>>>>>",
            f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            f"<</Length {len(mapping)}>>\nstream\n{mapping}\nendstream",
        ),
    )
    assert found.text != "101"


class _Reader:
    """An engine that sees one line in every picture, and reads it as ``says``."""

    name = "reader"

    def __init__(self, says: str, confidence: float = 0.97) -> None:
        self.says, self.confidence = says, confidence
        self.seen: list[tuple[int, int]] = []

    def detect(self, image: Any) -> Sequence[Quad]:
        import numpy

        height, width = image.shape[:2]
        self.seen.append((width, height))
        left, top, right, bottom = 0.1 * width, 0.4 * height, 0.9 * width, 0.6 * height
        return [numpy.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype="float32")]

    def recognise(self, crops: Sequence[Any]) -> list[Recognised]:
        return [Recognised(self.says, self.confidence) for _ in crops]


def _read(data: bytes, reader: _Reader, monkeypatch: pytest.MonkeyPatch, **more: Any) -> Document:
    entry = EngineEntry(lambda _: reader, distributions=("labelcheck",), licence="", scripts="", cure="")
    monkeypatch.setitem(ENGINES, f"reader {id(reader)}", entry)
    settings = CaptureSettings(ocr=f"reader {id(reader)}", **more)
    return decoded_document("pdf", "a.pdf", hashlib.sha256(data).hexdigest(), data, settings, Watch())


def _with_pictures(*places: tuple[float, float, float, float], says: str = "EXO SERUM", text: bool = True) -> bytes:
    """A page of text with pictures at (x, y, width, height)."""
    from reportlab.lib.utils import ImageReader

    drawn = [picture([f"{says} {number}"]) for number in range(len(places))]

    def draw(canvas: Any) -> None:
        for image, (x, y, width, height) in zip(drawn, places, strict=True):
            canvas.drawImage(ImageReader(image), x, y, width, height)
        for number in range(4 if text else 0):
            canvas.drawString(40, 540 - 14 * number, "Words that the page itself prints, line by line")

    return drawn_pdf(draw)


def test_words_in_a_picture_stand_at_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _read(_with_pictures((100, 200, 200, 100)), _Reader("EXO SERUM"), monkeypatch)
    assert found.text.endswith("\n\nEXO SERUM")
    assert (found.reader.split(" (")[0], found.pages[0].verdict, found.legibility) == ("PDF text and OCR", "text", 1.0)
    word = found.words[-2]
    assert word.confidence == 0.97
    assert word.box.x0 == pytest.approx(120, abs=3)
    assert word.box.top == pytest.approx(595 - 300 + 40, abs=3)


def test_small_and_plain_pictures_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = _Reader("EXO SERUM")
    assert "EXO" not in _read(_with_pictures((300, 30, 60, 30)), reader, monkeypatch).text

    def draw(canvas: Any) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("RGB", (600, 400), "#cdbccc")), 0, 0, 420, 595)
        for number in range(3):
            canvas.drawString(40, 540 - 14 * number, "Words on a plain ground")

    assert "EXO" not in _read(drawn_pdf(draw), reader, monkeypatch).text
    assert not reader.seen


def test_words_printed_over_a_picture_are_not_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Any) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(picture(["EXO SERUM"])), 40, 200, 300, 140)
        canvas.setFont("Helvetica", 24)
        canvas.drawString(70, 262, "EXO SERUM 20 ml each")

    assert _read(drawn_pdf(draw), _Reader("EXO SERUM"), monkeypatch).text == "EXO SERUM 20 ml each"


def test_unread_print_in_a_picture_is_kept_as_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _read(_with_pictures((100, 200, 200, 100)), _Reader("?", 0.1), monkeypatch)
    assert "?" not in found.text
    assert len(found.unread) == 1
    assert found.legibility < 1


def test_pictures_beyond_the_eighth_are_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(20 + 130 * (n % 3), 20 + 120 * (n // 3), 110.0, 100.0) for n in range(10)]
    found = _read(_with_pictures(*places, text=False), _Reader("EXOSOME"), monkeypatch)
    assert found.pages[0].verdict == "scan"
    found = _read(_with_pictures(*places), _Reader("EXOSOME"), monkeypatch)
    assert found.text.count("EXOSOME") == 8
    assert found.warnings == ("On page 1, words in 2 pictures were not read: there are too many pictures.",)
    assert len(found.unread) == 2


def test_pages_beyond_the_limit_are_said_to_be_unread() -> None:
    data = pdf((40, 500, "Rose exosomes, a light serum for the face"), pages=12)
    found = document("long.pdf", data, settings=CaptureSettings(max_pages=10))
    assert found.warnings == (
        "The first 10 of 12 pages were read; the others were not. Split the file, or raise the limit with "
        "--max-pages 12.",
    )
    assert [page.verdict for page in found.pages] == ["text"] * 10 + ["unread"]
    assert (found.unread[0].page, found.legibility) == (11, 0.8333)
    answers = evaluate([Source(name="long.pdf", data=data)], settings=CaptureSettings(max_pages=10))
    assert "not stated" not in {item.outcome for item in answers.items}
    assert {item.outcome for item in evaluate([Source(name="long.pdf", data=data)]).items} >= {"not stated"}


def test_a_page_that_was_given_up_is_left_out() -> None:
    data = pdf((40, 500, "Store at 2-8 C"), pages=3)
    watch = Watch(given_up={2: "takes longer than 30 seconds"})
    found = decoded_document("pdf", "a.pdf", "0" * 64, data, CaptureSettings(), watch)
    assert [page.verdict for page in found.pages] == ["text", "unread", "text"]
    assert found.text == "Store at 2-8 C\n\nStore at 2-8 C"
    assert [box.page for box in found.unread] == [2]
    assert found.warnings == (
        "Page 2 could not be read: reading it takes longer than 30 seconds. Give a photo of that page.",
    )


def test_one_page_that_cannot_be_read_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.lib.utils import ImageReader

    pages = iter((False, True))

    def draw(canvas: Any) -> None:
        if next(pages):
            canvas.drawImage(ImageReader(picture(["EXO SERUM"])), 0, 0, 420, 595)
        else:
            canvas.drawString(40, 500, "Store at 2-8 C")

    found = _read(drawn_pdf(draw, pages=2), _Reader("EXO"), monkeypatch, max_pixels=1000)
    assert found.text == "Store at 2-8 C"
    assert [page.verdict for page in found.pages] == ["text", "unread"]
    assert "Page 2 could not be read: page 2 holds a picture of" in found.warnings[0]


@pytest.mark.parametrize("password", ["secret", "geheim ä"])
def test_a_password_opens_a_protected_file(password: str) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    def draw(canvas: Any) -> None:
        canvas.drawString(40, 500, "Store at 2-8 C")

    locked = drawn_pdf(draw, encrypt=StandardEncryption(password, "owner"))
    assert document("a.pdf", locked, settings=CaptureSettings(password=password)).text == "Store at 2-8 C"
    with pytest.raises(CaptureError, match="the password is not right; check its spelling") as wrong:
        document("a.pdf", locked, settings=CaptureSettings(password="Secret"))
    with pytest.raises(CaptureError, match="protected by a password; give the password"):
        document("a.pdf", locked)
    assert "Secret" not in str(wrong.value)
    assert "secret" not in repr(CaptureSettings(password="secret"))


def test_a_form_that_only_one_program_shows_is_said_to_be_one() -> None:
    content = "BT /H 11 Tf 40 500 Td (Please wait... You need a newer version of Adobe Reader to view this.) Tj ET"
    data = written_pdf(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 6 0 R>>/NeedsRendering true>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</H 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length 6>>\nstream\n<xdp/>\nendstream",
    )
    with pytest.raises(CaptureError, match=r"only Adobe's own reader can show \(XFA\); open it there, print it"):
        document("form.pdf", data)
