"""Where a product comes in: files, the camera, pasted text, or a sample that comes with the package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from labelcheck.capture import prepare
from labelcheck.language import noted, say
from labelcheck.models import Source
from labelcheck.pages import kept, product, speech
from labelcheck.pages.knowledge import checklist
from labelcheck.report.html.markup import escaped, icon, plain_markdown
from labelcheck.samples import sample, sample_names, sample_source

TYPES: Final = (
    *("pdf", "png", "jpg", "jpeg", "webp", "heic", "heif", "avif", "tif", "tiff", "gif", "bmp"),
    *("txt", "md", "html", "htm", "mht", "mhtml", "docx", "eml", "zip"),
)
PASTED: Final = "pasted text"
MOST_BYTES: Final = 256 * 2**20
"""What the files of one product may weigh together: they are kept in memory while the page is open."""
_MANY: Final = 12
"""Files of one product beyond which it is asked whether they are several products."""
_REFUSED: Final = "refused"
_STOPPED: Final = "stopped"
_WAYS: Final = {
    "Files": (noted("Files"), ":material/upload_file:"),
    "Camera": (noted("Camera"), ":material/photo_camera:"),
    "Text": (noted("Text"), ":material/content_paste:"),
}


def ask() -> None:
    """The first screen: what the app does, the ways in, and samples to try."""
    prepare((Source(name="photo.jpg", data=b""),))  # while the visitor still looks for the file
    words, aside = st.columns([7, 4], gap="large")
    with words:
        title = say("What does this label really tell you?")
        lede = say(
            "Add an exosome product’s box, leaflet or web copy. You get four answers, each with the words on the label "
            "it rests on."
        )
        st.html(f'<header class="lc-welcome"><h1>{escaped(title)}</h1><p>{escaped(lede)}</p></header>')
        if st.session_state.pop(_STOPPED, False):
            st.info(say("Reading was stopped, and the files were put away."), icon=":material/stop_circle:")
        _ways()
        st.html(f'<p class="lc-private">{icon("lock")}{escaped(private())}</p>')
    with aside:
        _questions()
    _samples()


def private() -> str:
    """Where the label goes: nowhere, or into the history."""
    if kept.is_on():
        return say("Read on this computer. Nothing is sent anywhere. The history is on, so results are kept here.")
    return say("Read on this computer. Nothing is sent anywhere, and nothing is kept when you close the page.")


def stopped() -> None:
    """Ask for another product after a reading was called off, and say that it was."""
    product.forget()
    st.session_state[_STOPPED] = True


def _ways() -> None:
    way = st.segmented_control(
        say("How do you want to add the label?"),
        list(_WAYS),
        format_func=lambda way: f"{_WAYS[way][1]} {say(_WAYS[way][0])}",
        default="Files",
        required=True,
        key="way",
    )
    if way == "Camera":
        _camera()
    elif way == "Text":
        _text()
    else:
        uploader(say("Photos, PDFs or text of one product"))


def uploader(label: str, add: bool = False) -> None:
    """A field for files of one product, which ``add`` to the product on the table or start a new one."""
    key = f"files-{product.round_number()}-{add}"
    st.file_uploader(
        label,
        type=TYPES,
        accept_multiple_files=True,
        key=key,
        on_change=_take_files,
        args=(key, add),
        help=say("Front, back, leaflet and certificate of the same product can be added together."),
    )
    if refused := st.session_state.get(_REFUSED):
        st.error(refused, icon=":material/error:")


@speech.heard
def _take_files(key: str, add: bool) -> None:
    uploads = st.session_state.get(key) or []
    given = tuple(Source(name=upload.name, data=upload.getvalue()) for upload in uploads)
    before = product.current() if add else None
    st.session_state.pop(_REFUSED, None)
    if not given:
        return
    together = (before.sources if before else ()) + given
    if refused := too_much(together):
        st.session_state[_REFUSED] = refused
    elif before is not None:
        product.add(given, called)
    else:
        product.choose(called(given), given)


def called(sources: Sequence[Source]) -> str:
    """What documents are called together: the first by its name, and how many more."""
    if len(sources) == 1:
        return sources[0].name
    return say("{name} and {count} more", name=sources[0].name, count=len(sources) - 1)


def too_much(sources: Sequence[Source]) -> str:
    """Why files are refused before anything is read, with the cure; "" where they are taken."""
    total = sum(len(source.data or b"") for source in sources)
    if total <= MOST_BYTES:
        return ""
    return say(
        "Together these {count} files hold {size} MB; {most} MB is the most that is taken at once. Add fewer files, or "
        "smaller photos.",
        count=len(sources),
        size=-(-total // 2**20),
        most=MOST_BYTES // 2**20,
    )


def several(chosen: product.Product) -> None:
    """Ask whether so many files are one product, since their answers are given together."""
    if len(chosen.members) > _MANY:
        st.info(
            say(
                "These {count} files are read as one product. If they are several, check one product at a time.",
                count=len(chosen.members),
            ),
            icon=":material/stacks:",
        )


def _camera() -> None:
    key = f"camera-{product.round_number()}"
    st.camera_input(
        say("Hold the label straight and fill the frame"),
        key=key,
        on_change=_take_picture,
        args=(key,),
        resolution="1080p",
    )


@speech.heard
def _take_picture(key: str) -> None:
    picture = st.session_state.get(key)
    if picture is not None:
        product.choose(say("Camera picture"), (Source(name="camera.jpg", data=picture.getvalue()),))


def _text() -> None:
    with st.form("paste", border=False):
        text = st.text_area(
            say("Text of the label"), height=180, placeholder=say("Paste what the label or the shop page says")
        )
        if st.form_submit_button(say("Check this text"), type="primary"):
            if text.strip():
                product.choose(say("Pasted text"), (Source(name=PASTED, text=text),))
                st.rerun()
            st.warning(say("There is no text yet. Paste what the label says into the field above."))


def _questions() -> None:
    rows = "".join(
        f"<li><b>{escaped(say(item.short))}</b><span>{escaped(say(item.question))}</span></li>"
        for item in checklist().items
    )
    note = say(
        "From a published checklist for exosome skin care. Silence, the opposite and an unreadable photo are three "
        "different answers."
    )
    st.html(
        f'<aside class="lc-questions"><h2>{escaped(say("Four questions"))}</h2><ol>{rows}</ol>'
        f"<p>{escaped(note)}</p></aside>"
    )


def _samples() -> None:
    st.html(f'<h2 class="lc-section">{escaped(say("Or try an invented product"))}</h2>')
    with st.container(key="samples"):
        for name in sample_names():
            with st.container(key=f"sample-{name}", border=True):
                _sample(name)


def _sample(name: str) -> None:
    chosen = sample(name)
    title = say(chosen.title)
    st.image(chosen.path("image").read_bytes(), alt=say("Sample: {title}", title=title), width="stretch")
    st.button(
        plain_markdown(title),
        key=f"try-{name}",
        on_click=_take_sample,
        args=(name,),
        width="stretch",
        icon=":material/arrow_forward:",
        icon_position="right",
    )
    st.html(f'<p class="lc-note">{escaped(say(chosen.description))}</p>')


@speech.heard
def _take_sample(name: str) -> None:
    product.choose(say("Sample: {title}", title=say(sample(name).title)), (sample_source(name),))
