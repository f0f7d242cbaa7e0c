"""The words of a question that tell its topic, and those that only ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
ELISION = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
# "va-t-elle", "dit-il": the verb and its pronoun.
INVERSION = re.compile(r"(?:-t)?-(?:ils?|elles?|on|ce|je|tu|nous|vous|en|y|t|les?|la|moi|lui)\b")
ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})

# Words that stand in any question, whatever it is about; small letters, without accents.
FRENCH = """
a ai ait as au aux avait avec avoir ce cela celle celles celui ces cet cette ceux chez ci comme
comment concernant contient combien d dans de depuis des dire disent dis dit dites doit doivent
donc donne donner donnez du dont elle elles en encore est et etaient etait etant ete etre eu eux
existe explique expliquer expliquez fait faire faut font il ils indique indiquer j je l la
laquelle le lequel les lesquelles lesquels leur leurs lui ma mais me meme memes mentionne mes
mien moi mon montre montrez n ne ni non nos notre nous on ont ou oui par parle parler parlez
parmi pas peut peuvent plus pour pourquoi pouvez pouvons precise prevoit prevu prevue prevues
prevus propos puis qu quand que quel quelle quelles quelqu quels qui quid quoi rapport s sa sais
sait sans se selon sera ses si sien soit son sont sous sujet sur ta te tes toi ton tous tout
toute toutes trouve trouver tu un une va vas veux vont vos votre vous vers voir y alors ainsi
ailleurs aussi autres autre ensuite egalement enfin bien merci bonjour svp stp texte document ok
question reponse clause clauses article articles paragraphe paragraphes alinea point points
stipule dispose cite cites citer citez lis lire moins tres etc
"""
ENGLISH = """
a about again also am an and any anything are as asks at be been being but by can cannot cite clause
clauses article articles paragraph paragraphs could did do does document done else exist explain
for from further get give given had has have having he her here hers him his how i if in into is
it its just let list look made make many may me mean means mention mentioned mentions mine more
much must my no not of on one ones or other others our ours out please point quote read
regarding regards report reports said same say saying says shall she should show so some
something state stated states such tell than thank thanks that the their theirs them then there
these they thing this those though to too under up upon us very was we well were what whats when
where whether which while who whom whose why will with within would yes you your yours ok hello
question answer text provide provides provided concerning happen happens
"""
ARABIC = """
ما ماذا من متي كيف كم هل اين لماذا هي هو هم هذا هذه هذان ذلك تلك التي الذي الذين اللتي في عن علي
الي ان انه انها او ام ثم و ف ب ل ك قد لقد كان كانت يكون تكون ليس ليست لا لم لن مع بين عند عندما
كل بعض غير سوي اي ايه ايضا كذلك بشان حول بخصوص يقول تقول قال قالت قيل ينص تنص يذكر تذكر ورد جاء
النص التقرير تقرير الوثيقه البند بند الماده ماده الفقره فقره البنود المواد الفقرات له لها لهم به
بها فيه فيها منه منها عنه عنها عليه عليها اليه اليها يتم تم هناك هنا نعم مرحبا شكرا
"""
ASKING = frozenset((FRENCH + ENGLISH + ARABIC).split())
# Arabic writes these onto the next word: and, so, by, for, as.
ARABIC_PREFIX = re.compile(r"^[وفبلك](?=\w{3})")


def content_words(question: str) -> list[str]:
    """Return the words of a question that tell its topic, folded, in order, each once.

    Numbers count; words that any question may have do not.
    """
    text = INVERSION.sub("", ELISION.sub("", question))
    words = [folded(word) for word in WORD.findall(text)]
    return list(dict.fromkeys(word for word in words if not only_asks(word)))


def asking_spans(question: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a question stand that tell no topic: "what", "dit-il", "التقرير"."""
    for word in WORD.finditer(question):
        if only_asks(folded(INVERSION.sub("", word[0]))):
            yield word.span()


# Addresses, and what a greeting says that is a word elsewhere: "السلام" is peace.
ADDRESS = re.compile(r"(?:https?://|www\.)\S*|\S+@\S+\.\w+", re.IGNORECASE)
GREETING = re.compile(
    r"(?<!\w)و?(?:السلام\s+عليكم|عليكم\s+السلام)(?:\s+ورحمة\s+الله(?:\s+وبركاته)?)?(?!\w)"
)
COURTESY = re.compile(
    r"\s*(?:(?:merci|thanks?|thank\s+you|bonjour|bonsoir|salut|hello|hi|hey|ok(?:ay)?|d['’]accord"
    r"|parfait|perfect|great|super|très|so|very|beaucoup|much|bien|شكرا|شكراً|جزيلا|جزيلاً|مرحبا|حسنا|حسناً)"
    r"[\s.,!…]*)+",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]{2}")
