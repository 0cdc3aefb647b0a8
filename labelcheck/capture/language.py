"""Languages of a text, told by script and by the commonest words: enough to choose rules, not to identify."""

from __future__ import annotations

import re
from collections import Counter

_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile("[a-zà-öø-ÿœßāēīōū]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        "the and of to for with is are in on not do does from by per our your this that or be use it as at only has "
        "have can may skin store keep before after made contains derived human away serum"
    ),
    "fr": _words(
        "le la les des du de et est un une pour avec dans sur ne pas au aux par ce cette votre vos peau ou sont "
        "conserver après avant sans"
    ),
    "de": _words(
        "der die das und ist nicht ein eine mit für von zu den dem auf im bei nach sie oder werden aus haut sind "
        "vor zur zum durch lagern"
    ),
    "es": _words(
        "el la los las de del y es un una para con en no por su sus al se o que piel como más son antes después "
        "conservar sin"
    ),
    "pt": _words(
        "o a os as de do da dos das e é um uma para com em não por seu sua ao se ou que pele como mais são após "
        "antes conservar sem"
    ),
    "it": _words(
        "il lo la gli le di del della e è un una per con in non da dal al si o che pelle come più sono dopo prima "
        "conservare senza nel nella"
    ),
}
_ENOUGH_WORDS = 3
_ENOUGH_SHARE = 0.25


def languages(text: str) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages in ``text``, the most frequent first; empty if none can be told.

    Hangul is Korean, kana Japanese, Han without kana Chinese. Latin text is told by the words it is held together
    with; one made of names and numbers only counts as English when it has none of another language's.
    """
    amounts: Counter[str] = Counter()
    hangul, kana, han = (len(script.findall(text)) for script in (_HANGUL, _KANA, _HAN))
    if hangul >= 2:
        amounts["ko"] = hangul
    if kana >= 2:
        amounts["ja"] = kana + han
    elif han >= 2 and han > hangul // 4:
        amounts["zh"] = han
    words = Counter(_LATIN_WORD.findall(text.lower()))
    if letters := sum(len(word) * count for word, count in words.items()):
        for language, share in _latin_shares(words).items():
            amounts[language] = int(letters / 2 * share) + 1
    return tuple(language for language, _ in amounts.most_common())


def _latin_shares(words: Counter[str]) -> dict[str, float]:
    """Each Latin language's share of the words that only some of them use."""
    hits = {
        language: sum(words[word] for word in common if len(word) > 1) for language, common in _COMMON_WORDS.items()
    }
    best = max(hits.values())
    if best == 0:
        return {"en": 1.0} if sum(count for word, count in words.items() if len(word) > 2) >= _ENOUGH_WORDS else {}
    # Related languages share little words: count a language beside the first only by words the first lacks.
    first = max(hits, key=lambda language: hits[language])
    own = {
        language: sum(words[word] for word in common - _COMMON_WORDS[first] if len(word) > 1)
        for language, common in _COMMON_WORDS.items()
    }
    own[first] = best
    return {
        language: count / best
        for language, count in own.items()
        if language == first or (count >= _ENOUGH_WORDS and count >= _ENOUGH_SHARE * best)
    }
