"""The PDF: its words can be found, its pictures are there, its data travels along, and it comes out the same twice."""

from __future__ import annotations

import ctypes
import io
import re
from datetime import date

import evaluation_parts
import evaluations
import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image

from labelcheck.language import speaking
from labelcheck.models import Evaluation
from labelcheck.report import FORMATS, Extras
from labelcheck.report.contract_json import json_report
from labelcheck.report.sheet import sheet

DAY = date(2026, 3, 8)


def _blank() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(output, "PNG")
    return output.getvalue()


def _written(evaluation: Evaluation, **extras: object) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(FORMATS["pdf"].write(evaluation, Extras(made_on=DAY)._replace(**extras)))


def _words(pdf: pypdfium2.PdfDocument) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"[\s\u200b\ufffe]", "", text)


def test_words_in_all_scripts_can_be_found() -> None:
    text = "엑소좀 앰플 냉장 보관\nエクソソーム 冷蔵保存\n外泌体 冷藏保存 与\n10¹⁰ particles, µg ≤ 5 × 2 °C\n\u202etxt"
    documents = (evaluation_parts.document("라벨.txt", text, languages=("ko",)),)
    claims = tuple(
        evaluation_parts.claim(documents, number, "source/x", line) for number, line in enumerate(text.split("\n"), 1)
    )
    answer = {"source": ("partly", "Named.", tuple(claim.id for claim in claims))}
    evaluation = evaluation_parts.evaluation(
        documents, claims=claims, items=evaluation_parts.verdicts(answer), name="루멘 엑소 앰플"
    )
    found = _words(_written(evaluation))
    for words in text.replace("\u202e", "⟨U+202E⟩").split("\n") + ["루멘 엑소 앰플", "라벨.txt"]:
        assert re.sub(r"\s", "", words) in found


@pytest.mark.parametrize("name", evaluations.ALL)
def test_every_evaluation_makes_a_pdf_that_tells_how_to_make_it_again(name: str) -> None:
    evaluation = evaluations.ALL[name]()
    found = _words(_written(evaluation))
    assert evaluation.rules_digest in found
    for document in evaluation.documents:
        assert document.sha256 in found
    assert "labelcheckverifyREPORT.json" in found


def test_crops_are_pictures_with_words_for_those_who_do_not_see_them() -> None:
    pdf = _written(evaluations.rich(), pictures={(0, 1): _blank()})
    pictures = [one for page in pdf for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
    assert len(pictures) == 6
    bare = [one for page in _written(evaluations.rich()) for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
    assert not bare


def test_what_a_reader_decided_is_in_it() -> None:
    found = _words(_written(evaluations.reviewed()))
    assert "Lookedatandfoundnoproblem,bythereader" in found
    assert "Wesawthe<b>data</b>." in found and "규정과다릅니다." in found
    assert "Hurnan" in found


def test_the_json_report_is_attached() -> None:
    evaluation = evaluations.reviewed()
    pdf = _written(evaluation)
    assert pdf.count_attachments() == 1
    attached = pdf.get_attachment(0)
    assert attached.get_name() == "labelcheck-report.json"
    assert bytes(attached.get_data()).decode() == json_report(evaluation, DAY)


def test_it_is_tagged_has_a_title_and_a_language() -> None:
    pdf = _written(evaluations.reviewed())
    assert pdf.get_metadata_dict()["Title"] == "Lumen 엑소좀"
    assert pdf.is_tagged()
    with speaking("ko"):
        assert _language(_written(evaluations.reviewed())) == "ko"
    assert _language(pdf) == "en"


def _language(pdf: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(pdf, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(pdf, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def test_the_same_day_gives_the_same_bytes() -> None:
    first, again = (FORMATS["pdf"].write(evaluations.rich(), Extras(made_on=DAY)) for _ in range(2))
    assert first == again
    assert first != FORMATS["pdf"].write(evaluations.rich(), Extras(made_on=date(2026, 3, 9)))


def test_it_can_be_in_korean() -> None:
    with speaking("ko"):
        found = _words(_written(evaluations.rich()))
    assert "판매자에게물어볼것" in found and "이보고서를재현하려면" in found and "자체추산" in found


def test_the_first_page_quotes_the_words_that_decided() -> None:
    evaluation = evaluations.rich()
    rows = sheet(evaluation, DAY, {})["answer"]["rows"]
    decided = {item.short: item.claims for item in evaluation.items}
    assert [bool(row[3]) for row in rows] == [bool(decided[row[0]]) for row in rows]
    first = re.sub(r"[\s\u200b\ufffe]", "", _written(evaluation)[0].get_textpage().get_text_range())
    assert all(re.sub(r"\s", "", row[3]) in first for row in rows)


def test_the_two_sides_of_a_contradiction_are_quoted_first_however_sure_the_rest_is() -> None:
    documents = (evaluation_parts.document("a.txt", "10 per vial\n20 ppm\n5 per vial"),)
    words = (("10 per vial", 0.6), ("5 per vial", 0.7), ("20 ppm", 1.0))
    claims = tuple(
        evaluation_parts.claim(documents, number, "concentration/x", said, confidence=sure)
        for number, (said, sure) in enumerate(words, 1)
    )
    rich = next(flag for flag in evaluations.rich().flags)
    flag = rich.model_copy(update={"topic": "consistency", "claims": ("c1", "c2", "c3"), "market": "general"})
    evaluation = evaluation_parts.evaluation(documents, claims=claims, flags=(flag,))
    (card,) = sheet(evaluation, DAY, {})["flags"][0]["cards"]
    said = ["".join(piece["text"] for piece in quote["pieces"]) for quote in card["quotes"]]
    assert said == ["10 per vial", "5 per vial", "20 ppm"]
    page = FORMATS["html"].write(evaluation, Extras(made_on=DAY)).decode("utf-8").rpartition('class="lc-question"')[2]
    assert page.index("10 per vial") < page.index("5 per vial") < page.index("20 ppm")
