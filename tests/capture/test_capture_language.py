"""Sentences in languages that no rule reads: found, named, and never found where there are none.

``lines_not_read.tsv`` and ``lines_read.tsv`` hold a language and a line each; the second also ingredients, names,
addresses, codes and slogans, which are all there is to mistake for another language.
"""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from labelcheck.capture import language_marked
from labelcheck.capture.common_words import NAMES, WORDS
from labelcheck.capture.foreign import foreign_stretches
from labelcheck.models import Document
from labelcheck.rules import load_rules
from labelcheck.samples import sample, sample_names

READ = frozenset(
    language for language, context in load_rules().contexts.items() if context.cues and not context.partial
)
HERE = Path(__file__).parent
_FEWEST = 0.85
"""Share of a language's lines that is found, each standing alone; it may rise."""


def lines(name: str) -> list[tuple[str, str]]:
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(language, line) for language, _, line in (row.partition("\t") for row in rows)]


def found(text: str) -> list[tuple[str, str]]:
    return [(stretch.language, text[stretch.start : stretch.end]) for stretch in foreign_stretches(text, READ)]


def test_the_languages_that_are_read_are_those_with_a_context() -> None:
    assert {"en", "ko", "ja", "zh", "fr", "de", "es", "pt"} == READ


def test_lines_in_other_languages_are_found() -> None:
    told: dict[str, list[bool]] = defaultdict(list)
    for language, line in lines("lines_not_read.tsv"):
        told[language].append(bool(found(line)))
    poor = {language: sum(hits) / len(hits) for language, hits in told.items() if sum(hits) < _FEWEST * len(hits)}
    assert not poor
    assert sum(len(hits) >= 20 for hits in told.values()) >= 15


@pytest.mark.parametrize(("language", "line"), lines("lines_read.tsv"), ids=lambda value: value[:30])
def test_lines_that_are_read_and_lines_of_names_are_left_alone(language: str, line: str) -> None:
    assert not found(line), language
    assert not found(line.upper()), language


def test_samples_are_left_alone() -> None:
    for name in sample_names():
        text = sample(name).path("text").read_text(encoding="utf-8")
        assert not found(text), name
        assert not [line for line in text.splitlines() if found(line)], name


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("it", "Italian", "Siero viso. Conservare in luogo fresco. Non usare dopo la data di scadenza."),
        ("nl", "Dutch", "Na opening niet langer dan zes weken gebruiken en gekoeld bewaren."),
        ("pl", "Polish", "Po otwarciu zużyć w ciągu sześciu tygodni i trzymać w lodówce."),
        ("tr", "Turkish", "Açıldıktan sonra altı hafta içinde kullanılmalı ve soğukta saklanmalıdır."),
        ("vi", "Vietnamese", "Sau khi mở nắp nên dùng trong sáu tuần và để ở nơi mát."),
        ("sv", "Swedish", "Efter öppnandet ska den användas inom sex veckor och förvaras kallt."),
        ("fi", "Finnish", "Avaamisen jälkeen tuote on käytettävä kuuden viikon aikana."),
        ("cs", "Czech", "Po otevření spotřebujte do šesti týdnů a uchovávejte v chladu."),
        ("ro", "Romanian", "După deschidere se folosește în șase săptămâni și se ține la rece."),
        ("hu", "Hungarian", "Felbontás után hat héten belül fel kell használni, és hűtve kell tárolni."),
        ("id", "Indonesian or Malay", "Setelah dibuka gunakan dalam enam minggu dan simpan di tempat dingin."),
        ("hr", "Bosnian, Croatian or Serbian", "Nakon otvaranja potrošiti u roku od šest tjedana i čuvati na hladnom."),
        ("ru", "Russian", "После вскрытия использовать в течение шести недель и хранить в холоде, чтобы был эффект."),
        ("uk", "Ukrainian", "Після відкриття зберігати в холоді й використати протягом її терміну."),
        ("el", "Greek", "Μετά το άνοιγμα να διατηρείται στο ψυγείο."),
        ("he", "Hebrew", "לאחר הפתיחה יש לשמור בקירור עד שישה שבועות."),
        ("ar", "Arabic", "بعد الفتح يحفظ في الثلاجة ويستعمل خلال ستة أسابيع."),
        ("fa", "Persian", "پس از باز کردن در یخچال نگهداری شود و چند هفته مصرف گردد."),
        ("th", "Thai", "หลังเปิดใช้ควรเก็บในตู้เย็นและใช้ภายในหกสัปดาห์"),
        ("hi", "Hindi", "खोलने के बाद फ्रिज में रखें और छह हफ्तों में इस्तेमाल करें।"),
        ("bengali", "Bengali script", "খোলার পর ফ্রিজে রাখুন এবং ছয় সপ্তাহে ব্যবহার করুন।"),
        ("ta", "Tamil", "திறந்த பிறகு குளிர்சாதனப் பெட்டியில் வைக்கவும்."),
        ("ka", "Georgian", "გახსნის შემდეგ შეინახეთ მაცივარში ექვსი კვირა."),
        ("bo", "Tibetan", "ཁ་ཕྱེས་རྗེས་གྲང་སྒམ་ནང་ཉར་དགོས།"),
        ("hy", "Armenian", "Բացելուց հետո պահել սառնարանում վեց շաբաթ։"),
    ],
)
def test_a_language_is_named(language: str, name: str, text: str) -> None:
    (stretch,) = foreign_stretches(text, READ)
    assert (stretch.language, stretch.name) == (language, name)
    assert (stretch.start, stretch.end) == (0, len(text))


