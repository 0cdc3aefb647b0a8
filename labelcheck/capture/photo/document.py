"""Pictures of labels -> words with places, read line by line; what cannot be read is kept as a place, not dropped.

The choices here (detection at 1,600 pixels, crops from the full-size picture, an orientation check of our own) were
measured on drawn and photographed labels; see the benchmarks of the project.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from labelcheck.capture.engines.hangul import shows_unknown_script, without_guesses
from labelcheck.capture.engines.ocr import Engine, Image, Recognised, engine
from labelcheck.capture.engines.second_reader import korean_cure, reread
from labelcheck.capture.language import languages
from labelcheck.capture.layout import Paragraph, Piece, paragraphs, stretch
from labelcheck.capture.passage import Passage
from labelcheck.capture.photo.binder import bound
from labelcheck.capture.photo.codes import codes_of
from labelcheck.capture.photo.legibility import Patch, legibility, troubles
from labelcheck.capture.photo.lines import Rect, TextLine, area, bounds, crop, tilt, turned, words_of
from labelcheck.capture.photo.orientation import Upright, enlarged, enlargement, upright
from labelcheck.capture.photo.picture import frames, pixels, png
from labelcheck.capture.photo.raised import with_superscripts
from labelcheck.capture.watch import Progress, Watch
from labelcheck.models import Box, CaptureSettings, Document, Page, Trouble

CONFIDENT = 0.6
"""Lines below this are not part of the text; their places are kept as unread."""
PARTLY_UNREAD = 0.14
"""Share of unread lines from which a reader is told (caught 16 of 18 Korean pictures, no false alarm on 93 others)."""

_DOUBTFUL = 0.75
_CLEARLY_BETTER = 0.05
_BATCH = 6
_LIKE = 1.3
_NARROWEST = 320 / 48
"""Width by height below which the recogniser pads every line to this."""
_SPARSE = 0.8
_SPARSE_ASPECT = 4.0

NO_TEXT = (
    "No text was found in this picture: it shows none, or it is too blurred or too small. Take the photo closer, in "
    "even light, with the label filling the picture."
)
_PARTLY_UNREAD_WARNING = (
    "Part of this label is in a script or print that could not be read (about {share} %). {cure} Otherwise take the "
    "photo again, closer and in even light."
)
_KOREAN_CURE = "If it is Korean: {cure}; or give its text as a PDF or a text file."
_OTHER_SCRIPT_CURE = "If it is neither Latin, Chinese, Japanese nor Korean, give its text as a PDF or a text file."


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
    patches: tuple[Patch, ...] = ()


def photo_document(name: str, sha256: str, data: bytes, settings: CaptureSettings, watch: Watch) -> Document:
    """The document in a picture file, page by page; one without text has legibility 0 and a warning.

    Raises:
        CaptureError: the picture is too big or damaged, or the engine is missing.
    """
    found, notes = frames(name, data, settings)
    reader = engine(settings.ocr, name, settings.tessdata_path)
    pages = []
    for number, image in found:
        if number in watch.given_up:
            notes.append(f"Page {number} was not read: reading it {watch.given_up[number]}.")
            pages.append(_unread_page(name, sha256, image, reader))
            continue
        watch.page(number)
        pages.append(_page_document(name, sha256, image, reader, settings, watch))
    whole = bound(pages)
    told = [warning for warning in whole.warnings if warning != NO_TEXT or not whole.text]
    return whole.model_copy(update={"warnings": tuple(dict.fromkeys((*notes, *told)))})


def _page_document(
    name: str, sha256: str, image: Image, reader: Engine, settings: CaptureSettings, watch: Watch
) -> Document:
    reading = read_picture(image, reader, watch.progress)
    width, height = reading.size
    passage = Passage()
    passage.add_page(width, height, reading.paragraphs, "photo")
    text = passage.text
    found = troubles(reading.patches, 1, reading.size)
    return Document(
        name=name,
        sha256=sha256,
        kind="image",
        reader=reader.name,
        languages=languages(text),
        pages=tuple(page.model_copy(update={"turn": reading.turn}) for page in passage.pages),
        text=text,
        words=passage.words,
        unread=tuple(_box(1, rect) for rect in reading.unread),
        legibility=reading.legibility,
        warnings=_doubts(reading, found, korean_cure(settings)),
        troubles=found,
        codes=codes_of(image, 1, reading.turn),
    )


def _doubts(reading: Reading, found: Sequence[Trouble], korean: str) -> tuple[str, ...]:
    """What was not read and how to mend it, each said once."""
    told = unread_warnings(reading.lines, reading.unread_lines, korean)
    advice = (each.advice for each in found if not told or each.cause != "unknown script")
    return tuple(dict.fromkeys((*told, *advice)))


def _unread_page(name: str, sha256: str, image: Image, reader: Engine) -> Document:
    """A page that an earlier try could not finish: all of it is unread."""
    height, width = image.shape[:2]
    return Document(
        name=name,
        sha256=sha256,
        kind="image",
        reader=reader.name,
        pages=(Page(number=1, width=width, height=height, start=0, end=0, verdict="photo"),),
        text="",
        unread=(_box(1, (0.0, 0.0, width, height)),),
        legibility=0.0,
    )


def upright_picture(
    name: str, data: bytes, number: int, settings: CaptureSettings, max_side: int, turn: int | None
) -> bytes:
    """Picture ``number`` (from 1) of a file, turned upright the way it was read, as PNG.

    Raises:
        CaptureError: as :func:`photo_document`.
    """
    image, _ = pixels(name, data, settings, number)
    if turn is None:
        turn = upright(enlarged(image, enlargement(image)), engine(settings.ocr, name, settings.tessdata_path)).turn
    return png(turned(image, turn) if turn else image, max_side)


def unread_warnings(lines: int, unread: int, korean: str) -> tuple[str, ...]:
    """What to tell about ``unread`` of ``lines`` places of text; ``korean`` is what to do to have Korean read."""
    if not lines:
        return (NO_TEXT,)
    if unread / lines < PARTLY_UNREAD:
        return ()
    cure = _KOREAN_CURE.format(cure=korean) if korean else _OTHER_SCRIPT_CURE
    return (_PARTLY_UNREAD_WARNING.format(share=round(100 * unread / lines), cure=cure),)


def read_picture(image: Image, reader: Engine, progress: Progress | None = None) -> Reading:
    """Find, turn and read the text lines of ``image`` (height, width, 3; blue-green-red)."""
    tell = progress or _silent
    tell("finding text", 0.0)
    original = image.shape[:2]
    factor = enlargement(image)
    image = enlarged(image, factor)
    found = upright(image, reader)
    turn = found.turn
    image = turned(image, turn)
    height, width = original if turn in (0, 180) else original[::-1]
    lines = _without_guesses(_read_lines(image, found, reader, tell))
    kept = [line for line in lines if _is_read(line)]
    unread = [line for line in lines if not _is_read(line) or line.guessed]
    angle = tilt([line.quad for line in kept])
    pieces = [piece for line in kept if (piece := _piece(line, angle, factor))]
    judged = legibility(image, kept, unread, factor)
    tell("reading text", 1.0)
    return Reading(
        paragraphs=paragraphs(pieces),
        unread=[bounds(line.quad / factor) for line in unread],
        turn=turn,
        size=(width, height),
        lines=len(lines),
        unread_lines=len(unread),
        legibility=judged.share,
        patches=judged.patches,
    )


def _silent(_phrase: str, _share: float) -> None:
    return None


def _box(page: int, rect: Rect) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in rect)
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def _read_lines(image: Image, boxes: Upright, reader: Engine, tell: Progress) -> list[TextLine]:
    """What each box of the upright ``image`` says."""
    quads = boxes.quads
    crops = [crop(image, quad) for quad in quads]
    found = dict(boxes.known)
    for batch in _batches({place: each.shape[1] / each.shape[0] for place, each in enumerate(crops)}, found):
        tell("reading text", 0.1 + 0.85 * len(found) / len(crops))
        for place, said in zip(batch, reader.recognise([crops[place] for place in batch]), strict=True):
            found[place] = said
    found = dict(enumerate(reread(reader, crops, [found[place] for place in range(len(crops))])))
    flipped = _upside_down(crops, found, reader)
    upright = [turned(each, 180) if place in flipped else each for place, each in enumerate(crops)]
    whole = with_superscripts(upright, [found[place] for place in range(len(crops))], reader)
    return [
        TextLine(quad, whole[place], place in flipped, area(quad), whole[place].partial)
        for place, quad in enumerate(quads)
    ]


def _batches(aspects: dict[int, float], known: Collection[int]) -> list[list[int]]:
    """Lines to be read together, by place: those of like width, since the recogniser pads to the widest."""
    batches: list[list[int]] = []
    for place in sorted(set(aspects) - set(known), key=lambda place: aspects[place]):
        full = not batches or len(batches[-1]) == _BATCH
        if full or aspects[place] > _LIKE * max(_NARROWEST, aspects[batches[-1][0]]):
            batches.append([])
        batches[-1].append(place)
    return batches


def _upside_down(crops: Sequence[Image], found: dict[int, Recognised], reader: Engine) -> set[int]:
    """Lines that read clearly better upside down; ``found`` is put right."""
    doubtful = [place for place, said in found.items() if said.confidence < _DOUBTFUL and not said.sureness]
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

    Hangul comes out as long lines with hardly a character, and as unsure ideographs.
    """
    if not shows_unknown_script([(line.extent[0] / line.extent[1], line.said) for line in lines]):
        return lines
    return [
        replace(line, said=said, guessed=line.guessed or said.partial)
        for line in lines
        for said in (without_guesses(line.said),)
    ]


def _piece(line: TextLine, angle: float, factor: float) -> Piece | None:
    tokens = words_of(line, angle, factor)
    return stretch(tokens) if tokens else None
