"""A wrong rule file is reported with path, line and field, all mistakes at once, and nothing loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from labelcheck.cli import main
from labelcheck.rules import RuleErrors, example_parts, load_rules, rules_folder

GOOD = """title: Names moss
why: A genus is a source.
value: plant_moss
bind: carrier
references: [article:label-criteria]
match:
  en:
    phrases: [moss]
examples:
  en:
    match: ["With [moss exosomes]"]
    avoid: ["Moss green box"]
"""


def pack(folder: Path, text: str, name: str = "claims/source/plant-moss.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path) -> list[str]:
    with pytest.raises(RuleErrors) as caught:
        load_rules([folder])
    return list(caught.value.problems)


def test_a_pack_adds_a_rule(tmp_path: Path) -> None:
    pack(tmp_path, GOOD)
    assert any(rule.id == "source/plant-moss" for rule in load_rules([tmp_path]).rules)


def test_the_path_is_the_id_and_an_id_cannot_stand_twice(tmp_path: Path) -> None:
    path = pack(tmp_path, GOOD, "claims/source/plant-rose.yaml")
    assert problems(tmp_path) == [f"{path}:1: id: source/plant-rose is taken by another file of this name"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("why: A genus is a source.", "why: ''"), "2: why:"),
        (("references: [article:label-criteria]", "references: [somewhere]"), "5: references.0:"),
        (("references: [article:label-criteria]", "references: []"), "5: references:"),
        (('match: ["With [moss exosomes]"]', 'match: ["With moss exosomes"]'), "11: examples.en.match.0:"),
        (('avoid: ["Moss green box"]', "avoid: []"), "12: examples.en.avoid:"),
        (("phrases: [moss]", "phrases: [no]"), "8: match.en.phrases.0:"),
        (("phrases: [moss]", "regex: ['(moss']"), "8: match.en.regex.0:"),
        (("phrases: [moss]", "phrase: [moss]"), "8: match.en.phrase:"),
        (("value: plant_moss", "value: plant_moss\nname: 'Moss: {words}'"), "4: name: names the value"),
        (("value: plant_moss", "value: 'plant_{words}'\nname: Moss"), "4: name: names the value"),
        (("title: Names moss", "title: Names moss\ntitle: Names moss again"), "2: yaml: the key 'title' stands twice"),
        (("title: Names moss", "title: Names: moss"), "1: yaml:"),
        (("title: Names moss", "title: Names moss\nid: x"), "2: id: is given by the file's path"),
        (("examples:\n  en:", "examples:\n  ko:"), "9: examples:"),
    ],
)
def test_a_mistake_names_path_line_and_field(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    assert change[0] in GOOD
    path = pack(tmp_path, GOOD.replace(*change))
    assert any(problem.startswith(f"{path}:{expected}") for problem in problems(tmp_path)), problems(tmp_path)


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    pack(tmp_path, GOOD.replace("value:", "valu:"), "claims/source/plant-moss.yaml")
    pack(
        tmp_path,
        GOOD.replace("references: [article:label-criteria]", "references: [x, y]"),
        "claims/source/plant-fern.yaml",
    )
    assert len(problems(tmp_path)) == 3


def test_a_file_out_of_place_and_an_empty_folder_are_mistakes(tmp_path: Path) -> None:
    assert "holds no rule file" in problems(tmp_path)[0]
    pack(tmp_path, GOOD, "stray/plant-moss.yaml")
    assert "no place for" in problems(tmp_path)[0]


def test_the_command_prints_them_and_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pack(tmp_path, GOOD.replace("why: A genus is a source.", "why: ''"))
    assert main(["rules", "check", "--rules", str(tmp_path)]) == 2
    assert f"{path}:2: why: is empty" in capsys.readouterr().err


def test_examples_lose_their_brackets_and_keep_the_spans() -> None:
    assert example_parts("a [b c] d [e]") == ("a b c d e", [(2, 5), (8, 9)])


DOSE = """ranges:
  - title: Drops
    kind: band
    low: 1.0e+8
    high: 1.0e+9
    known: Our own reckoning.
    basis: inference
"""


def test_a_pack_adds_a_dose_to_the_scale(tmp_path: Path) -> None:
    pack(tmp_path, DOSE, "doses.yaml")
    assert [entry.title for entry in load_rules([tmp_path]).doses][-1] == "Drops"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("high: 1.0e+9", "high: 1.0e+7"), "2: ranges.0: Value error, low is above high"),
        (("Our own reckoning.", "Everybody knows."), "6: ranges.0.known: must say that it is our own reckoning"),
        (("low: 1.0e+8", "low: 0"), "4: ranges.0.low:"),
        (("basis: inference", "basis: inference\n    references: [somewhere]"), "8: ranges.0.references.0:"),
    ],
)
def test_mistakes_in_doses_are_named(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    path = pack(tmp_path, DOSE.replace(*change), "doses.yaml")
    (problem,) = problems(tmp_path)
    assert problem.startswith(f"{path}:{expected}")


TERM = """terms:
  - name: Moss
    words: [moss, PP]
    meaning: A small green plant.
    references: [article:label-criteria]
    examples:
      match: ["[Moss] and [PP]"]
      avoid: ["mossy"]
