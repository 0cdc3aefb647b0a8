"""Letters as files: names that are safe anywhere and belong to one product, and no edited letter replaced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import request_dossiers
from attacks import ATTACKS
from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.compare.letters import letter_files, write_letters
from labelcheck.compare.standards import named_standards
from labelcheck.dossiers import Dossier
from labelcheck.report.request import letter_docx, letter_pdf, request_letter
from labelcheck.rules import load_rules

RICH = request_dossiers.rich()


def named(name: str) -> Dossier:
    return RICH.model_copy(update={"name": name})


def test_a_letter_has_a_file_of_each_kind() -> None:
    text = request_letter(RICH)
    files = letter_files(RICH, ("txt", "docx", "pdf", "txt"))
    assert [file.name for file in files] == [f"letter-Lumen-Exo-ampoule.{kind}" for kind in ("txt", "docx", "pdf")]
    assert [file.data for file in files] == [text.encode(), letter_docx(text), letter_pdf(text)]


def test_nothing_to_ask_makes_no_file() -> None:
    assert letter_files(request_dossiers.met()) == ()


@pytest.mark.parametrize(
    "name", [*ATTACKS.values(), "", "..", "../../etc/passwd", "C:\\x", "con", "NUL.txt", "a/b", "루멘"]
)
def test_a_hostile_name_is_a_plain_file_name(name: str) -> None:
    (file,) = letter_files(named(name), ("txt",))
    stem = file.name.removesuffix(".txt")
    assert re.fullmatch(r"letter(-[^\W_]+)+", stem) and len(file.name.encode()) <= 100
    assert name != "루멘" or stem == "letter-루멘"


@given(st.lists(st.text(max_size=12), max_size=12))
@settings(deadline=None)
def test_no_two_products_share_a_file(names: list[str]) -> None:
    taken: set[str] = set()
    found = [letter_files(named(name), ("txt",), taken)[0].name for name in names]
    assert len({name.casefold() for name in found}) == len(names)
    assert all(not re.search(r'[\x00-\x20/\\:*?"<>|]', name) for name in found)


def test_products_whose_names_look_alike_have_files_of_their_own(tmp_path: Path) -> None:
    made = write_letters([named("Exo A"), named("exo/a"), named("Exo-A 2"), named("EXO A")], tmp_path, ("txt",))
    assert [path.name for path in made.written] == [
        "letter-Exo-A.txt",
        "letter-exo-a-2.txt",
        "letter-Exo-A-2-2.txt",
        "letter-EXO-A-3.txt",
    ]
    assert "exo/a" in made.written[1].read_text(encoding="utf-8")


def test_an_edited_letter_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "letters"
    first = write_letters([RICH, request_dossiers.met()], folder, ("txt", "docx"))
    assert first.silent == ("Aurel Exo",) and not first.kept
    assert {path.name for path in folder.iterdir()} == {path.name for path in first.written}
    edited = first.written[0]
    edited.write_text("Dear Ms Roe,", encoding="utf-8")
    again = write_letters([RICH], folder, ("txt", "docx"))
    assert again.kept == (edited,) and again.written == (first.written[1],)
    assert edited.read_text(encoding="utf-8") == "Dear Ms Roe,"


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter-Lumen-Exo-ampoule.txt").symlink_to(outside)
    made = write_letters([RICH], folder, ("txt",))
    assert made.kept and not made.written and not outside.exists()


def test_standards_are_named_before_their_identifiers() -> None:
    studies = load_rules().studies
    given = (
        "doi:10.1080/20013078.2018.1535750",
        "doi:10.1002/JEV2.12404",
        "pmc:PMC10850029",
        "guidance:SDS-1",
        "doi:10.9/none",
    )
    assert named_standards(given, studies) == (
        "guidance:MISEV2018 (doi:10.1080/20013078.2018.1535750)",
        "doi:10.1080/20013078.2018.1535750",
        "guidance:MISEV2023 (doi:10.1002/JEV2.12404)",
        "doi:10.1002/JEV2.12404",
        "pmc:PMC10850029",
        "guidance:SDS-1",
        "doi:10.9/none",
    )
    assert named_standards((), studies) == ()
