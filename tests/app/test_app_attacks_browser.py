"""Every attack, wherever a visitor can put words: none of them lives in a page of the app or in the report taken home.

Several attacks go in together; each must still be seen as the characters that it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from attacks import ATTACKS, MARK
from browser import Visit

from labelcheck.capture.characters import normalised
from labelcheck.evaluate import read_all
from labelcheck.models import CaptureSettings, Source
from labelcheck.report.printable import one_line
from labelcheck.samples import sample

SENT = [attack for name, attack in ATTACKS.items() if name != "surrogate"]
"""A browser sends no lone surrogate: it becomes U+FFFD on its way."""
NAMES = [attack for attack in SENT if not re.search(r"[\x00-\x1f\x7f]", attack) and len(attack) < 200]
"""What a file can be called, where a stranger made its name up."""
WRITTEN = [attack for attack in SENT if "\x00" not in attack]
"""What a text file can hold: with a NUL in it, it is refused."""
SCENT = "Stem cell exosomes. It heals melasma."
_JOINER = "\u2060"
LIVING = """mark => {
  const aims = /zzpwned|203\\.0\\.113\\.9|javascript:|data:text\\/html|etc\\/passwd/i;
  const acting = /^(on|href$|src$|srcdoc$|action$|content$|xlink:href$|style$|autofocus$)/i;
  const walk = root => [...root.querySelectorAll('*')].flatMap(each => [
    ...[...each.attributes].filter(one => acting.test(one.name) && aims.test(one.value)).map(() => each),
    ...(each.matches('script, style') && aims.test(each.textContent) ? [each] : []),
    ...(each.matches('style') && each.textContent.includes('*{display:none') ? [each] : []),
    ...(each.matches('.katex, base, meta[http-equiv=refresh], iframe, math, [autofocus]') ? [each] : []),
    ...(each.shadowRoot ? walk(each.shadowRoot) : [])]);
  const ran = window[mark] === undefined ? [] : ['a script was run'];
  return [...ran, ...walk(document).map(each => each.outerHTML.slice(0, 200))];
}"""
MADE = ("strong:text-is('bold')", "em:text-is('it')", "code:text-is('code')", "h1:text-is('Heading')", "b:text-is('x')")


def _living(page: Any) -> list[str]:
    """What an attack made of itself in this page: a script that ran, an element, an address."""
    found = [str(each) for each in page.evaluate(LIVING, MARK)]
    return found + [made for made in MADE if page.locator(made).count()]


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(_JOINER, ""))


def _unseen(shown: str | None, attacks: Iterable[str]) -> list[str]:
    """The attacks of which not every character is shown."""
    whole = _words(shown or "")
    return [attack for attack in attacks if _words(one_line(attack)) not in whole]


def _as_read(attacks: Iterable[str]) -> list[str]:
    """Attacks as the words of a label: reading leaves out characters that only steer and cannot be seen."""
    read = read_all([Source(name=f"{number}", text=attack) for number, attack in enumerate(attacks)], CaptureSettings())
    return [document.text.strip() for document in read.documents]


def _packed(attacks: Iterable[str], most: int) -> list[str]:
    """Attacks, as many in one as fit into ``most`` characters."""
    packs: list[str] = []
    for attack in map(one_line, attacks):
        if packs and len(packs[-1]) + 3 + len(attack) <= most:
            packs[-1] += f" · {attack}"
        else:
            packs.append(attack[:most])
    return packs


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Visit]:
    """A visitor who is nowhere else than on this machine at the end, and whom nothing has asked anything."""
    visitor = Visit(chromium, address, reduced_motion="reduce")
    yield visitor
    hosts = {urlsplit(url).hostname for url in visitor.requests if not url.startswith(("data:", "blob:", "file:"))}
    told = visitor.dialogs
    visitor.context.close()
    assert hosts == {"127.0.0.1"}
    assert told == []


def _report_at_home(visit: Visit, folder: Path) -> Any:
    """The report as a web page, saved and opened in a tab of its own."""
    with visit.page.expect_download() as waiting:
        visit.page.locator("[data-testid=stDownloadButton] button").filter(has_text="Report as web page").click()
    assert re.fullmatch(r"[\w-]+\.html", waiting.value.suggested_filename), waiting.value.suggested_filename
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    tab = visit.context.new_page()
    tab.on("dialog", lambda dialog: visit.dialogs.append(dialog.message) or dialog.dismiss())
    tab.goto(file.as_uri())
    tab.evaluate("() => document.querySelectorAll('details').forEach(part => { part.open = true })")
    return tab


def _called(names: Iterable[str], suffix: str) -> list[str]:
    """Names of files as they are shown: a browser sends a quotation mark as ``%22``."""
    return [f"{name}{suffix}" for name in _as_read(name.replace('"', "%22") for name in names)]


def _file(name: str, text: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def test_this_file_would_see_an_attack_that_lives(visit: Visit) -> None:
    page = visit.context.new_page()
    page.route("**/*", lambda route: route.abort())
    for name in ("script", "img-onerror", "iframe", "style", "base", "math-href", "form"):
        page.set_content(f"<body>{ATTACKS[name]}</body>")
        page.wait_for_timeout(50)
        assert _living(page), name
    page.close()
    visit.requests = [url for url in visit.requests if "203.0.113.9" not in url]


def test_words_and_names_of_files(visit: Visit, tmp_path: Path) -> None:
    """Each attack is a file's name and its words, read together as one product."""
    page = visit.page
    files = [_file(f"{attack}.txt", f"{SCENT} {attack}") for attack in NAMES]
    rest = "\n".join(f"{SCENT} {attack}" for attack in WRITTEN if attack not in NAMES)
    page.locator("input[type=file]").first.set_input_files([*files, _file("rest.txt", rest)])
    visit.answered()
    visit.unfold()
    shown = page.locator("[data-testid=stMain]").inner_text()
    assert _unseen(shown, _as_read(WRITTEN)) == []
    assert _unseen(shown, [f"read in {name}" for name in _called(NAMES, ".txt")]) == []
    assert _living(page) == []
    page.locator(".st-key-actions [data-testid=stPopover] button").click()
    tab = _report_at_home(visit, tmp_path)
    text = tab.locator("body").inner_text()
    assert _unseen(text, _called(NAMES, ".txt")) == []
    assert _living(tab) == []


