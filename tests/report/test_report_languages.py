"""Reports in another language: nothing that the program says of its own escapes the catalogue, data stay English."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import evaluation_parts
import evaluations
import pytest

from labelcheck import language
from labelcheck.language import say, speaking
from labelcheck.models import Edit, Evaluation, Skip
from labelcheck.report import FORMATS, Extras, findings, wording
from labelcheck.report.html import answer, details, flags, readings, studies
from labelcheck.report.html.markup import TONES
from labelcheck.report.sheet import sheet
from labelcheck.report.text import text_report

LETTERS = re.compile(r"[A-Za-z]{2,}")


class Bracketed(Mapping[str, str]):
    """A catalogue that knows every message and says it between brackets."""

    def __getitem__(self, message: str) -> str:
        return f"⟦{message}⟧"

    def __contains__(self, message: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(language, "catalogue", lambda _: Bracketed())
    with speaking("ko"):
        yield


def blocks(evaluation: Evaluation) -> str:
    """All blocks of HTML that pages and reports are made of."""
    quoted = details.quoted_of(evaluation)
    return "".join(
        (
            answer.answer(evaluation),
            answer.skipped(evaluation),
            answer.trouble("the file is empty; choose another"),
            details.questions(evaluation),
            details.conditions(evaluation),
            details.corrections(evaluation),
            flags.cards(quoted, evaluation.flags),
            studies.studies(evaluation),
            studies.enhancers(evaluation),
            readings.readings(evaluation),
        )
    )


def foreign_words(evaluation: Evaluation) -> Iterator[str]:
    """What is not the program's to say: names and words of labels, passages of the article, records, sources, ids."""
    for document in evaluation.documents:
        yield from (document.name, *document.text.splitlines(), document.reader)
        for code in document.codes:
            yield from (code.format, code.text, *code.fields.values())
    for claim in evaluation.claims:
        yield from (claim.text, claim.rule, claim.value or "", *(cue.text for cue in claim.cues))
        yield from (cue.rule for cue in claim.cues)
    yield from (skip.name for skip in evaluation.skipped)
    for answered in (*evaluation.items, *evaluation.conditions):
        yield from (answered.article, answered.article.translate(str.maketrans("“”", "‘’")))
    noted = (*evaluation.flags, *evaluation.evidence, *evaluation.checklist.corrections)
    answers = (*evaluation.items, *evaluation.conditions)
    references = [one.references for one in (*noted, *(note for one in answers for note in one.notes))]
    references += [use.evidence.references for use in evaluation.enhancers if use.evidence]
    yield from (wording.cited(reference) for entries in references for reference in entries)
    for found in evaluation.evidence:
        yield from (found.name, found.cite, found.result or "", found.limits or "", found.conflicts or "")
    yield from (evaluation.checklist.source, evaluation.rules_digest[:19])


def unsaid(text: str, evaluation: Evaluation) -> list[str]:
    """Lines with English words that stand in no message and belong to nobody else."""
    while "⟦" in (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) and inner != text:
        text = inner
    text = re.sub(r"“[^”]*”", "", inner)
    for words in sorted({one for one in foreign_words(evaluation) if one}, key=len, reverse=True):
        text = text.replace(words, "")
    return [line.strip() for line in text.splitlines() if LETTERS.search(line)]


def test_the_text_report_says_everything_through_the_catalogue(bracketed: None) -> None:
    evaluation = evaluations.rich()
    assert unsaid(text_report(evaluation, width=100_000, explain=True), evaluation) == []


def test_the_blocks_of_a_page_say_everything_through_the_catalogue(bracketed: None) -> None:
    evaluation = evaluations.rich()
    markup = re.sub(r'<span class="lc-icon"[^>]*>\w+</span>', "", blocks(evaluation))
    labels = " ".join(re.findall(r'(?:aria-label|title|alt)="([^"]*)"', markup))
    plain = re.sub(r"</?(?:b|em|mark|span|a)\b[^>]*>", "", markup)
    visible = html.unescape(re.sub(r"<[^>]+>", "\n", plain)) + "\n" + html.unescape(labels)
    assert unsaid(visible, evaluation) == []


