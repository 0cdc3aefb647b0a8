"""Pictures of labels -> words with places, read line by line; what cannot be read is kept as a place, not dropped.

The choices here (detection at 1,600 pixels, crops from the full-size picture, an orientation check of our own) were
measured on drawn and photographed labels; see the benchmarks of the project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from labelcheck.capture.failure import CaptureError
from labelcheck.capture.language import languages
from labelcheck.capture.layout import Paragraph, Piece, paragraphs, stretch
from labelcheck.capture.lines import Rect, TextLine, bounds, crop, is_tall, tilt, turned, words_of
from labelcheck.capture.ocr import Engine, Image, Quad, Recognised, engine
from labelcheck.capture.passage import Passage
from labelcheck.capture.picture import pixels, png
from labelcheck.capture.watch import Progress, Watch
from labelcheck.models import Box, CaptureSettings, Document

CONFIDENT = 0.6
"""Lines below this are not part of the text; their places are kept as unread."""
PARTLY_UNREAD = 0.14
"""Share of unread lines from which a reader is told (caught 16 of 18 Korean pictures, no false alarm on 93 others)."""

_DETECTION_SIDE = 1600
_SMALL_SIDE = 900
_MOST_ENLARGED = 4.0
_SAMPLE_LINES = 8
_SURE = 0.85
_DOUBTFUL = 0.75
_CLEARLY_BETTER = 0.05
_BATCH = 6
_SPARSE = 0.8
_SPARSE_ASPECT = 4.0
_UNKNOWN_SCRIPT = 0.4
_TRUSTED = 0.9

_IDEOGRAPHS = re.compile("[\u3041-\u30ff\u3400-\u9fff]+")

NO_TEXT = (
    "No text was found in this picture: it shows none, or it is too blurred or too small. Take the photo closer, in "
    "even light, with the label filling the picture."
)
_PARTLY_UNREAD_WARNING = (
    "Part of this label is in a script or print that could not be read (about {share} %). Korean print cannot be read "
    "by the built-in engine: give its text as a PDF or a text file. Otherwise take the photo again, closer and in "
    "even light."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture says. Boxes are in pixels of the picture turned upright by ``turn`` (degrees clockwise)."""

    paragraphs: list[Paragraph]
    unread: list[Rect]
    turn: int
    size: tuple[int, int]
    lines: int
    unread_lines: int
    legibility: float


def photo_document(name: str, sha256: str, data: bytes, settings: CaptureSettings, watch: Watch) -> Document:
    """The document in a picture file; one without text is a document with legibility 0 and a warning.

    Raises:
        CaptureError: the picture is too big or damaged, or the engine is missing.
    """
    image, notes = pixels(name, data, settings)
    reader = engine(settings.ocr, name)
    watch.page(1)
    reading = read_picture(image, reader, watch.progress)
    width, height = reading.size
    passage = Passage()
    passage.add_page(width, height, reading.paragraphs, "photo")
    text = passage.text
    return Document(
        name=name,
        sha256=sha256,
        kind="image",
        reader=reader.name,
        languages=languages(text),
        pages=tuple(page.model_copy(update={"turn": reading.turn}) for page in passage.pages),
        text=text,
        words=tuple(passage.words),
        unread=tuple(_box(1, rect) for rect in reading.unread),
        legibility=reading.legibility,
        warnings=(*notes, *unread_warnings(reading.lines, reading.unread_lines)),
    )


def upright_picture(
    name: str, data: bytes, number: int, settings: CaptureSettings, max_side: int, turn: int | None
) -> bytes:
    """Picture ``number`` (from 1) of a file, turned upright the way it was read, as PNG.

    Raises:
        CaptureError: as :func:`photo_document`.
    """
    if number != 1:
        raise CaptureError(name, f"it is one picture and has no page {number}", "ask for page 1")
    image, _ = pixels(name, data, settings)
    if turn is None:
        turn = _turn_of(image, engine(settings.ocr, name))
    return png(turned(image, turn) if turn else image, max_side)


def _turn_of(image: Image, reader: Engine) -> int:
    image = _enlarged(image, _enlargement(image))
    return _turn(image, _detected(image, reader), reader)[0]


def unread_warnings(lines: int, unread: int) -> tuple[str, ...]:
    """What to tell about ``unread`` of ``lines`` places of text."""
    if not lines:
        return (NO_TEXT,)
    if unread / lines < PARTLY_UNREAD:
        return ()
    return (_PARTLY_UNREAD_WARNING.format(share=round(100 * unread / lines)),)


def read_picture(image: Image, reader: Engine, progress: Progress | None = None) -> Reading:
    """Find, turn and read the text lines of ``image`` (height, width, 3; blue-green-red)."""
    tell = progress or _silent
    tell("finding text", 0.0)
    original = image.shape[:2]
    factor = _enlargement(image)
    image = _enlarged(image, factor)
    quads = _detected(image, reader)
    turn, known = _turn(image, quads, reader)
    if turn:
        image = turned(image, turn)
        quads = _detected(image, reader)
    height, width = original if turn in (0, 180) else original[::-1]
    lines = _without_guesses(_read_lines(image, quads, known, reader, tell))
    kept = [line for line in lines if _is_read(line)]
    unread = [line for line in lines if not _is_read(line) or line.guessed]
    angle = tilt([line.quad for line in kept])
    pieces = [piece for line in kept if (piece := _piece(line, angle, factor))]
    area = sum(line.area for line in lines)
    tell("reading text", 1.0)
    return Reading(
        paragraphs=paragraphs(pieces),
        unread=[bounds(line.quad / factor) for line in unread],
        turn=turn,
        size=(width, height),
        lines=len(lines),
        unread_lines=len(unread),
        legibility=round(sum(line.area for line in kept if not line.guessed) / area, 4) if area else 0.0,
    )


