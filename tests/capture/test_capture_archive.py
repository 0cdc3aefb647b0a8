"""ZIP archives: each file in one is a document of the product, or a skip with its reason."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from capture_labels import document, pdf
from word_files import paragraph, word_file

from labelcheck import evaluate
from labelcheck.capture import CaptureError, unpacked
from labelcheck.models import CaptureSettings, Skip, Source


def archive(*files: tuple[str | zipfile.ZipInfo, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as container:
        for name, content in files:
            container.writestr(name, content)
    return target.getvalue()


def inside(data: bytes, **settings: int) -> tuple[list[str], dict[str, str]]:
    """Names of the sources, and the skips with their reasons."""
    found = unpacked(Source(name="a.zip", data=data), CaptureSettings(**settings))
    skips = {each.name: each.reason for each in found if isinstance(each, Skip)}
    return [each.name for each in found if isinstance(each, Source)], skips


def test_files_become_sources_and_what_systems_add_does_not(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    data = archive(
        ("front.txt", "Cold"),
        ("docs/", b""),
        ("docs/coa.pdf", pdf((40, 500, "Pass"))),
        ("docs/label.docx", word_file(paragraph("Serum"))),
        ("__MACOSX/._front.txt", b"\x00"),
        (".DS_Store", b"\x00"),
        ("docs/Thumbs.db", b"\x00"),
        ("page_files/look.css", b"p{}"),
        (link, b"/etc/passwd"),
    )
    assert inside(data) == (["a.zip/front.txt", "a.zip/docs/coa.pdf", "a.zip/docs/label.docx"], {})
    (tmp_path / "a.zip").write_bytes(data)
    assert len(unpacked(Source(name="a.zip", path=tmp_path / "a.zip"))) == 3
    (tmp_path / "a.txt").write_text("x")
    plain = Source(name="a.txt", path=tmp_path / "a.txt")
    assert unpacked(plain) == [plain]
    assert unpacked(Source(name="gone", path=tmp_path / "gone"))[0].name == "gone"


def test_the_files_are_one_product() -> None:
    data = archive(
        ("front.txt", "Rose exosomes"),
        ("back.txt", "Store at 2-8 °C."),
        ("list.xlsx", archive(("xl/workbook.xml", ""))),
    )
    found = evaluate([Source(name="a.zip", data=data)])
    assert [each.name for each in found.documents] == ["a.zip/front.txt", "a.zip/back.txt"]
    assert any(claim.document == 1 for claim in found.claims)


def test_hostile_names_are_cleaned() -> None:
    long = "x" * 5000 + ".txt"
    names = [
        "../../etc/a.txt",
        "/abs/b.txt",
        "C:\\dir\\c.txt",
        "d\x1b[31m\n.txt",
        "e.txt",
        "./e.txt",
        long,
        "\u202efdp.txt",
    ]
    sources, skips = inside(archive(*((name, "x") for name in names)))
    assert not skips
    assert sources[:6] == [
        "a.zip/etc/a.txt",
        "a.zip/abs/b.txt",
        "a.zip/dir/c.txt",
        "a.zip/d .txt",
        "a.zip/e.txt",
        "a.zip/e (2).txt",
    ]
    assert all(name.isprintable() and len(name) < 400 and name.endswith(".txt") for name in sources)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_names_in_other_encodings(encoding: str) -> None:
    name = "성분표.txt"
    data = archive(("AAAAAAAAAAAAAA"[: len(name.encode(encoding))], "x"))
    data = data.replace(b"A" * len(name.encode(encoding)), name.encode(encoding))
    assert inside(data) == (["a.zip/성분표.txt"], {})
    assert inside(archive(("été.txt", "x")))[0] == ["a.zip/été.txt"]


def encrypted(data: bytes) -> bytes:
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark) + place
        data = data[:start] + b"\x01\x00" + data[start + 2 :]
    return data


def test_each_bad_member_is_a_skip_and_the_others_are_read() -> None:
    nested = archive(("x.txt", "x"))
    data = archive(
        ("nested.zip", nested), ("table.xlsx", archive(("xl/workbook.xml", "x"))), ("a.rar", b"Rar!\x1a\x07")
    )
    sources, skips = inside(data)
    assert sources == []
    assert "archive inside another" in skips["a.zip/nested.zip"]
    assert "Excel" in skips["a.zip/table.xlsx"] and "RAR" in skips["a.zip/a.rar"]
    assert "password; unpack it" in inside(encrypted(archive(("a.txt", "x"))))[1]["a.zip/a.txt"]
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "unusual way" in inside(archive(("a.txt", "x"), method=method))[1]["a.zip/a.txt"]
    wrong = archive(("a.txt", "AAAA"), ("b.txt", "BBBB"), method=zipfile.ZIP_STORED).replace(b"AAAA", b"AAAB")
    assert inside(wrong)[0] == ["a.zip/b.txt"] and "damaged" in inside(wrong)[1]["a.zip/a.txt"]


def test_a_mail_inside_is_opened_once() -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.c", "Spec"
    message.set_content("Cold")
    message.add_attachment("Dark", filename="note.txt")
    assert inside(archive(("m.eml", message.as_bytes())))[0] == ["a.zip/m.eml", "a.zip/m.eml/note.txt"]


def test_limits_come_before_inflating() -> None:
    start = time.perf_counter()
    bomb = archive(("bomb.txt", b" " * 40 * 2**20), ("a.txt", "x"))
    sources, skips = inside(bomb)
    assert sources == ["a.zip/a.txt"] and "far more" in skips["a.zip/bomb.txt"]
    many = archive(*((f"{number}.txt", "x") for number in range(230)))
    sources, skips = inside(many)
    assert len(sources) == 200 and "more than 200 files" in skips["a.zip"] and "30 files" in skips["a.zip"]
    big = archive(*((f"{number}.txt", "cold " * 380) for number in range(9)))
    sources, skips = inside(big, max_bytes=2000)
    assert len(sources) == 4
    assert any("read at once" in reason or "far more" in reason for reason in skips.values())
    entries = archive(*((f"{number}", "") for number in range(6000)))
    with pytest.raises(CaptureError, match="more than 5,000 files"):
        document("a.zip", entries)
    assert time.perf_counter() - start < 20


def test_sizes_that_lie() -> None:
    data = archive(("a.txt", b" " * 30 * 2**20))
    place = data.index(b"PK\x01\x02") + 24
    data = data[:place] + struct.pack("<I", 10) + data[place + 4 :]
    sources, skips = inside(data)
    assert sources == [] and len(skips) == 1


@pytest.mark.parametrize("data", [archive(("a.txt", "x"))[:-10], b"PK\x03\x04" + b"x" * 99, archive()])
def test_damaged_and_empty_archives(data: bytes) -> None:
    found = evaluate([Source(name="a.zip", data=data)])
    assert len(found.skipped) == 1 and found.skipped[0].name == "a.zip" and ";" in found.skipped[0].reason


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_one_name_are_numbered_on_past_a_name_that_is_taken() -> None:
    names, skips = inside(archive(*((name, "x") for name in ("e.txt", "e (2).txt", "e.txt", "e.txt", "e (2).txt"))))
    assert names == ["a.zip/e.txt", "a.zip/e (2).txt", "a.zip/e (3).txt", "a.zip/e (4).txt", "a.zip/e (2) (2).txt"]
    assert not skips
