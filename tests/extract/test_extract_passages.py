"""What a passage speaks of: sections, columns, neighbours on the page, questions with answers, and whole articles."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Claim, Evaluation

SUMMARY = """Small vesicles, large promises
Vesicles from fat cells were tested on one half of the face, and the treated half lost some pigment,
researchers reported
in a dermatology journal. The study followed twenty women for two months. In the placebo group nothing
changed.
Why this matters: most products rest on far less. Experts warn that the industry runs ahead of the evidence,
and that
marketing copy seldom matches what a laboratory would find. The mechanism is not fully established.
What to look for on a label: the source, such as platelets; a count of particles per mL; a line that asks for
cold
storage; and whether a trial was published. Consumers pay for hope when they buy any product without these.
Limitations of the trial are plain: it was short, the market is young, and long term data are missing. So far
regulators
have approved no exosome cosmetics at all. In conclusion, the literature is thin, and treating it as settled
is premature."""


def read(text: str) -> Evaluation:
    return evaluate([text])


def said(text: str, words: str) -> Claim:
    """The claim that covers the words, the widest if there are several."""
    found = [claim for claim in read(text).claims if words in claim.text or claim.text in words]
    assert found, f"no claim at {words!r}: {[claim.text for claim in read(text).claims]}"
    return max(found, key=lambda claim: len(claim.text))


def outcomes(text: str) -> dict[str, str]:
    return {item.id: item.outcome for item in read(text).items}


def test_an_article_meets_no_question_of_its_own_checklist() -> None:
    evaluation = read(SUMMARY)
    assert evaluation.claims
    assert {claim.subject for claim in evaluation.claims} <= {"education", "other"}
    assert set(outcomes(SUMMARY).values()) == {"not stated"}
    assert all(claim.cues for claim in evaluation.claims), "the words that show an article are kept"


def test_a_brochure_with_learned_words_is_no_article() -> None:
    brochure = (
        "Luma rose exosome serum\nOur exosomes are made from rose callus. The study behind our serum followed "
        "20 women for 8 weeks.\nEvidence and mechanism: researchers in our laboratory reported it to the market.\n"
        "How to use: apply two drops to clean skin. Store at 2-8 °C. For external use only.\n"
    ) * 3
    assert outcomes(brochure)["cold-storage"] == "met"
    assert outcomes(brochure)["source"] == "met"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Exosome serum\nDoes it need refrigeration? No, a shelf will do.", "negated"),
        ("Exosome serum\nDo I have to keep it refrigerated? Yes.", "asserted"),
        ("Exosome serum\nQ: Do I have to keep it refrigerated?\nA: Yes, always.", "asserted"),
        ("Exosome serum\nShould it be refrigerated?", "hedged"),
    ],
)
def test_an_answer_decides_what_its_question_asked(text: str, status: str) -> None:
    assert said(text, "refrigerat").status == status


def test_an_answer_brings_its_limits_along() -> None:
    claim = said("Exosome serum\nMust I keep it refrigerated? Yes, once opened.", "refrigerated")
    assert (claim.status, claim.qualifier) == ("asserted", "after_opening")


def test_what_is_offered_beside_the_product_is_not_the_product() -> None:
    text = (
        "Calm serum with exosomes, 30 ml\nApply at night.\n\nYou may also like\n"
        "Luma vial, 20 billion exosomes per vial, from adipose stem cells. Keep refrigerated."
    )
    assert outcomes(text) == dict.fromkeys(("concentration", "source", "cold-storage", "clinical-data"), "not stated")
    assert said(text, "20 billion exosomes per vial").subject == "other"


def test_a_column_of_others_is_about_others() -> None:
    text = "\tLuma\tTypical serum\nSource\trose callus exosomes\tbovine exosomes\nStorage\t2-8 °C\troom temperature"
    assert said(text, "rose callus exosomes").subject == "product"
    assert said(text, "bovine exosomes").subject == "other"
    assert said(text, "2-8 °C").subject == "product"
    assert said(text, "room temperature").subject == "other"


def test_lines_of_other_products_stay_apart() -> None:
    text = "Exosome ampoule: keep refrigerated\nNight cream: store at room temperature"
    assert said(text, "refrigerated").subject == "product"
    assert said(text, "store at room temperature").subject == "other"


def test_general_questions_are_education_and_their_answers_too() -> None:
    text = (
        "Luma serum with rose exosomes\n\nWhat are exosomes?\nTiny parcels that cells send out. In clinics platelet "
        "exosomes are studied.\n\nStorage\nKeep refrigerated."
    )
    assert said(text, "platelet exosomes").subject == "education"
    assert said(text, "refrigerated").subject == "product"


def test_own_words_count_in_a_general_section() -> None:
    text = "Exosomes explained\nParcels of cells. Our serum holds platelet exosomes."
    assert said(text, "platelet exosomes").subject == "product"


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("Unlike bovine exosomes, rose exosomes are vegan.", "bovine exosomes", "other"),
        ("Unlike bovine exosomes, rose exosomes are vegan.", "rose exosomes", "product"),
        ("Compared with rivals, which ship frozen at -20 °C, this powder is kept at 2-8 °C.", "-20 °C", "other"),
        ("Compared with rivals, which ship frozen at -20 °C, this powder is kept at 2-8 °C.", "2-8 °C", "product"),
    ],
)
def test_a_comparison_ends_at_its_comma(text: str, words: str, subject: str) -> None:
    assert said(text, words).subject == subject


LABEL = "Rose exosome serum"


@pytest.mark.parametrize("heading", ["FREE FROM", "Does not contain", "We leave out", "This serum does not contain:"])
def test_a_list_of_what_is_left_out_ends_at_a_blank_line(heading: str) -> None:
    text = f"{LABEL}\n{heading}\nDyes\nBovine exosomes\n\n9 billion exosomes per vial. Keep refrigerated. Heals acne."
    assert said(text, "Bovine exosomes").status == "negated"
    assert outcomes(text).items() >= {"concentration": "met", "source": "met", "cold-storage": "met"}.items()
    assert said(text, "Heals acne").status == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        f"{LABEL}\nFree from: silicones, bovine exosomes\nKeep refrigerated. Heals acne.",
        f"{LABEL}. Free from: silicones, bovine exosomes. Keep refrigerated. Heals acne.",
        f"{LABEL}\nFree from:\nSilicones, dyes, bovine exosomes.\nKeep refrigerated. Heals acne.",
        f"{LABEL}\nOhne\nSilikone\nBovine exosomes\n\nKeep refrigerated. Heals acne.",
    ],
)
def test_sentences_after_such_a_list_are_no_part_of_it(text: str) -> None:
    assert said(text, "bovine exosomes" if "bovine" in text else "Bovine exosomes").status == "negated"
    assert outcomes(text)["cold-storage"] == "met"
    assert said(text, "Heals acne").status == "asserted"


def test_a_line_that_names_what_is_left_out_heads_no_list() -> None:
    text = "Free from dyes and silicones\nRose exosomes\n20 billion per vial\nKeep refrigerated"
    assert outcomes(text).items() >= {"concentration": "met", "source": "met", "cold-storage": "met"}.items()


def test_what_is_not_in_the_box_is_no_advice() -> None:
    text = f"{LABEL}\nNot in the box\nDerma roller\n\nUse with microneedling."
    assert said(text, "Derma roller").status == "negated"
    assert said(text, "microneedling").status == "asserted"


def test_what_is_not_claimed_ends_at_a_blank_line() -> None:
    text = f"{LABEL}\nWhat we do not claim\nThat our gel heals acne. That it cures burns.\n\nIt treats rosacea."
    assert said(text, "heals acne").status == "negated"
    assert said(text, "treats rosacea").status == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "What are exosomes?\nParcels.\n\nPlatelet exosomes, 3 billion per vial. Keep refrigerated. Heals acne.",
        "What are exosomes?\nParcels of cells.\n\nPlatelet exosomes 3 billion per vial. Heals acne.",
        "Was sind Exosomen?\nBoten der Zellen.\n\nExosomen aus Thrombozyten. Dunkel lagern. Heilt Akne.",
        "엑소좀이란\n작은 소포입니다.\n\n혈소판 엑소좀. 냉장 보관하세요. 여드름을 치료.",
    ],
)
def test_a_general_section_ends_where_a_paragraph_comes_back_to_the_product(text: str) -> None:
    evaluation = read(text)
    assert any(claim.kind == "source" and claim.subject == "product" for claim in evaluation.claims)
    assert any(claim.kind == "overclaim" and claim.subject == "product" for claim in evaluation.claims)


def test_a_general_section_of_several_paragraphs_stays_general() -> None:
    text = (
        "What are exosomes?\nParcels of cells.\n\nPlatelet exosomes and milk exosomes differ in size.\n\n"
        "Some laboratories count 3 billion per vial. Creams that treat acne with them are rare."
    )
    assert not [claim for claim in read(text).claims if claim.subject == "product" and claim.status == "asserted"]


def test_what_a_study_used_says_nothing_of_the_product() -> None:
    text = "Platelet exosome serum, 3 billion exosomes per vial. Authors used another product."
    assert outcomes(text).items() >= {"source": "met", "concentration": "met"}.items()
    assert outcomes("Platelet exosome serum. We used another cap for this batch.")["source"] == "met"
    told = "A trial gave 31 adults platelet exosomes for a month. The authors used another serum."
    assert said(told, "platelet exosomes").subject == "other"


@pytest.mark.parametrize(
    "text",
    [
        "What are exosomes?\nParcels that cells send out.\nOur cream holds colostrum exosomes.\nKeep refrigerated.",
        "¿Qué son los exosomas?\nMensajeros de las células.\nNuestra crema lleva exosomas de calostro.\n"
        "Guardar en la nevera.",
        "Was sind Exosomen?\nBotenstoffe der Zellen.\nUnsere Creme enthält Exosomen aus Kolostrum.\nGekühlt lagern.",
    ],
)
def test_a_line_that_opens_with_the_product_ends_what_is_said_of_exosomes_in_general(text: str) -> None:
    assert outcomes(text)["cold-storage"] == "met"


def test_a_line_about_cells_goes_on_with_exosomes_in_general() -> None:
    text = "What are exosomes?\nTiny parcels.\nThey are made in every cell.\nPlatelet exosomes float in blood."
    assert said(text, "Platelet exosomes").subject == "education"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Are your exosomes human? No. They come from Lactobacillus plantarum.", "unclear"),
        ("Do exosomes have to be refrigerated? No, a shelf will do.", "unclear"),
        ("Does the mist contain exosomes? No, peptides only.", "no"),
    ],
)
def test_a_no_denies_what_was_asked_of_exosomes_and_not_the_exosomes(text: str, scope: str) -> None:
    assert read(text).exosome == scope


@pytest.mark.parametrize(
    "text",
    [
        "Are your exosomes human? No. They come from Lactobacillus plantarum.",
        "Which exosomes do you use?\nA: Ours come from the milk of cows.",
        "Exosomes, 6 billion per bottle (60 mL), drawn from cultured fibroblasts.",
        "Our serum holds exosomes. They are derived from rose callus.",
        "Unser Serum enthält Exosomen. Sie stammen aus Rosenkallus.",
    ],
)
def test_a_source_told_further_on_belongs_to_the_exosomes(text: str) -> None:
    assert outcomes(text)["source"] == "met"


@pytest.mark.parametrize(
    "text",
    [
        "Our serum holds exosomes and peptides. They come from salmon.",
        "Our exosomes are quiet workers. They love the scent of rose.",
    ],
)
def test_a_pronoun_that_may_mean_something_else_names_no_source(text: str) -> None:
    assert outcomes(text)["source"] == "not stated"


def test_a_promise_beside_a_source_makes_it_no_source_of_a_study() -> None:
    text = "Stem cell exosome cream\nWith clinically proven human adipose exosomes."
    assert said(text, "human adipose exosomes").subject == "product"
