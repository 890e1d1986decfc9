"""Words too common to find anything by: what questions are made of. Folded as `words.folded` folds, without Arabic's prefixes."""

from __future__ import annotations

from typing import Final

_TEXTS: Final = {
    "en": (
        "a about am an and any are as at be been being but by can could did do does doing don for from get getting got had has have"
        " having he her hers him his how i if in into is it its just m me mean means my no not of on or our ours re s shall she"
        " should so some t than that the their them then there these they thing this those to too up us very was we were what"
        " when where which who why will with would you your yours"
    ),
    "es": (
        "a al algo algun alguna ante aqui asi aun como con cual cuales cuando cuanto de del desde donde e el ella ellas ellos en"
        " entre era es esa ese eso esta estan estar este esto estoy fue ha hace hacer han hay he la las le les lo los mas me mi mis"
        " muy ni no nos o para pero por porque puede puedo que quien se ser si sin sobre son soy su sus tambien te tener tengo"
        " ti tiene tienen tu tus u un una unas uno unos y ya yo"
    ),
    "fr": (
        "a ai alors au aussi aux avec avoir c ca ce cela ces cet cette comme comment d dans de des du elle elles en est et etait"
        " etre eu fait faire faut il ils j je l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou"
        " par pas peut peux plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont suis"
        " sur t ta te tes toi ton tous tout toute tres tu un une va vos votre vous y"
    ),
    "de": (
        "aber als also am an auch auf aus bei beim bin bis bist da damit das dass dein deine dem den denn der des dich die dies"
        " diese dieser dir doch du durch ein eine einem einen einer eines er es etwas fur gegen gibt haben habe hat hatte ich ihm"
        " ihn ihr ihre im in ins ist ja jetzt kann kein keine konnen man mehr mein meine meinem meinen meiner mich mir mit nach"
        " nicht noch nur oder ob ohne sehr sein seine sich sie sind so uber um und uns unser von vom vor war warum was wegen wenn"
        " wer werden wird wie wieso will wir wo woher wozu zu zum zur"
    ),
    "ar": (
        "في من على الي عن ما ماذا لماذا كيف هل هو هي هم هذا هذه ذلك تلك التي الذي التى ان او ام لا لم لن قد كان كانت يكون تكون مع"
        " عند عندي لدي بعد قبل كل بعض اي اين متي كم كما لكن ثم حتي اذا انا انت نحن لي له لها لهم به بها فيه فيها عليه عليها منه"
        " منها و ب ل ك ف يا ليش ايش شو وش"
    ),
    "zh-hans": (
        "为什么 是什么 什么是 有什么 什么 怎么样 怎么办 怎么 怎样 如何 哪些 哪个 哪里 是不是 会不会 能不能 可不可以 可以 请问 还是"
        " 我们 你们 他们 我的 你的 我 你 他 她 它 吗 呢 吧 啊 的 了 是 在 和 与 或 及 也 都 就 会 有 很 要 被 把 让 得 地 着 过"
    ),
}

STOP_WORDS: Final = {language: frozenset(words.split()) for language, words in _TEXTS.items()}
