"""Which language a text is in: by script, then by its commonest function words.

The profiles are each language's most frequent words; they need no model and no download. A text
too short to tell counts as English, as a wrong refusal costs more than an odd reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_PROFILES = {
    "en": "the of and to in a is that for it was on with as are be this by from at he has have his "
    "they not but which or an will its their said were had who been would more",
    "fr": "le la les de des du et un une est dans que qui pour sur au aux par avec plus ne pas ce "
    "cette son sa ses il elle ont été sont se mais ou leur",
    "es": "el la los las de del y en un una que por con para se es al lo como más su sus no ha fue "
    "este esta son pero entre sobre también",
    "pt": "o os as de do da dos das e em um uma que por com para se é ao não na no nas nos mais "
    "seu sua foi são como também pela pelo",
    "it": "il lo la gli le di del della dei delle e un una che per con non è si al alla nel nella "
    "da dal sono come più anche ha ma questo",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch "
    "es an werden aus er hat dass sie nach wird bei einer",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er die om ook als dan bij maar "
    "uit door naar heeft worden wordt over",
    "sv": "och i att det som en på är av för med den till inte har de ett om var men sig från han "
    "vi kan också efter där",
    "da": "og i at det som en på er af for med den til ikke har de et om var men sig fra han vi "
    "kan også efter der blev",
    "no": "og i å det som en på er av for med den til ikke har de et om var men seg fra han vi kan "
    "også etter ble",
    "fi": "ja on ei että se oli hän mutta myös ovat kun niin kuin joka sen mukaan ole jos sekä "
    "vain jo ovat tai",
    "pl": "i w na z że do się nie to jest o jak po co od za przez dla są ale oraz jego był będzie "
    "które który także",
    "cs": "a v se na je že s z do o to i ve k pro za by ale jako po který jsou podle také byl jeho "
    "není při",
    "hu": "a az és hogy nem is egy ez meg de azt volt csak el már van ki mint még vagy szerint "
    "között lesz pedig",
    "ro": "și în de la a cu pe că nu este o un din pentru care mai sunt au se al ale prin sau fost "
    "fi după această",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi en kadar sonra ise her değil ama "
    "olduğunu göre türkiye var",
    "id": "yang dan di dengan untuk dari ini itu dalam pada tidak akan ke oleh juga adalah telah "
    "sebagai tersebut bahwa mereka atau",
    "vi": "và của là có được trong cho các với những một không đã người này để khi đến về tại",
    "sq": "dhe të në e i për me një që nga është si më se ka do por duke janë",
    "hr": "i u je na se da za su od s o koji što kao ne iz bi te ali nije će po do koja bio",
    "tl": "ang ng sa mga na at ay si ni para kay ito nga hindi siya ko",
    "sw": "ya na wa kwa ni katika za la kuwa hii cha huo yake kama hiyo alisema",
}
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
_NAMES = {
    "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "de": "German",
    "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "fi": "Finnish",
    "pl": "Polish", "cs": "Czech", "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish",
    "id": "Indonesian or Malay", "vi": "Vietnamese", "sq": "Albanian",
    "hr": "Croatian, Serbian or Bosnian", "tl": "Tagalog", "sw": "Swahili",
    "ru": "Cyrillic script", "ar": "Arabic script", "he": "Hebrew", "el": "Greek", "ko": "Korean",
    "ja": "Japanese", "zh": "Chinese", "th": "Thai", "hi": "Devanagari script", "bn": "Bengali",
    "ta": "Tamil", "ka": "Georgian", "hy": "Armenian", "und": "no language that can be told",
}  # fmt: skip
_SETS = {code: frozenset(words.split()) for code, words in _PROFILES.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters looked at
_MIN_WORDS = 20


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language; "en" when too short to tell, "und" when no words fit.

    Scripts shared by several languages give the one most often met (Cyrillic: "ru").
    """
    sample = text[:_SAMPLE]
    if (script := _foreign_script(sample)) is not None:
        return script
    words = [w.lower() for w in _WORD.findall(sample)]
    if len(words) < _MIN_WORDS:
        return "en"
    counts = Counter(words)
    shares = {c: sum(counts[w] for w in s) / len(words) for c, s in _SETS.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < 0.08:
        return "en" if shares["en"] >= 0.04 else "und"
    return "en" if shares["en"] >= 0.75 * shares[best] else best


def language_name(code: str) -> str:
    """English name of a language code, for messages."""
    return _NAMES.get(code, code)


def _foreign_script(sample: str) -> str | None:
    """The language of the script most letters are in, None for Latin or too few letters."""
    letters = [c for c in sample[:5000] if c.isalpha()]
    foreign = Counter(_script(c) for c in letters if ord(c) > 0x36F)
    foreign.pop(None, None)
    if len(letters) < 20 or foreign.total() < 0.5 * len(letters):
        return None
    if foreign["ja"]:
        return "ja"
    return foreign.most_common(1)[0][0]


def _script(letter: str) -> str | None:
    return _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0])
