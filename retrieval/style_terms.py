"""The words and marks of the citation styles, in three languages."""

from __future__ import annotations

from dataclasses import replace

from retrieval.locators import Terms

# In French a space that does not break stands inside the marks.
QUOTES = {"fr": "«\u00a0{}\u00a0»", "en": "“{}”", "ar": "«{}»"}
# OSCOLA: single marks.
TITLE_QUOTES = {"fr": "«\u00a0{}\u00a0»", "en": "‘{}’", "ar": "«{}»"}
DOCUMENT = {"fr": "doc. {}", "en": "doc. {}", "ar": "الوثيقة {}"}
OSCOLA_DOCUMENT = {"fr": "Doc ONU {}", "en": "UN Doc {}", "ar": "وثيقة الأمم المتحدة {}"}
NO_DATE = {"fr": "[s.\u00a0d.]", "en": "[no date]", "ar": "[د.ت.]"}

TERMS = {
    "fr": Terms(
        paragraph="par.",
        article="art.",
        section="sect.",
        annex="annexe",
        recital="al. {} du préambule",
        preamble="préambule",
        front="titre",
        closing="clauses finales",
        under="sous «\u00a0{}\u00a0»",
        in_fine="in fine",
        page="p. {}",
        two_pages="p. {} et {}",
        pages="p. {} à {}",
        point=" {})",
        inner=", par. {}",
        comma=", ",
    ),
    "en": Terms(
        paragraph="para.",
        article="art.",
        section="sect.",
        annex="annex",
        recital="preambular para. {}",
        preamble="preamble",
        front="title",
        closing="closing",
        under="under “{}”",
        in_fine="closing words",
        page="p. {}",
        two_pages="pp. {} and {}",
        pages="pp. {}–{}",
        point=" ({})",
        inner=", para. {}",
        comma=", ",
    ),
    "ar": Terms(
        paragraph="الفقرة",
        article="المادة",
        section="القسم",
        annex="المرفق",
        recital="الفقرة {} من الديباجة",
        preamble="الديباجة",
        front="العنوان",
        closing="الخاتمة",
        under="تحت «{}»",
        in_fine="في نهايتها",
        page="الصفحة {}",
        two_pages="الصفحتان {} و{}",
        pages="الصفحات {}-{}",
        point=" ({})",
        inner="، الفقرة {}",
        comma="، ",
    ),
}

# No full stops; points close up to their article: art 6(1)(e). A page stands alone.
OSCOLA_TERMS = {
    "fr": replace(
        TERMS["fr"],
        paragraph="par",
        article="art",
        section="sect",
        recital="préambule, al {}",
        page="{}",
        two_pages="{}–{}",
        pages="{}–{}",
        point="({})",
        inner="({})",
    ),
    "en": replace(
        TERMS["en"],
        paragraph="para",
        article="art",
        section="s",
        recital="preamble para {}",
        under="under ‘{}’",
        page="{}",
        two_pages="{}–{}",
        pages="{}–{}",
        point="({})",
        inner="({})",
    ),
    "ar": replace(
        TERMS["ar"], page="{}", two_pages="{}–{}", pages="{}–{}", point="({})", inner="({})"
    ),
}