def test_words_of_others_stay_as_they_are_though_they_are_named_like_messages() -> None:
    text = "Exosome serum. No clinical data. Source."
    label = evaluation_parts.document("Files", text).model_copy(update={"edits": (Edit(start=15, end=31, was="All"),)})
    found = evaluation_parts.evaluation(
        (label,), skipped=(Skip(name="Cold storage", reason="the file is empty (0 bytes)"),), name="Source"
    )
    with speaking("ko"):
        data = sheet(found, None, {})
    assert data["title"] == "Source"
    assert [row["name"] for row in data["read"]["rows"]] == ["Files", "Cold storage"]
    assert data["by_hand"]["rows"] == [["Files, 1행", "All", "No clinical data"]]
    assert data["again"]["files"][0][0] == "Files"
    assert data["read"]["rows"][1]["lines"] == ["읽지 못함: 빈 파일(0바이트)입니다"]


def test_the_pdf_says_everything_through_the_catalogue_and_no_words_of_others(bracketed: None) -> None:
    evaluation = evaluations.rich()
    data = sheet(evaluation, date(2026, 3, 8), {})
    ids = {*TONES.values(), *(flag.rule for flag in evaluation.flags), evaluation.checklist.id, evaluation.rules_digest}
    ids |= {*(document.sha256 for document in evaluation.documents), f"labelcheck {evaluation.version}"}
    ids.add(", ".join(evaluation.markets))
    assert [words for words in _strings(data) if words not in ids and unsaid(words, evaluation)] == []
    for name in [document.name for document in evaluation.documents] + [skip.name for skip in evaluation.skipped]:
        assert f"⟦{name}⟧" not in json.dumps(data, ensure_ascii=False)


def _strings(data: object) -> Iterator[str]:
    """Every word that the PDF shows, without its template's own names for tones and the like."""
    if isinstance(data, str):
        yield data.replace("\u200b", "")
    elif isinstance(data, dict):
        yield from (found for key, part in data.items() if key not in _UNSEEN for found in _strings(part))
    elif isinstance(data, list):
        yield from (found for part in data for found in _strings(part))


_UNSEEN = ("tone", "lang", "url", "picture", "pieces", "command")


def test_the_korean_report_is_the_golden(matches_golden: Callable[[str, str | bytes], None]) -> None:
    with speaking("ko"):
        matches_golden("rich-ko.txt", text_report(evaluations.rich(), explain=True))


def test_data_are_english_whatever_is_spoken() -> None:
    english = FORMATS["json"].write(evaluations.rich(), Extras())
    with speaking("ko"):
        assert FORMATS["json"].write(evaluations.rich(), Extras()) == english


def test_what_stays_english_is_marked_for_screen_readers() -> None:
    evaluation = evaluations.rich()
    with speaking("ko"):
        page = blocks(evaluation)
    assert '<span lang="en">Whether clinical data is provided</span>' in page
    assert '<span lang="en">Melasma' not in page and 'lang="en">공개' not in page
    assert "lang=" not in blocks(evaluation)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (date(2026, 10, 1), "2026년 10월 1일"),
        ("2026-04", "2026년 4월"),
        ("2013", "2013년"),
        ("soon", "soon"),
    ],
)
def test_dates_in_korean(known: date | str, words: str) -> None:
    with speaking("ko"):
        assert findings.day(known) == words


def test_the_count_of_the_headline_is_set_apart_in_every_language() -> None:
    with speaking("ko"):
        assert "<em>4가지 중 2가지</em>" in answer.answer(evaluations.rich())
    assert "<em>2 of 4</em>" in answer.answer(evaluations.rich())


def test_a_market_is_not_named_twice_in_korean() -> None:
    (flag,) = (flag for flag in evaluations.rich().flags if flag.market == "us")
    named = flag.model_copy(update={"market": "kr", "title": "South Korea: words of needles"})
    with speaking("ko"):
        assert findings.title(named) == "니들이라는 표현"
        assert say("Same source") == "유래가 같음"