def test_copy_that_is_audited_and_reasons_for_dismissing(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{page.url.rstrip('/')}/audit")
    page.get_by_label("Text to audit").fill("\n".join(f"It heals melasma. {attack}" for attack in SENT))
    page.get_by_role("button", name="Audit this text").click()
    page.locator(".lc-audit-head h1").wait_for()
    page.locator("[data-testid=stDownloadButton]").first.wait_for()
    visit.still()
    assert _unseen(page.locator(".lc-copy").inner_text(), _as_read(SENT)) == []
    assert _living(page) == []
    reasons = _packed(SENT, 480)
    for number, reason in enumerate(reasons, 1):
        card = page.locator(".lc-finding").first.get_attribute("id")
        page.get_by_role("button", name="Not a problem, because").first.click()
        page.locator("[data-testid=stPopoverBody] input[value='']").fill(reason)
        page.keyboard.press("Enter")
        told = "One is dismissed" if number == 1 else f"{number} are dismissed"
        page.locator(".lc-audit-head .lc-note").filter(has_text=told).wait_for()
        page.locator(f"#{card}").wait_for(state="detached")
        visit.still()
    page.locator(".st-key-audit-filters summary").click()
    visit.still()
    page.get_by_text("Show dismissed").click()
    page.locator(".lc-away").first.wait_for()
    visit.still()
    assert _unseen(page.locator("[data-testid=stMain]").inner_text(), reasons) == []
    assert _living(page) == []
    tab = _report_at_home(visit, tmp_path)
    text = tab.locator("body").inner_text()
    assert _unseen(text, reasons) == [] and _unseen(text, _as_read(SENT)) == []
    assert _living(tab) == []


def test_the_name_that_a_visitor_gives_and_the_text_as_corrected(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    visit.upload("front.txt", SCENT)
    text = "\n".join([f"Human adipose {SCENT}", *SENT])
    names = _packed(SENT, 200)
    for number, name in enumerate(names):
        page.get_by_role("button", name="Correct a misreading").click()
        field = page.get_by_role("textbox", name="Name of the product")
        field.fill(name)
        if number == len(names) - 1:
            page.get_by_role("textbox", name="Text as it was read").fill(text)
        page.get_by_role("button", name="Check again").click()
        page.locator("[role=dialog]").wait_for(state="detached")
        page.locator(".lc-title").filter(has_text=name[:20]).wait_for()
        visit.answered()
        assert _unseen(page.locator(".lc-title").inner_text(), [name]) == []
        assert _living(page) == []
    page.locator(".lc-changes").wait_for()
    visit.unfold()
    assert _unseen(page.locator("[data-testid=stMain]").inner_text(), map(normalised, SENT)) == []
    page.locator(".st-key-actions [data-testid=stPopover] button").click()
    tab = _report_at_home(visit, tmp_path)
    assert _unseen(tab.locator("body").inner_text(), names[-1:]) == []
    assert _living(tab) == []


def test_names_of_pictures_of_refused_files_and_of_things_looked_up(visit: Visit) -> None:
    """Where a name stands alone: under a picture and in its words for the blind, in refusals, in answers to a link."""
    page = visit.page
    home = page.url.rstrip("/")
    data = sample("insert").path("pdf").read_bytes()
    packs = _packed(NAMES, 170)
    page.locator("input[type=file]").first.set_input_files(
        [{"name": f"{pack}.pdf", "mimeType": "application/pdf", "buffer": data} for pack in packs]
    )
    visit.answered()
    page.locator(".st-key-label [role=combobox]").first.click()
    page.get_by_role("option").nth(1).wait_for()
    quotations = page.get_by_role("option").all_inner_texts()
    assert not [words for words in quotations if "\\" in words], "an option of a list knows no Markdown"
    page.keyboard.press("Escape")
    caption, chooser = page.locator(".lc-caption"), page.locator(".st-key-label [role=combobox]").nth(1)
    for name in _called(packs, ".pdf"):
        chooser.focus()
        page.keyboard.type(name[:40])
        option = page.get_by_role("option").first
        assert _unseen(option.inner_text(), [name]) == []
        page.keyboard.press("Enter")
        caption.filter(has_text=name[:40]).wait_for()
        visit.still()
        picture = page.locator(".st-key-label img").first
        picture.and_(page.get_by_alt_text(name)).wait_for()
        assert _unseen(caption.inner_text(), [name]) == []
        assert _living(page) == []
    page.goto(f"{home}/audit")
    page.get_by_label("Text to audit").wait_for()
    page.locator("input[type=file]").first.set_input_files([_file(f"{name}.txt", " ") for name in NAMES])
    refused = page.locator(".lc-skips")
    refused.wait_for()
    visit.still()
    assert _unseen(refused.inner_text(), _called(NAMES, ".txt")) == []
    assert _living(page) == []
    for place in ("evidence", "rules"):
        page.goto(f"{home}/{place}?id={quote(' '.join(SENT))}")
        warning = page.locator("[data-testid=stAlert]")
        warning.wait_for()
        visit.still()
        assert _unseen(warning.inner_text(), SENT) == []
        assert _living(page) == []
