"""The HTML report stands alone: nothing runs, nothing is fetched, nothing a reader decided is hidden."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
from datetime import date
from pathlib import Path

import evaluations
import pytest
from PIL import Image

from labelcheck.language import speaking
from labelcheck.models import Evaluation
from labelcheck.report import FORMATS, Extras
from labelcheck.report.contract_json import json_report
from labelcheck.report.html import signs

ROOT = Path(__file__).parents[2]
DAY = date(2026, 3, 8)


def _blank(width: int = 600, height: int = 800) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(output, "PNG")
    return output.getvalue()


def page(evaluation: Evaluation, **extras: object) -> str:
    return FORMATS["html"].write(evaluation, Extras(made_on=DAY)._replace(**extras)).decode()


@pytest.mark.parametrize("name", evaluations.ALL)
def test_nothing_runs_and_nothing_is_fetched(name: str) -> None:
    report = page(evaluations.ALL[name]())
    assert not re.search(r"<(script|link|iframe|object|embed|form|base)\b", report)
    assert not re.search(r"<[^>]+\s(on\w+|style|srcset|target)=", report)
    assert "url(" not in report and "@import" not in report
    addresses = re.findall(r'\b(?:src|href)="([^"]+)"', report)
    assert all(address.startswith(("#", "https://", "data:")) for address in addresses)


def test_only_its_own_style_may_be_used() -> None:
    report = page(evaluations.rich())
    (style,) = re.findall(r"<style>(.*?)</style>", report, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in report
    assert report.index("Content-Security-Policy") < report.index("<style>")


def test_no_name_of_a_symbol_is_shown() -> None:
    words = set(re.split(r"\W+", re.sub(r"<[^>]+>", " ", page(evaluations.rich()))))
    assert not words & {name for name in signs.SIGNS if "_" in name}
    assert signs.signed('<span class="lc-icon" aria-hidden="true">never_drawn</span>').startswith("<svg")


def test_every_symbol_of_the_blocks_has_a_sign() -> None:
    blocks = ROOT / "labelcheck" / "report" / "html"
    code = "\n".join(path.read_text(encoding="utf-8") for path in blocks.glob("*.py") if path.stem != "signs")
    named = set(re.findall(r"icon\(['\"](\w+)", code))
    tables = re.findall(r"_?(?:[A-Z_]*ICONS|MARKS)\b.*?\n}", code, flags=re.DOTALL)
    named |= {name for table in tables for name in re.findall(r'"([a-z]+_[a-z_0-9]+)"', table)}
    assert len(named) > 12
    assert named <= set(signs.SIGNS)


def test_the_palette_is_the_app_s() -> None:
    pairs = [
        re.findall(r"--lc-[a-z-]+: light-dark\([^)]+\)", (ROOT / "labelcheck" / path).read_text(encoding="utf-8"))
        for path in ("pages/look.css", "report/page.css")
    ]
    assert pairs[0] == pairs[1] and len(pairs[0]) > 15


def test_the_data_inside_is_the_json_report() -> None:
    evaluation = evaluations.reviewed()
    (data,) = re.findall(r'href="data:application/json;base64,([^"]+)"', page(evaluation))
    assert base64.b64decode(data).decode() == json_report(evaluation, DAY)
    assert json.loads(base64.b64decode(data))["made_on"] == "2026-03-08"


def test_it_tells_how_to_make_it_again() -> None:
    evaluation = evaluations.reviewed()
    again = page(evaluation).partition('id="lc-again"')[2]
    for document in evaluation.documents:
        assert (document.sha256 in again) is not document.given
    assert evaluation.rules_digest in again
    assert "labelcheck 0.1.0" in again and "tetrapod-2026" in again and "2026-03-08" in again
    assert "labelcheck verify REPORT.json INPUT" in again


def test_what_a_reader_set_aside_is_told_apart_and_not_hidden() -> None:
    report = page(evaluations.reviewed())
    before, _, after = report.partition('id="lc-set-aside"')
    aside = after.partition("</section>")[0]
    first, fourth = evaluations.rich().flags[0], evaluations.rich().flags[3]
    for flag in (first, fourth):
        assert html.escape(flag.message) not in before
        assert html.escape(flag.message) in aside and f"Rule {flag.rule}" in aside
    assert "We saw the &lt;b&gt;data&lt;/b&gt;." in aside and "규정과 다릅니다." in aside
    assert "2 claims to question" in before


def test_corrections_by_hand_show_what_had_been_read() -> None:
    report = page(evaluations.reviewed())
    block = report.partition('id="lc-by-hand"')[2].partition("</section>")[0]
    assert "<td>front.jpg, line 2</td><td>Hurnan</td><td>Human</td>" in block
    assert 'id="lc-by-hand"' not in page(evaluations.rich())


def test_words_are_cut_out_of_the_picture_once_each() -> None:
    report = page(evaluations.rich(), pictures={(0, 1): _blank()})
    alts = re.findall(
        r'<img class="lc-crop" alt="([^"]+)" width="\d+" height="\d+" src="data:image/png;base64,', report
    )
    assert [re.findall(r"number (\d+) ", alt)[0] for alt in alts] == sorted(
        {re.findall(r"number (\d+) ", alt)[0] for alt in alts}, key=int
    )
    assert "Cut out of the label: number 1 marks “1010 particles/mL”" in alts
    assert len(alts) == 6
    assert "<img" not in page(evaluations.rich())


def test_every_link_inside_leads_somewhere() -> None:
    for build in evaluations.ALL.values():
        report = page(build())
        assert set(re.findall(r'href="#([^"]+)"', report)) <= set(re.findall(r' id="([^"]+)"', report))


def test_no_id_stands_twice() -> None:
    found = re.findall(r' id="([^"]+)"', page(evaluations.reviewed()))
    assert len(found) == len(set(found))


def test_the_report_s_own_words_can_be_korean() -> None:
    with speaking("ko"):
        report = page(evaluations.reviewed())
    for title in ("판매자에게 물어볼 것", "따져 볼 문구", "직접 고친 글", "이 보고서를 재현하려면", "함량 눈금"):
        assert f"<h2>{title}</h2>" in report