LONGEST_WORD = 60  # letters: what is longer is no word of any language


def has_topic(question: str) -> bool:
    """Say whether any word of a question tells a topic.

    Numbers, addresses, greetings, thanks and endless rows of letters do not.
    """
    if is_courtesy(question):
        return False
    plain = GREETING.sub(" ", ADDRESS.sub(" ", question))
    return any(LETTERS.search(word) for word in content_words(plain) if len(word) <= LONGEST_WORD)


def is_courtesy(question: str) -> bool:
    """Say whether a question only thanks or greets: it asks for nothing more."""
    return bool(COURTESY.fullmatch(question))


def only_asks(word: str) -> bool:
    """Say whether a folded word may stand in any question."""
    return (
        word in ASKING
        or ARABIC_PREFIX.sub("", word) in ASKING
        or (len(word) == 1 and not word.isdigit())
    )


def folded(word: str) -> str:
    """Return a word in small letters without accents; Arabic with one form of each letter."""
    plain = ARABIC_MARKS.sub("", word.lower()).translate(ARABIC_FORMS)
    return plain if any("\u0620" <= c <= "\u064a" for c in plain) else anyascii(plain)


# What a question may ask of anything: its date, its amount, its conditions.
ATTRIBUTES = frozenset(
    """
age an annee annees ans autorite but cause condition conditions cout date debut delai delais detail
details duree echeance effet effets exception exceptions exemple exemples fin fois frequence heure
heures jour jours lieu limite limites majorite maximum minimum modalite modalites mois montant motif
motifs nombre objectif objectifs pays periode personne personnes pourcentage preavis prix procedure
quorum raison raisons resultat resultats sanction sanctions semaine semaines somme taux temps
amount amounts cases case cause condition conditions consequence consequences cost country date day
days deadline detail details duration effect example examples exception exceptions hours limit
limits long majority maximum minimum month months notice number often old penalties penalty percent
period place price procedure purpose rate reason reasons result results sanction sanctions
time times week weeks year years
اجل اجال المده مده تاريخ التاريخ المبلغ مبلغ السبب سبب اسباب شروط الشروط العدد عدد سنه سنوات شهر
ايام يوم وقت الوقت العقوبات عقوبات الهدف اهداف مكان المكان استثناءات الاستثناءات نسبه الاجراءات
""".split()  # noqa: SIM905
)
INTERROGATIVE = re.compile(
    r"\b(?:quel(?:le)?s?|combien|quand|où|qui|que|quoi|comment|pourquoi|lequel|laquelle|est-ce"
    r"|qu['’]|what|which|when|where|who|whom|whose|how|why)|\w-t-|\w-(?:ils?|elles?|on|ce)\b"
    r"|^\s*(?:(?:is|are|was|were|does|do|did|can|could|may|must|shall|should|will|has|have)\b"
    r"|(?:peut|doit|est|sont)\b)"
    r"|(?<!\w)و?(?:ما|ماذا|من|متى|كيف|كم|هل|أين|لماذا|أي)(?!\w)",
    re.IGNORECASE,
)
# "Que dit …", "is … mentioned": what follows is the topic, however short.
SAYING = re.compile(
    r"\b(?:dit|disent|dits?|parle(?:nt)?|mentionn\w+|évoqu\w+|aborde\w*|prévoi\w+|stipul\w+|indiqu\w+"
    r"|says?|said|mention\w*|address\w*|provide\w*|state[sd]?|tells?|talk\w*)\b"
    r"|(?<!\w)(?:[يت]?قول|قال|قيل|[يت]نص|[يت]ذكر|ورد|جاء)(?!\w)",
    re.IGNORECASE,
)
# What a pronoun after it may stand for.
ANTECEDENT = re.compile(
    r"(?:^|[\s(])(?:(?:le|la|les|un|une|des|du|aux?|ce|cet|cette|ces|this|chaque|tous?|toutes?|the|an?|every|each|any|all|no)"
    r"\s+|(?:l|d)['’])\w{3,}|\b(?:chacun|quiconque|nul|everyone|anyone|someone|nobody)\b"
    r"|(?!^)(?<=\s)(?-i:[A-ZÀ-Ý]\w+)|(?<!\w)[وبلف]?ال\w{2,}",
    re.IGNORECASE,
)
