"""Words that no language has, so that a corpus has rare ones, and what marks its texts as generated."""

from __future__ import annotations

from typing import Final

#: What every generated text begins with: nobody may take it for advice.
MARKS: Final = {
    "en": "Generated test material, not medical information.",
    "es": "Material de prueba generado; no es información médica.",
    "fr": "Texte d’essai généré, ce n’est pas une information médicale.",
    "de": "Erzeugter Testtext, keine medizinische Information.",
    "ar": "نص تجريبي مولَّد، وليس معلومة طبية.",
    "zh-hans": "自动生成的测试材料，不是医学信息。",
}
#: A sentence for each language that says what the generated words in it are.
SENTENCES: Final = {
    "en": "This placeholder mentions {topic}, which does not exist, and {word}, which stands in no other text. See also {links}.",
    "es": "Este texto de relleno nombra {topic}, que no existe, y {word}, que no aparece en ningún otro texto. Véase {links}.",
    "fr": "Ce texte de remplissage nomme {topic}, qui n’existe pas, et {word}, qui ne figure dans aucun autre. Voir {links}.",
    "de": "Dieser Platzhalter nennt {topic}, das es nicht gibt, und {word}, das in keinem anderen Text steht. Siehe {links}.",
    "ar": "يذكر هذا النص التجريبي {topic} وهو غير موجود، و{word} ولا يرد في نص آخر. انظر {links}.",
    "zh-hans": "此占位文本提到不存在的{topic}，以及不出现在其他文本中的{word}。另见{links}。",
}
_LATIN: Final = ("ba", "do", "fi", "gu", "ke", "li", "mo", "nu", "pra", "ri", "sta", "to", "vu", "wex", "yl", "zan")
_ARABIC: Final = ("با", "دو", "في", "غو", "كي", "لي", "مو", "نو", "برا", "ري", "ستا", "تو", "جو", "شا", "زي", "حا")
_CHINESE: Final = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"


def invented(number: int, language: str, *, length: int = 5) -> str:
    """A word for a number from 0 to 16 to the power of `length`; others for other numbers. The same in every Latin alphabet."""
    digits = [number >> 4 * place & 15 for place in range(length)]
    if language == "zh-hans":
        return "虚" + "".join(_CHINESE[digit] for digit in digits)
    return "".join((_ARABIC if language == "ar" else _LATIN)[digit] for digit in digits)
