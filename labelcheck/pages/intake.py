"""Where a product comes in: files, the camera, pasted text, or a sample that comes with the package."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck.models import Source
from labelcheck.pages import product
from labelcheck.pages.knowledge import checklist
from labelcheck.report.html.markup import escaped, icon, plain_markdown
from labelcheck.samples import sample, sample_names, sample_source

TYPES: Final = (
    *("pdf", "png", "jpg", "jpeg", "webp", "heic", "heif", "avif", "tif", "tiff", "gif", "bmp"),
    *("txt", "md", "html", "htm", "mht", "mhtml", "docx", "eml", "zip"),
)
PASTED: Final = "pasted text"
_WAYS: Final = {
    "Files": ":material/upload_file: Files",
    "Camera": ":material/photo_camera: Camera",
    "Text": ":material/content_paste: Text",
}


def ask() -> None:
    """The first screen: what the app does, the ways in, and samples to try."""
    words, aside = st.columns([7, 4], gap="large")
    with words:
        st.html(
            '<header class="lc-welcome"><h1>What does this label really tell you?</h1>'
            "<p>Add an exosome product’s box, leaflet or web copy. You get four answers, "
            "each with the words on the label it rests on.</p></header>"
        )
        _ways()
        st.html(
            f'<p class="lc-private">{icon("lock")}Read on this computer. Nothing is sent anywhere, and nothing is kept '
            "when you close the page.</p>"
        )
    with aside:
        _questions()
    _samples()


def _ways() -> None:
    way = st.segmented_control(
        "How do you want to add the label?",
        list(_WAYS),
        format_func=_WAYS.__getitem__,
        default="Files",
        required=True,
        key="way",
    )
    if way == "Camera":
        _camera()
    elif way == "Text":
        _text()
    else:
        uploader("Photos, PDFs or text of one product")


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
        help="Front, back, leaflet and certificate of the same product can be added together.",
    )


def _take_files(key: str, add: bool) -> None:
    uploads = st.session_state.get(key) or []
    given = tuple(Source(name=upload.name, data=upload.getvalue()) for upload in uploads)
    before = product.current()
    if add and before is not None and given:
        product.choose(f"{before.title} and {len(given)} more", before.sources + given)
    elif given:
        names = given[0].name if len(given) == 1 else f"{given[0].name} and {len(given) - 1} more"
        product.choose(names, given)


def _camera() -> None:
    key = f"camera-{product.round_number()}"
    st.camera_input(
        "Hold the label straight and fill the frame",
        key=key,
        on_change=_take_picture,
        args=(key,),
        resolution="1080p",
    )


def _take_picture(key: str) -> None:
    picture = st.session_state.get(key)
    if picture is not None:
        product.choose("Camera picture", (Source(name="camera.jpg", data=picture.getvalue()),))


def _text() -> None:
    with st.form("paste", border=False):
        text = st.text_area("Text of the label", height=180, placeholder="Paste what the label or the shop page says")
        if st.form_submit_button("Check this text", type="primary") and text.strip():
            product.choose("Pasted text", (Source(name=PASTED, text=text),))
            st.rerun()


def _questions() -> None:
    rows = "".join(
        f"<li><b>{escaped(item.short)}</b><span>{escaped(item.question)}</span></li>" for item in checklist().items
    )
    st.html(
        f'<aside class="lc-questions"><h2>Four questions</h2><ol>{rows}</ol>'
        "<p>From a published checklist for exosome skin care. Silence, the opposite and an unreadable photo are three "
        "different answers.</p></aside>"
    )


def _samples() -> None:
    st.html('<h2 class="lc-section">Or try an invented product</h2>')
    with st.container(key="samples"):
        for name in sample_names():
            with st.container(key=f"sample-{name}", border=True):
                _sample(name)


def _sample(name: str) -> None:
    chosen = sample(name)
    st.image(chosen.path("image").read_bytes(), alt=f"Sample: {chosen.title}", width="stretch")
    st.button(
        plain_markdown(chosen.title),
        key=f"try-{name}",
        on_click=_take_sample,
        args=(name,),
        width="stretch",
        icon=":material/arrow_forward:",
        icon_position="right",
    )
    st.html(f'<p class="lc-note">{escaped(chosen.description)}</p>')


def _take_sample(name: str) -> None:
    product.choose(f"Sample: {sample(name).title}", (sample_source(name),))