"""


def test_a_pack_explains_a_word(tmp_path: Path) -> None:
    pack(tmp_path, TERM, "terms.yaml")
    assert [term.name for term in load_rules([tmp_path]).terms][-1] == "Moss"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("green plant.", "green plant"), "4: terms.0.meaning: is no whole sentence"),
        (("[article:label-criteria]", "[somewhere]"), "5: terms.0.references.0:"),
        (("[article:label-criteria]", "[]"), "5: terms.0.references:"),
        (("[moss, PP]", "[moss, PP, fern]"), "3: terms.0.words: 'fern' is marked in no example"),
        (("[PP]", "[pp]"), "3: terms.0.words: 'PP' is marked in no example"),
        (("[moss, PP]", "[]"), "3: terms.0.words:"),
        (('["mossy"]', "[]"), "8: terms.0.examples.avoid:"),
    ],
)
def test_mistakes_in_explained_words_are_named(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    path = pack(tmp_path, TERM.replace(*change), "terms.yaml")
    (problem,) = problems(tmp_path)
    assert problem.startswith(f"{path}:{expected}")


def test_a_word_has_one_explanation(tmp_path: Path) -> None:
    pack(tmp_path, TERM.replace("PP", "NTA"), "terms.yaml")
    assert problems(tmp_path) == ["terms.yaml:1: words: 'NTA' of 'Moss' is a word of 'NTA' as well"]


def test_a_question_to_the_seller_that_asks_nothing_is_a_mistake(tmp_path: Path) -> None:
    flag = (rules_folder() / "flags/general/safety-absolute.yaml").read_text(encoding="utf-8")
    path = pack(tmp_path, flag.replace("were reported?", "were reported."), "flags/general/no-risk.yaml")
    (problem,) = problems(tmp_path)
    assert problem.startswith(str(path)) and "question: asks nothing" in problem


READS = """title: States the lot
why: A buyer asks by the lot.
reads: code
references: [article:label-criteria]
match:
  en:
    regex: ['(?P<claim>lot mark )(?=(?P<value>[^\\n]{2,9}))']
examples:
  en:
    match: ["[Lot mark A12]"]
    avoid: ["A lot"]
"""


def test_a_rule_may_read_its_value_from_the_label(tmp_path: Path) -> None:
    pack(tmp_path, READS, "claims/traceability/lot-mark.yaml")
    assert any(rule.id == "traceability/lot-mark" and rule.reads == "code" for rule in load_rules([tmp_path]).rules)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("(?P<value>[^\\n]{2,9})", "[^\\n]{2,9}"), "7: match.en.regex.0: has no group"),
        (("reads: code", "value: lot"), "reads: is missing"),
        (("reads: code", "reads: code\nvalue: lot"), "3: reads: reads the value from the label"),
        (("    regex:", "    phrases: [lot]\n    regex:"), "6: match.en: holds no value"),
        (("reads: code", "reads: number"), "3: reads:"),
    ],
)
def test_what_reads_a_value_has_a_group_for_it_and_the_other_way_round(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    assert change[0] in READS
    pack(tmp_path, READS.replace(*change), "claims/traceability/lot-mark.yaml")
    assert any(expected in problem for problem in problems(tmp_path)), problems(tmp_path)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("    met: [{rule: [characterisation/isolation]}]\n", ""), "met: is missing; give met or parts"),
        (("tier: complete\n    short: Isolation", "short: Isolation"), "tier: is missing"),
        (("- id: isolation", "- id: size"), "'size' stands twice"),
        (("name: a size in nm", "name: a size, in nm"), "no comma and no 'and'"),
        (
            ("- id: method\n        name: the method that measured", "- id: diameter\n        name: the way to"),
            "stands twice",
        ),
        (("all_of: [source-material, count", "all_of: [source-stuff, count"), "'source-stuff' is no item"),
        (('only: [{rule: ["source/plant-*"]}]', "only: [{rule: [sauce/rose]}]"), "'sauce/rose' selects no claim rule"),
        (("references: [doi:10.3402/jev.v2i0.19861", "references: [webber"), "references.0: 'webber' is no reference"),
    ],
)
def test_mistakes_in_what_a_checklist_asks_for_are_named(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    text = (rules_folder() / "checklists/clinic-supplier.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    pack(tmp_path, text.replace(*change, 1), "checklists/own.yaml")
    assert any(expected in problem for problem in problems(tmp_path)), problems(tmp_path)