def _silent(_phrase: str, _share: float) -> None:
    return None


def _box(page: int, rect: Rect) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in rect)
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def _enlargement(image: Image) -> float:
    longest = max(image.shape[:2])
    return min(_MOST_ENLARGED, _DETECTION_SIDE / longest) if longest < _SMALL_SIDE else 1.0


def _enlarged(image: Image, factor: float) -> Image:
    if factor == 1.0:
        return image
    import cv2

    return cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)


def _detected(image: Image, reader: Engine) -> list[Quad]:
    """Boxes of text lines, found at 1,600 pixels: more resolution makes the detector worse."""
    import cv2

    longest = max(image.shape[:2])
    if longest <= _DETECTION_SIDE:
        return list(reader.detect(image))
    scale = _DETECTION_SIDE / longest
    height, width = image.shape[:2]
    small = cv2.resize(
        image, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    return [quad / scale for quad in reader.detect(small)]


def _turn(image: Image, quads: Sequence[Quad], reader: Engine) -> tuple[int, dict[int, Recognised]]:
    """Which way up a picture is, told from its largest lines, since cameras' own marks are wrong at times.

    Returns:
        Degrees clockwise (0, 90, 180, 270) that turn ``image`` upright, and what was read on the way (by place in
        ``quads``) if that is 0.
    """
    largest = sorted(range(len(quads)), key=lambda place: -_area(quads[place]))[:_SAMPLE_LINES]
    if not largest:
        return 0, {}
    tall = sum(is_tall(quads[place]) for place in largest) > len(largest) / 2
    crops = [crop(image, quads[place]) for place in largest]
    as_is = reader.recognise(crops)
    if not tall and _sureness(as_is) >= _SURE:
        return 0, dict(zip(largest, as_is, strict=True))
    upside_down = reader.recognise([turned(each, 180) for each in crops])
    better = _sureness(upside_down) > _sureness(as_is) + _CLEARLY_BETTER / 2
    if tall:  # crop() has turned these lines by a quarter to the left
        return (90 if better else 270), {}
    return (180, {}) if better else (0, dict(zip(largest, as_is, strict=True)))


def _sureness(found: Sequence[Recognised]) -> float:
    return fmean(said.confidence if said.text else 0.0 for said in found)


def _area(quad: Quad) -> float:
    import cv2

    return float(cv2.contourArea(quad.astype("float32")))


def _read_lines(
    image: Image, quads: Sequence[Quad], known: dict[int, Recognised], reader: Engine, tell: Progress
) -> list[TextLine]:
    """What each box says. Batches hold lines of like width, since the recogniser pads to the widest."""
    crops = [crop(image, quad) for quad in quads]
    found = dict(known)
    order = sorted(set(range(len(crops))) - set(known), key=lambda place: crops[place].shape[1] / crops[place].shape[0])
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        tell("reading text", 0.1 + 0.85 * start / len(order))
        for place, said in zip(batch, reader.recognise([crops[place] for place in batch]), strict=True):
            found[place] = said
    flipped = _upside_down(crops, found, reader)
    return [TextLine(quads[place], found[place], place in flipped, _area(quads[place])) for place in range(len(crops))]


def _upside_down(crops: Sequence[Image], found: dict[int, Recognised], reader: Engine) -> set[int]:
    """Lines that read clearly better upside down; ``found`` is put right."""
    doubtful = [place for place, said in found.items() if said.confidence < _DOUBTFUL]
    better: set[int] = set()
    for start in range(0, len(doubtful), _BATCH):
        batch = doubtful[start : start + _BATCH]
        for place, said in zip(batch, reader.recognise([turned(crops[p], 180) for p in batch]), strict=True):
            if said.text and said.confidence > max(CONFIDENT, found[place].confidence + _CLEARLY_BETTER):
                found[place] = said
                better.add(place)
    return better


def _is_read(line: TextLine) -> bool:
    """Whether a line counts as read: sure enough, and with as many characters as its box has room for."""
    said = line.said
    if not said.text.strip() or said.confidence < CONFIDENT:
        return False
    across, up = line.extent
    return line.guessed or across < _SPARSE_ASPECT * up or len(said.text) >= _SPARSE * across / up


def _without_guesses(lines: list[TextLine]) -> list[TextLine]:
    """Lines without the ideographs that the engine put in place of a script it does not know.

    Hangul comes out as long lines with hardly a character, or as unsure ideographs: the first give the second away.
    """
    if not any(_is_of_unknown_script(line) for line in lines):
        return lines
    return [
        replace(line, said=Recognised(_IDEOGRAPHS.sub(" ", line.said.text), line.said.confidence), guessed=True)
        if line.said.confidence < _TRUSTED and _IDEOGRAPHS.search(line.said.text)
        else line
        for line in lines
    ]


def _is_of_unknown_script(line: TextLine) -> bool:
    across, up = line.extent
    return across > _SPARSE_ASPECT * up and len(line.said.text) < _UNKNOWN_SCRIPT * across / up


def _piece(line: TextLine, angle: float, factor: float) -> Piece | None:
    tokens = words_of(line, angle, factor)
    return stretch(tokens) if tokens else None
