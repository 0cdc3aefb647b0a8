"""Whatever the text, every claim and cue stands where it says; and reading the same text twice says the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.evaluate import evaluate
from labelcheck.extract.shadow import shadow

WORDS = st.sampled_from(
    [
        "exosomes",
        "rose",
        "adipose-derived",
        "stem",
        "cell",
        "10",
        "billion",
        "1×10¹⁰",
        "particles/mL",
        "㎖",
        "2–8℃",
        "store",
        "do",
        "not",
        "refrigerate,",
        "no",
        "or",
        "엑소좀",
        "100억",
        "개/mL",
        "냉장보관",
        "エクソソーム",
        "外泌体",
        "\n",
        "\n\n",
        "\t",
        ".",
        ":",
        ";",
        "(",
        ")",
        "-",
        "ﬁ",
        "½",
        "é",
        "İ",
        "😀",
        "ex0some",
        "micro-\nneedling",
        "…",
        "...",
        "%",
        "ppm",
        "7,500",
        "clinical",
        "study",
        "21",
        "women",
        "8",
        "weeks",
        "doi:10.5555/abcd.2025",
        "|",
        "“quoted”",
        "l'exosome",
        "d'origine",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_every_claim_and_cue_stands_where_it_says(text: str) -> None:
    evaluation = evaluate([text])
    for document in evaluation.documents:
        for claim in evaluation.claims:
            assert document.text[claim.start : claim.end] == claim.text
            assert claim.text.strip()
            for cue in claim.cues:
                assert document.text[cue.start : cue.end] == cue.text
            if claim.quantity:
                assert claim.quantity.text in document.text
                assert claim.quantity.low <= claim.quantity.high
    assert evaluate([text]) == evaluation


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_a_shadow_maps_every_character_into_its_text(text: str) -> None:
    view = shadow(text, frozenset({"and"}))
    assert len(view.cased) == len(view.low)
    last = 0
    for index in range(len(view.low)):
        origin = view.origin(index)
        assert last <= origin < max(1, len(text))
        last = origin
