"""Mails and saved web pages: what was written is one document, what was attached are others."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest
from capture_labels import document, pdf, picture, saved

from labelcheck.capture import CaptureError, unpacked
from labelcheck.models import Skip, Source


def mail(text: str = "", page: str = "", subject: str = "Spec of the serum") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", subject
    if text:
        message.set_content(text)
    if page:
        (message.add_alternative if text else message.set_content)(page, subtype="html")
    return message


def names(message: EmailMessage, name: str = "m.eml") -> list[str]:
    return [each.name for each in unpacked(Source(name=name, data=message.as_bytes()))]


def test_subject_then_text() -> None:
    found = document("m.eml", mail("> Store at 2–8 °C\n> and dark", subject="엑소좀 serum").as_bytes())
    assert (found.kind, found.reader, found.pages) == ("email", "mail", ())
    assert found.text.strip() == "엑소좀 serum\n\nStore at 2–8 °C\nand dark"
    assert found.languages == ("en", "ko") or "ko" in found.languages


def test_plain_text_is_preferred_unless_it_leaves_something_out() -> None:
    both = document("m.eml", mail("Keep it cold, please. " * 12, "<p>Keep it <b>cold</b>").as_bytes())
    assert "Keep it cold, please." in both.text
    raised = document("m.eml", mail("1 x 1010 particles", "<p>1 x 10<sup>10</sup> particles</p>").as_bytes())
    assert "10¹⁰" in raised.text and "1010" not in raised.text
    stub = document("m.eml", mail("View online.", f"<p>{'Keep it cold. ' * 20}</p>").as_bytes())
    assert "Keep it cold." in stub.text
    page = document("m.eml", mail(page="<p>Only a page</p>").as_bytes())
    assert page.text.endswith("Only a page")


def test_flowing_lines_are_joined() -> None:
    message = mail("Store in the \nfridge.\n-- \nAnn")
    message.set_param("format", "flowed")
    assert "Store in the fridge.\n--" in document("m.eml", message.as_bytes()).text


def test_a_mail_is_known_by_its_content() -> None:
    assert document("message", mail("Cold").as_bytes()).kind == "email"
    assert document("label.txt", b"Subject: the serum\nFrom: Seoul\n\nCold").kind == "text"
    assert document("label", b"Subject: the serum\nIngredients: water").kind == "text"


def test_attachments_are_documents_of_the_same_product() -> None:
    message = mail("See attached.")
    message.add_attachment(pdf((40, 500, "Store cold")), maintype="application", subtype="pdf", filename="coa.pdf")
    message.add_attachment(saved(picture(["x"])), maintype="image", subtype="png", filename="../사진\n.png")
    message.add_attachment(b"BEGIN:VCARD", maintype="text", subtype="x-vcard", filename="a.vcf")
    message.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="broken.zip")
    message.add_attachment("Cold chain", filename="note.txt")
    message.add_attachment("Cold chain", filename="note.txt")
    forwarded = mail("Keep dark", subject="Older")
    message.add_attachment(forwarded)
    found = unpacked(Source(name="m.eml", data=message.as_bytes()))
    assert [each.name for each in found] == [
        "m.eml",
        "m.eml/coa.pdf",
        "m.eml/사진 .png",
        "m.eml/broken.zip",
        "m.eml/note.txt",
        "m.eml/note (2).txt",
        "m.eml/mail 6.eml",
    ]
    assert [each.name for each in found if isinstance(each, Skip)] == ["m.eml/broken.zip"]
    last = found[-1]
    assert isinstance(last, Source) and last.data is not None
    assert document(last.name, last.data).text.split() == ["Older", "Keep", "dark"]


def test_a_picture_in_the_text_is_an_attachment_and_a_logo_is_not() -> None:
    import os

    message = mail(page='<p>Photo:<img src="cid:photo"><img src="cid:logo">')
    for content, name in ((os.urandom(20_000), "photo"), (b"\x89PNG" * 9, "logo")):
        message.add_related(content, "image", "png", cid=f"<{name}>")
    message.add_attachment(b"\x89PNG" * 9, maintype="image", subtype="png", filename="small.png")
    assert names(message) == ["m.eml", "m.eml/attachment 1.png", "m.eml/small.png"]


def test_a_mail_without_text_points_to_what_is_attached() -> None:
    message = mail(subject="")
    message.add_attachment("Cold", filename="note.txt")
    assert "attached" in document("m.eml", message.as_bytes()).warnings[0]


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://shop.example/serum
Subject: Serum
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b"

----b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://shop.example/serum

<html><head><meta charset=3D"utf-8"></head><body><p>Store at 2=E2=80=938 =C2=B0C, 10<sup>9</sup> par=
ticles</p></body></html>
----b
Content-Type: text/html
Content-Location: https://ads.example/frame

<html><body>An advertisement</body></html>
----b--
"""


@pytest.mark.parametrize("name", ["serum.mhtml", "serum.mht", "serum"])
def test_a_web_page_saved_as_one_file(name: str) -> None:
    found = document(name, SAVED.replace("\n", "\r\n").encode())
    assert (found.kind, found.text) == ("html", "Store at 2–8 °C, 10⁹ particles")
    assert [each.name for each in unpacked(Source(name=name, data=SAVED.encode()))] == [name]


def test_encrypted_and_broken_mails_have_their_sentence() -> None:
    for kind, cause in (("application/pkcs7-mime", "encrypted"), ("multipart/encrypted; boundary=x", "encrypted")):
        with pytest.raises(CaptureError, match=cause):
            document("m.eml", f"From: a@b.c\nMIME-Version: 1.0\nContent-Type: {kind}\n\n--x\n\nabc".encode())
    with pytest.raises(CaptureError, match="no page"):
        document("a.mht", b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\np{}\n--x--")


@pytest.mark.parametrize(
    "data",
    [
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
        b"Content-Type: message/rfc822\n\n" * 5000,
        b"Content-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n!!!" * 2,
        b"Content-Type: multipart/mixed\n\nno boundary",
        b"Content-Type: text/plain; charset*=x''%ff; name*0*=a; name*=b\n\nx",
        b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\nx",
        b"X: " + b"a " * 500_000 + b"\n\nx",
    ],
)
def test_hostile_mails_cost_one_message_at_most(data: bytes) -> None:
    start = time.perf_counter()
    data = b"From: a@b.c\nMIME-Version: 1.0\n" + data
    try:
        found = document("m.eml", data)
    except CaptureError as error:
        assert error.cure
    else:
        assert found.kind == "email"
    assert unpacked(Source(name="m.eml", data=data))
    assert time.perf_counter() - start < 20