def test_languages_too_close_to_tell_are_both_named() -> None:
    (stretch,) = foreign_stretches("Dette er ikke det samme som før, og det kan være bedre.", READ)
    assert stretch.name == "Danish or Norwegian"


def test_only_the_foreign_part_of_a_label_is_found_even_inside_a_line() -> None:
    text = (
        "EXO SERUM\nKeep refrigerated. Przechowywać w lodówce po otwarciu.\n\nAqua, Glycerin, Panthenol\n"
        "Conservare in frigorifero dopo l'apertura / Store in a refrigerator"
    )
    assert found(text) == [
        ("pl", "Przechowywać w lodówce po otwarciu."),
        ("it", "Conservare in frigorifero dopo l'apertura /"),
    ]


def test_a_sentence_broken_over_short_lines_is_one_stretch() -> None:
    text = "Przechowywać w\nsuchym i\nchłodnym miejscu"
    assert found(text) == [("pl", text)]
    assert found("Хранить в\nсухом месте") == [("cyrillic", "Хранить в\nсухом месте")]


def test_print_without_accents_is_recognised() -> None:
    assert [language for language, _ in found("Przechowywac w temperaturze ponizej 25 stopni")] == ["pl"]
    assert [language for language, _ in found("SAKLAYINIZ: COCUKLARIN ULASAMAYACAGI YERDE, SERIN VE KURU")] == ["tr"]


@pytest.mark.parametrize(
    "text", ["β-Glucan, ΔE* −1.4, α-MSH and 5 µm", "Натура Сиберика", "Ελλάδα", "Λάδι / Oil", "ไทย"]
)
def test_symbols_and_names_in_other_scripts_are_no_sentences(text: str) -> None:
    assert not found(text)


def test_a_language_with_rules_of_its_own_is_read() -> None:
    text = "Conservare in frigorifero dopo l'apertura e usare entro sette giorni."
    document = Document(name="x", sha256="0", kind="text", reader="text", text=text)
    assert language_marked([document], READ)[0].foreign
    assert not language_marked([document], READ | {"it"})[0].foreign
    assert not foreign_stretches("Φυλάσσεται σε δροσερό και ξηρό μέρος", READ | {"el"})


def test_the_languages_of_a_document_are_those_it_is_in() -> None:
    polish = "Przechowywać w lodówce po otwarciu i nie zamrażać."
    document = Document(name="x", sha256="0", kind="text", reader="text", text=polish, languages=("en",))
    assert language_marked([document], READ)[0].languages == ("pl",)
    mixed = document.model_copy(update={"text": "Keep the serum away from light, and use it at night.\n" + polish})
    assert language_marked([mixed], READ)[0].languages == ("en", "pl")


def test_every_language_that_can_be_told_has_a_name() -> None:
    assert set(WORDS) <= set(NAMES)


def test_a_text_that_is_read_never_loads_the_language_model() -> None:
    read = "\n".join(line for language, line in lines("lines_read.tsv") if language not in ("names", "inci"))
    code = (
        "import sys\nfrom labelcheck.capture.foreign import foreign_stretches\n"
        f"foreign_stretches({read!r}, {set(READ)!r})\nprint('py3langid' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
