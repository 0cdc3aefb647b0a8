"""Products from folders, archives and uploads: bad input is a clear line each and never stops the rest."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest
from shelves import BROKEN, FIRM, TODAY, VAGUE, archive, encrypted, folder, named

from labelcheck.capture import unpacked
from labelcheck.compare import (
    MOST_FILES,
    MOST_PRODUCTS,
    Lengths,
    Product,
    Products,
    compare,
    products_in,
    products_of,
)
from labelcheck.compare.export import comparison_json
from labelcheck.compare.products import MOST_OF_ONE
from labelcheck.dossiers import Comparison, Dossier
from labelcheck.models import CaptureSettings, Skip, Source

CHECKLIST = "tetrapod-2026"


def files(products: Products) -> dict[str, list[str]]:
    return {product.name: [source.name for source in product.sources] for product in products.products}


def reasons(products: Products) -> dict[str, str]:
    return {skip.name: skip.reason for skip in products.skipped}


def compared(products: Products) -> Comparison:
    return compare(products, checklist=CHECKLIST, today=TODAY)


def row(comparison: Comparison, name: str) -> Dossier:
    return next(dossier for dossier in comparison.dossiers if dossier.name == name)


def outcomes(dossier: Dossier) -> dict[str, str | None]:
    return {cell.id: cell.outcome for cell in dossier.cells}


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_each_sub_folder_and_each_file_of_a_folder_is_a_product(tmp_path: Path) -> None:
    root = folder(
        tmp_path / "set",
        {
            "B/label.txt": FIRM,
            "B/papers/old/coa.txt": "x",
            "A/label.txt": VAGUE,
            "single.txt": FIRM,
            "A/.DS_Store": "x",
            "A/Thumbs.db": "x",
        },
    )
    assert files(products_in([root])) == {
        "single": ["single.txt"],
        "A": ["label.txt"],
        "B": ["label.txt", "papers/old/coa.txt"],
    }


def test_of_several_folders_one_without_sub_folders_is_a_product(tmp_path: Path) -> None:
    root = folder(tmp_path, {"A/label.txt": FIRM, "A/coa.txt": "x", "set/B/label.txt": FIRM, "set/C/label.txt": FIRM})
    assert list(files(products_in([root / "A", root / "set"]))) == ["A", "B", "C"]
    assert list(files(products_in([root / "A"]))) == ["coa", "label"]


@pytest.mark.parametrize(
    ("names", "products"),
    [
        (["A/x.txt", "B/x.txt"], {"A": ["x.txt"], "B": ["x.txt"]}),
        (["suppliers/A/x.txt", "suppliers/B/deep/x.txt"], {"A": ["x.txt"], "B": ["deep/x.txt"]}),
        (["front.txt", "coa.txt"], {"set": ["coa.txt", "front.txt"]}),
        (["Serum/front.txt", "Serum/coa.txt"], {"Serum": ["coa.txt", "front.txt"]}),
        (["Serum/front.txt", "Serum/papers/coa.txt"], {"Serum": ["front.txt", "papers/coa.txt"]}),
        (["s/A/x.txt", "s/B/x.txt", "s/readme.txt"], {"readme": ["readme.txt"], "A": ["x.txt"], "B": ["x.txt"]}),
        (["A\\x.txt", "B\\x.txt"], {"A": ["x.txt"], "B": ["x.txt"]}),
        (["A/x.txt", "A/x.txt"], {"A": ["x.txt", "x (2).txt"]}),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_folders_of_an_archive_are_products(tmp_path: Path, names: list[str], products: dict[str, list[str]]) -> None:
    data = archive(*((named(name), FIRM) for name in names))
    path = saved(tmp_path / "set.zip", data)
    assert {name: sorted(inside) for name, inside in files(products_in([path])).items()} == {
        name: sorted(inside) for name, inside in products.items()
    }
    assert files(products_of([Source(name="set.zip", data=data)])) == files(products_in([path]))


def test_the_same_products_in_a_folder_and_in_an_archive_compare_alike(tmp_path: Path) -> None:
    content = {"A/label.txt": FIRM, "B/label.txt": VAGUE, "B/torn.pdf": BROKEN, "C/label.txt": "Exosome serum"}
    root = folder(tmp_path / "set", content)
    packed = saved(tmp_path / "set.zip", archive(*content.items()))
    assert compared(products_in([root])) == compared(products_in([packed]))


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.txt", "A/../../x.txt", "/etc/x.txt", "C:/Windows/x.txt", "C:\\Windows\\x.txt", "..\\x.txt"],
)
def test_a_name_that_leads_out_of_an_archive_is_a_line_and_the_rest_is_compared(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / "set.zip", archive((named(name), FIRM), ("A/label.txt", FIRM), ("B/label.txt", VAGUE)))
    found = products_in([path])
    assert files(found) == {"A": ["label.txt"], "B": ["label.txt"]}
    (reason,) = reasons(found).values()
    assert "leads out of the archive" in reason
    assert sorted(each.name for each in tmp_path.iterdir()) == ["set.zip"]


def test_a_bomb_is_a_line_and_never_inflated(tmp_path: Path) -> None:
    bomb = b"\0" * 40_000_000
    path = saved(tmp_path / "set.zip", archive(("A/bomb.txt", bomb), ("A/label.txt", FIRM), ("B/label.txt", FIRM)))
    del bomb
    tracemalloc.start()
    comparison = compared(products_in([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    (skip,) = row(comparison, "A").skipped
    assert skip.name == "bomb.txt" and "unpacks to far more" in skip.reason
    assert outcomes(row(comparison, "A"))["source"] == "met" == outcomes(row(comparison, "B"))["source"]
    assert peak < 40_000_000


def test_all_files_of_an_archive_together_have_a_limit() -> None:
    data = archive(*((f"{number:02d}/label.txt", FIRM.ljust(900)) for number in range(40)))
    settings = CaptureSettings(max_bytes=1_000)
    comparison = compare(
        products_of([Source(name="set.zip", data=data)], settings), checklist=CHECKLIST, settings=settings
    )
    read = [bool(dossier.papers) for dossier in comparison.dossiers]
    assert read == [True] * 36 + [False] * 4
    assert "more than is read at once" in comparison.dossiers[-1].skipped[0].reason
    assert products_of([Source(name="set.zip", data=data)], CaptureSettings(max_bytes=100)).skipped[0].name == "set.zip"


def test_an_archive_that_cannot_be_opened_belongs_to_no_product(tmp_path: Path) -> None:
    torn = saved(tmp_path / "torn.zip", archive(("A/label.txt", FIRM))[:60])
    whole = saved(tmp_path / "whole.zip", archive(("A/label.txt", FIRM)))
    found = products_in([torn, whole])
    assert list(files(found)) == ["A"]
    assert "cannot be opened" in reasons(found)["torn.zip"]


def test_a_protected_archive_is_a_row_with_the_reason(tmp_path: Path) -> None:
    path = saved(tmp_path / "set.zip", encrypted(archive(("A/label.txt", FIRM), ("B/label.txt", FIRM))))
    comparison = compared(products_in([path]))
    for dossier in comparison.dossiers:
        assert "password" in dossier.skipped[0].reason
        assert set(outcomes(dossier).values()) == {"unreadable"} and dossier.verdict == "unreadable"


def test_an_archive_inside_another_is_a_line(tmp_path: Path) -> None:
    inner = archive(("label.txt", FIRM))
    path = saved(tmp_path / "set.zip", archive(("A/inner.zip", inner), ("A/label.txt", FIRM), ("B/label.txt", FIRM)))
    comparison = compared(products_in([path]))
    (skip,) = row(comparison, "A").skipped
    assert "archive inside another" in skip.reason
    root = folder(tmp_path / "folder", {"C/papers.zip": archive(("label.txt", FIRM)), "C/front.txt": VAGUE})
    assert [paper.name for paper in row(compared(products_in([root])), "C").papers] == [
        "front.txt",
        "papers.zip/label.txt",
    ]


def test_links_are_lines_and_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Rose exosomes 5 billion per mL")
    root = folder(tmp_path / "set", {"A/label.txt": VAGUE})
    (root / "A" / "link.txt").symlink_to(secret)
    (root / "A" / "loop").symlink_to(root)
    dossier = row(compared(products_in([root])), "A")
    assert [paper.name for paper in dossier.papers] == ["label.txt"]
    assert {skip.name for skip in dossier.skipped} == {"link.txt", "loop"}
    assert all("link" in skip.reason for skip in dossier.skipped)
    link = named("A/link.txt", external_attr=0o120777 << 16)
    path = saved(tmp_path / "set.zip", archive((link, b"/etc/passwd"), ("A/label.txt", VAGUE)))
    (skip,) = row(compared(products_in([path])), "A").skipped
    assert skip.name == "link.txt" and "link" in skip.reason


def test_500_documents_are_compared_and_beyond_the_limits_it_says_so(tmp_path: Path) -> None:
    many = archive(*((f"{number:03d}/{part}.txt", "x") for number in range(250) for part in "ab"))
    found = products_of([Source(name="set.zip", data=many)])
    assert len(found.products) == 250 and not found.skipped
    too_many = archive(*((f"{number:04d}/a.txt", "x") for number in range(MOST_PRODUCTS + 7)))
    found = products_of([Source(name="set.zip", data=too_many)])
    assert len(found.products) == MOST_PRODUCTS
    (skip,) = found.skipped
    assert "500 products" in skip.reason and "7 products were left out" in skip.reason
    full = archive(*((f"{number:03d}/{part}.txt", "x") for number in range(15) for part in range(150)))
    found = products_of([Source(name="set.zip", data=full)])
    assert sum(isinstance(source, Source) for each in found.products for source in each.sources) == MOST_FILES
    assert any("2,000 files" in source.reason for source in found.products[-1].sources if isinstance(source, Skip))
    crowd = archive(*((f"A/{number:03d}.txt", "x") for number in range(205)), ("B/a.txt", "x"))
    found = products_of([Source(name="set.zip", data=crowd)])
    (last,) = [source for source in found.products[0].sources if isinstance(source, Skip)]
    assert "more than 200 files" in last.reason and "5 files were not read" in last.reason
    assert found.products[1].name == "B"


def test_two_products_of_one_name_are_told_apart(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", {"Serum/label.txt": FIRM, "Other/label.txt": FIRM})
    two = folder(tmp_path / "two", {"Serum/label.txt": VAGUE, "Serum (2)/label.txt": VAGUE})
    found = products_in([one, two])
    assert [product.name for product in found.products] == ["Other", "Serum", "Serum (2)", "Serum (2) (2)"]
    assert len(found.notices) == 2 and "“Serum”" in found.notices[0]
    assert compared(found).notices == found.notices
    assert json.loads(comparison_json(compared(found)))["notices"] == list(found.notices)


def test_each_product_is_opened_with_its_own_password() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    def locked(password: str) -> tuple[Source, ...]:
        target = io.BytesIO()
        page = Canvas(target, encrypt=StandardEncryption(password, "owner"))
        page.drawString(40, 500, "Rose exosomes. Store at 2-8 C.")
        page.save()
        return (Source(name="label.pdf", data=target.getvalue()),)

    products = [Product("A", locked("one")), Product("B", locked("two")), Product("C", locked("three"))]
    made = compare(products, checklist=CHECKLIST, passwords={"A": "one", "B": "TWO"}, today=TODAY)
    assert [[skip.needs for skip in each.skipped] for each in made.dossiers] == [[], ["password"], ["password"]]
    assert outcomes(row(made, "A"))["cold-storage"] == "met"
    assert "not right" in row(made, "B").skipped[0].reason
    wider = CaptureSettings(password="three")
    made = compare(products, checklist=CHECKLIST, settings=wider, passwords={"A": "one"}, today=TODAY)
    assert [len(each.skipped) for each in made.dossiers] == [0, 1, 0]


def test_empty_folders_and_missing_paths_are_lines(tmp_path: Path) -> None:
    root = folder(tmp_path / "set", {"A/label.txt": FIRM, "Hidden/.x": "x"})
    (root / "Empty" / "Deeper").mkdir(parents=True)
    (tmp_path / "bare").mkdir()
    found = products_in([root, tmp_path / "bare", tmp_path / "gone", Path("nul\0byte")])
    assert list(files(found)) == ["A"]
    assert set(reasons(found)) == {"set/Empty", "set/Hidden", "bare", str(tmp_path / "gone"), "nulbyte"}
    data = archive(("A/label.txt", FIRM), ("Empty/", ""), ("B/label.txt", FIRM))
    assert reasons(products_of([Source(name="set.zip", data=data)])).keys() == {"set.zip/Empty"}
    assert "no file" in reasons(products_of([Source(name="none.zip", data=archive(("x/", "")))]))["none.zip"]


def test_hostile_names_become_one_harmless_line(tmp_path: Path) -> None:
    hostile = "\x1b[31mred\r\nlabelcheck: all fine\u202e"
    data = archive((named(f"{hostile}/a.txt"), FIRM), (named(f"{'x' * 400}/a.txt"), FIRM), ("<b>=1/a.txt", FIRM))
    names = [product.name for product in products_of([Source(name="set.zip", data=data)]).products]
    assert all(name.isprintable() and len(name) <= 100 for name in names)
    assert sorted(names) == ["<b>=1", "red labelcheck: all fine", "x" * 99 + "…"]


def test_names_that_look_alike_once_cleaned_stay_two_products(tmp_path: Path) -> None:
    for name in (b"\xff\xfe", b"\xfe\xff", b"A\x01", b"A"):
        folder(tmp_path, {f"{os.fsdecode(name)}/label.txt": FIRM})
    assert sorted(files(products_in([tmp_path]))) == ["(unnamed)", "(unnamed) (2)", "A", "A (2)"]
    data = archive((named("A\x01/x.txt"), FIRM), ("A/x.txt", VAGUE))
    assert len(products_of([Source(name="set.zip", data=data)]).products) == 2


def test_an_entry_without_a_name_costs_at_most_a_line() -> None:
    data = archive((named("\0q"), FIRM), ("A/label.txt", FIRM))
    assert files(products_of([Source(name="set.zip", data=data)])) == {"A": ["label.txt"]}
    assert [each.name for each in unpacked(Source(name="set.zip", data=data))] == ["set.zip/A/label.txt"]


def test_a_folder_with_one_broken_file_stands_with_the_reason(tmp_path: Path) -> None:
    root = folder(tmp_path, {"A/torn.pdf": BROKEN, "A/label.txt": FIRM, "B/torn.pdf": BROKEN, "C/label.txt": VAGUE})
    comparison = compared(products_in([root]))
    assert [dossier.name for dossier in comparison.dossiers] == ["A", "B", "C"]
    broken = row(comparison, "A")
    assert [skip.name for skip in broken.skipped] == ["torn.pdf"] and "damaged" in broken.skipped[0].reason
    assert outcomes(broken) == {
        "concentration": "met",
        "source": "met",
        "cold-storage": "met",
        "clinical-data": "unreadable",
    }
    unread = row(comparison, "B")
    assert set(outcomes(unread).values()) == {"unreadable"} and unread.verdict == "unreadable" and not unread.papers
    assert outcomes(row(comparison, "C"))["clinical-data"] == "not stated"


def test_uploads_of_a_folder_are_products_by_their_names(tmp_path: Path) -> None:
    uploads = [
        Source(name="suppliers/A/front.txt", data=FIRM.encode()),
        Source(name="suppliers/B/front.txt", data=VAGUE.encode()),
        Source(name="../../x.txt", data=b"x"),
        Source(name="C:\\fakepath\\single.txt", data=FIRM.encode()),
    ]
    found = products_of(uploads)
    assert set(files(found)) == {"A", "B", "single"}
    assert "leads out" in reasons(found)["../../x.txt"]


def test_files_of_an_archive_are_read_one_by_one(tmp_path: Path) -> None:
    """The bytes of all files together are never held: each is fetched when it is read."""
    large = [os.urandom(1_000_000).hex().encode() for _ in range(12)]
    path = saved(tmp_path / "set.zip", archive(*((f"{place:02d}/label.txt", text) for place, text in enumerate(large))))
    size = len(large[0])
    del large
    tracemalloc.start()
    found = products_in([path])
    for product in found.products:
        for source in product.sources:
            assert isinstance(source, Source) and unpacked(source) == [source]
            assert source.fetch is not None and len(source.fetch()) == size
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * size


def test_a_document_with_too_much_text_is_a_line_and_the_rest_is_compared() -> None:
    long = Source(name="long.txt", text="water " * 200)
    products = [
        Product("A", (long, Source(name="label.txt", text=FIRM))),
        Product("B", (Source(name="b.txt", text=FIRM),)),
    ]
    comparison = compare(products, checklist=CHECKLIST, today=TODAY, lengths=Lengths(product=1_000))
    first, second = comparison.dossiers
    (skip,) = first.skipped
    assert skip.name == "long.txt" and "more than 1,000 characters" in skip.reason
    assert [paper.name for paper in first.papers] == ["label.txt"] and not second.skipped
    assert "met" in outcomes(first).values()
    comparison = compare(products, checklist=CHECKLIST, today=TODAY, lengths=Lengths(together=len(FIRM) + 1_200))
    first, second = comparison.dossiers
    (skip,) = second.skipped
    assert not first.skipped and "all products together" in skip.reason and not second.papers
    assert "not stated" not in outcomes(second).values()


def test_a_comparison_is_called_off_between_reading_and_answering() -> None:
    class CalledOff(Exception):
        pass

    told: list[float] = []

    def progress(_phrase: str, share: float) -> None:
        told.append(share)
        if share == 1:
            raise CalledOff

    kept: list[str] = []
    with pytest.raises(CalledOff):
        compare(
            [Product("A", (Source(name="a.txt", text=FIRM),))],
            checklist=CHECKLIST,
            progress=progress,
            keep=lambda product, _: kept.append(product.name),
        )
    assert told[0] == 0 and not kept


def test_a_comparison_is_called_off_within_the_answering_of_one_document() -> None:
    class CalledOff(Exception):
        pass

    answering = 0

    def progress(_phrase: str, share: float) -> None:
        nonlocal answering
        answering += share == 1
        if answering == 40:
            raise CalledOff

    with pytest.raises(CalledOff):
        compare([Product("A", (Source(name="a.txt", text=FIRM),))], checklist=CHECKLIST, progress=progress)


def test_files_of_one_name_are_counted_on_and_only_those_that_are_read_are_named() -> None:
    crowd = [Source(name="p/a.txt", text=str(number)) for number in range(MOST_OF_ONE + 50)]
    (product,) = products_of([*crowd, Source(name="p/a (3).txt", text="x")]).products
    names = [source.name for source in product.sources if isinstance(source, Source)]
    assert len(names) == len(set(names)) == MOST_OF_ONE
    assert names[:4] == ["a (3).txt", "a.txt", "a (2).txt", "a (4).txt"]
    (last,) = [source for source in product.sources if isinstance(source, Skip)]
    assert "51 files were not read" in last.reason
