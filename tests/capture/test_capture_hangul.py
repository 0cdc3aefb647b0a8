"""Korean: the signs of it, lines that two readers read together, and what is said where the second is missing."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy
import pytest
from capture_labels import picture, saved
from PIL import Image, ImageDraw, ImageFont

from labelcheck.capture.engines import second_reader
from labelcheck.capture.engines.hangul import Line, is_doubtful, shows_unknown_script, starved, without_guesses
from labelcheck.capture.engines.line_reader import LINE_HEIGHT, Glimpse, data_folder
from labelcheck.capture.engines.ocr import Recognised, engine
from labelcheck.capture.photo import document as photo
from labelcheck.capture.photo.document import photo_document
from labelcheck.capture.photo.lines import TextLine, words_of
from labelcheck.capture.watch import Watch
from labelcheck.models import CaptureSettings, Document

_LABEL = ["피부 진정 크림", "인체 지방 줄기세포 엑소좀 30억개", "보관방법: 2~8℃ 냉장보관", "EXP 2027.05.14"]


def _korean_font() -> str:
    """A font with Hangul, or a skip that says what is missing."""
    try:
        asked = ["fc-match", "-f", "%{file}", ":lang=ko"]
        found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = ""
    if not any(name in found for name in ("CJK", "Nanum", "Gothic", "Myeongjo", "Malgun", "Unfonts", "Baekmuk")):
        pytest.skip("NOT TESTED: drawn Korean labels; no font with Hangul (Debian package fonts-noto-cjk)")
    return found


def _needs_second_reader() -> None:
    if find_spec("tesserocr") is None or data_folder(None, ("kor",)) is None:
        pytest.skip("NOT TESTED: reading Korean; tesserocr or its data is missing (Debian package tesseract-ocr-kor)")


@pytest.fixture(scope="module")
def label() -> Any:
    font = ImageFont.truetype(_korean_font(), 36)
    image = Image.new("RGB", (900, 420), "white")
    drawing = ImageDraw.Draw(image)
    for index, line in enumerate(_LABEL):
        drawing.text((40, 40 + index * 88), line, fill="black", font=font)
    return image


def _read(image: Any, **settings: Any) -> Document:
    return photo_document("label.png", "0" * 64, saved(image), CaptureSettings(**settings), Watch())


@pytest.mark.parametrize("turn", [0, 180])
def test_a_korean_label_is_read_by_two_readers_whichever_way_up(label: Any, turn: int) -> None:
    _needs_second_reader()
    found = _read(label.rotate(turn))
    for text in ("줄기세포", "30억개", "2~8℃", "냉장보관", "2027.05.14"):
        assert text in found.text, found.text
    assert found.reader.startswith("rapidocr") and found.reader.endswith("(Korean)")
    assert found.languages[0] == "ko" and found.pages[0].turn == turn
    assert all(found.text[word.start : word.end] == word.text for word in found.words)
    cold = next(word for word in found.words if "냉장보관" in word.text)
    assert label.height * 0.4 < cold.box.top < label.height * 0.65 and cold.box.x0 > 250
    assert 0.6 < cold.confidence < 1


def test_without_its_data_korean_is_unread_and_the_cure_is_named(
    label: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_reader, "_is_installed", lambda: True)
    found = _read(label, tessdata_path=tmp_path)
    warning = found.warnings[0]
    assert "tesseract-ocr-kor" in warning and "--tessdata" in warning
    _is_honest(found)


def test_without_the_extra_korean_is_unread_and_the_cure_is_named(label: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reader, "_is_installed", lambda: False)
    found = _read(label, tessdata_path=Path("nowhere-else"))  # another folder: engines are kept by it
    warning = found.warnings[0]
    assert "pip install 'labelcheck[korean]'" in warning and "tesseract-ocr-kor" in warning
    _is_honest(found)


def _is_honest(found: Document) -> None:
    assert found.unread and found.legibility < 0.6
    assert "2027.05.14" in found.text
    assert not any("\u3041" < char < "\ud7a3" for char in found.text), found.text
    assert not any(word.text.startswith("30") and word.confidence > 0.9 for word in found.words), found.text


def test_an_english_label_costs_no_second_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(*_: Any) -> Any:
        raise AssertionError("the second reader was loaded")

    monkeypatch.setattr("labelcheck.capture.engines.line_reader.line_reader", loaded)
    found = _read(picture(["Store at 2-8 °C", "LOT A123  EXP 2027.05.14"]))
    assert "LOT A123" in found.text and "(Korean)" not in found.reader


# --- signs -------------------------------------------------------------------------------------------------------


def _said(text: str, confidence: float, certainty: Sequence[float] = ()) -> Recognised:
    visible = [char for char in text if not char.isspace()]
    places = tuple((index + 0.5) / len(visible) for index in range(len(visible)))
    return Recognised(text, confidence, places, tuple(certainty))


def test_signs_of_an_unknown_script() -> None:
    english = (12.0, _said("Keep away from heat", 0.98))
    chinese = (9.0, _said("冷藏保存二至八度", 0.99))
    assert not shows_unknown_script([english, chinese, (2.0, _said("", 0.0))])
    assert not shows_unknown_script([english, chinese, (6.0, _said("外泌体修护", 0.7))])
    assert shows_unknown_script([english, (12.0, _said("，，", 0.6))])
    assert shows_unknown_script([english, *[(5.0, _said("刘圣出京", 0.8))] * 3])
    assert shows_unknown_script([english, (5.0, replace(_said("냉장보관", 0.9), sureness=(0.9,)))])


def test_lines_that_may_hold_hangul() -> None:
    crop = numpy.full((40, 400, 3), 255, dtype="uint8")
    assert not is_doubtful(crop, _said("Human adipose cell", 0.8))
    assert not is_doubtful(crop, _said("含量20 ppm 保存", 0.97, [0.99] * 9))
    assert is_doubtful(crop, _said("", 0.0))
    assert is_doubtful(crop, _said("个舎507/mL, 5 billion", 0.97, [0.6, 0.7, *[0.99] * 15]))
    assert is_doubtful(crop, replace(_said("(Lot) 25", 0.97), places=(0.5, 0.55, 0.6, 0.65, 0.7, 0.9, 0.95)))


def test_a_line_nobody_could_read_is_less_sure() -> None:
    crop = numpy.full((40, 800, 3), 255, dtype="uint8")
    assert starved(crop, _said("0 1", 0.96)).confidence < 0.3
    assert starved(crop, _said("Human adipose stem cells", 0.96)).confidence == 0.96


def test_guesses_go_with_the_numbers_that_touch_them() -> None:
    assert without_guesses(_said("刘圣出京(Lot) 25C118", 0.87)).text == " (Lot) 25C118"
    assert "50" not in without_guesses(_said("个50丕/mL, 5 billion", 0.8)).text
    sure = _said("保存冷藏 20 ml", 0.97)
    assert without_guesses(sure) is sure


# --- one line ----------------------------------------------------------------------------------------------------


class _Words:
    """A second reader that sees what it is told, at any height or at one."""

    def __init__(self, words: Sequence[Glimpse], height: int | None = None) -> None:
        self._words, self._height = list(words), height

    def words(self, line: Any, height: int = LINE_HEIGHT) -> list[Glimpse]:
        return self._words if self._height in (None, height) else []


def _strip(*prints: tuple[int, int]) -> Any:
    """A line crop of 600 × 40 pixels with black print from x to x."""
    image = numpy.full((40, 600, 3), 255, dtype="uint8")
    for start, end in prints:
        image[8:32, start:end] = 0
    return image


def _glimpse(text: str, confidence: float, start: int, end: int) -> Glimpse:
    return Glimpse(text, confidence, start / 600, end / 600)


def test_hangul_from_one_reader_and_what_stands_between_from_the_other() -> None:
    crop = _strip((10, 32), (36, 58), (100, 240), (300, 322), (326, 348))
    words = [
        _glimpse("보", 0.93, 10, 32),
        _glimpse("관", 0.9, 36, 58),
        _glimpse("2~8ㅠ", 0.3, 100, 240),
        _glimpse("냉", 0.92, 300, 322),
        _glimpse("장", 0.7, 326, 348),
    ]
    line = Line.read(crop, _said("0", 0.5), _Words(words))
    assert line is not None and len(line.gaps) == 1
    assert 58 < line.gaps[0].start * 600 <= 100 and 240 <= line.gaps[0].end * 600 < 300
    said = line.filled([_said("2~8 ℃", 0.97)])
    assert said.text == "보관 2~8 ℃ 냉장" and not said.partial
    assert said.sureness == (0.9, 0.97, 0.97, 0.7)
    assert len(said.places) == 8 and list(said.places) == sorted(said.places)


def test_words_carry_their_own_sureness() -> None:
    quad = numpy.array([[0, 0], [600, 0], [600, 40], [0, 40]], dtype="float32")
    said = Recognised("보관 2~8", 0.9, (0.1, 0.2, 0.6, 0.7, 0.8), sureness=(0.93, 0.61))
    assert [token.confidence for token in words_of(TextLine(quad, said, False, 1.0), 0.0, 1.0)] == [0.93, 0.61]


def test_what_cannot_be_read_between_hangul_makes_the_line_partial() -> None:
    crop = _strip((10, 32), (36, 58), (100, 240))
    words = [_glimpse("보", 0.93, 10, 32), _glimpse("관", 0.9, 36, 58), _glimpse("7ㅁ4", 0.2, 100, 240)]
    line = Line.read(crop, _said("", 0.0), _Words(words))
    assert line is not None
    said = line.filled([_said("2", 0.4)])
    assert said.text == "보관" and said.partial


def test_a_stroke_of_hangul_adds_no_digit_to_a_number() -> None:
    crop = _strip((10, 70), (74, 96), (100, 122))
    words = [_glimpse("100", 0.92, 10, 70), _glimpse("억", 0.91, 74, 96), _glimpse("개", 0.95, 100, 122)]
    line = Line.read(crop, _said("", 0.0), _Words(words))
    assert line is not None
    assert line.filled([_said("1009", 0.95)]).text == "100억개"
    disputed = line.filled([_said("700", 0.97)])
    assert disputed.text == "700억개" and disputed.sureness[0] <= 0.7


def test_latin_that_the_second_reader_takes_for_hangul_is_no_hangul() -> None:
    crop = _strip((10, 300))
    words = [_glimpse("비", 0.92, 60, 100), _glimpse("리", 0.93, 110, 150)]
    said = _said("particles", 0.97)
    assert Line.read(crop, replace(said, places=tuple(p / 2 for p in said.places)), _Words(words)) is None


def test_unsure_hangul_is_no_reading_and_another_height_may_be_surer() -> None:
    crop = _strip((10, 32), (36, 58))
    unsure = [_glimpse("뎌", 0.3, 10, 32), _glimpse("큭", 0.2, 36, 58)]
    assert Line.read(crop, _said("", 0.0), _Words(unsure)) is None

    class _Better(_Words):
        def words(self, line: Any, height: int = LINE_HEIGHT) -> list[Glimpse]:
            sure = 0.65 if height == LINE_HEIGHT else 0.95
            return [replace(word, confidence=sure) for word in self._words]

    line = Line.read(crop, _said("", 0.0), _Better(unsure))
    assert line is not None and line.filled([]).confidence == pytest.approx(0.95)


def test_a_second_reading_is_not_turned_on_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Sure:
        name = "paper"

        def detect(self, image: Any) -> Sequence[Any]:
            return [numpy.array([[10, 10], [410, 10], [410, 50], [10, 50]], dtype="float32")]

        def recognise(self, crops: Sequence[Any]) -> list[Recognised]:
            return [_said("，，", 0.7)] * len(crops)

    second = replace(_said("보관 방법 확인", 0.7), sureness=(0.7, 0.7, 0.7))
    monkeypatch.setattr(photo, "reread", lambda *_: [second])
    reading = photo.read_picture(numpy.full((100, 500, 3), 255, dtype="uint8"), _Sure())
    assert reading.unread_lines == 0 and reading.turn == 0


def test_engines_are_kept_apart_by_their_language_data(tmp_path: Path) -> None:
    assert engine("rapidocr", "a.png", tmp_path) is engine("rapidocr", "b.png", tmp_path)
    assert engine("rapidocr", "a.png", tmp_path) is not engine("rapidocr", "a.png")
