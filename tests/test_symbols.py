"""Symbols of documents in any text."""

import pytest

from ingest.symbols import find_symbols, names


@pytest.mark.parametrize(
    ("text", "symbol", "normal"),
    [
        ("A/RES/70/1", "A/RES/70/1", "A/RES/70/1"),
        ("S/RES/2480 (2019)", "S/RES/2480 (2019)", "S/RES/2480(2019)"),
        ("S/RES/1325(2000)", "S/RES/1325(2000)", "S/RES/1325(2000)"),
        ("voir S/2019/454.", "S/2019/454", "S/2019/454"),  # without the full stop
        ("E/CN.4/2004/14", "E/CN.4/2004/14", "E/CN.4/2004/14"),
        ("HRI/GEN/1/Rev.9", "HRI/GEN/1/Rev.9", "HRI/GEN/1/REV.9"),
        ("ST/SGB/2017/1", "ST/SGB/2017/1", "ST/SGB/2017/1"),
        ("CCPR/C/GC/36", "CCPR/C/GC/36", "CCPR/C/GC/36"),
        ("OIC/CFM-44/2017/POL/RES/FINAL",) * 3,
        ("PSC/PR/COMM.(DCCXCVI)",) * 3,  # a session in roman figures
        ("Assembly/AU/Dec.630(XXVIII)", "Assembly/AU/Dec.630(XXVIII)",
         "ASSEMBLY/AU/DEC.630(XXVIII)"),
        ("EX.CL/Dec.986(XXXII)", "EX.CL/Dec.986(XXXII)", "EX.CL/DEC.986(XXXII)"),
        ("A/SA.1/12/08", "A/SA.1/12/08", "A/SA.1/12/08"),
        ("Règlement n° 05/CM/UEMOA", "05/CM/UEMOA", "05/CM/UEMOA"),
        ("32016R0679", "32016R0679", "32016R0679"),  # CELEX
        ("le règlement (UE) 2016/679", "(UE) 2016/679", "(EU)2016/679"),
        ("Regulation (EU) 2016/679", "(EU) 2016/679", "(EU)2016/679"),
        ("règlement (CE) n° 45/2001", "(CE) n° 45/2001", "(EC)45/2001"),
        ("directive 95/46/CE", "95/46/CE", "95/46/EC"),
        ("COM(2016) 272 final", "COM(2016) 272 final", "COM(2016)272FINAL"),
        ("CM/Rec(2010)5", "CM/Rec(2010)5", "CM/REC(2010)5"),
        ("STE n° 005", "STE n° 005", "STE005"),
        # One document, one normal form.
        ("Résolution 2480 (2019)", "Résolution 2480 (2019)", "RES/2480(2019)"),
        ("resolution 2480 (2019)", "resolution 2480 (2019)", "RES/2480(2019)"),
        ("القرار 2480 (2019)", "القرار 2480 (2019)", "RES/2480(2019)"),
        ("قرار رقم ٢٤٨٠ (٢٠١٩)", "قرار رقم ٢٤٨٠ (٢٠١٩)", "RES/2480(2019)"),
        ("la résolution 2480", "résolution 2480", "RES/2480"),
        ("résolution 217 A (III)", "résolution 217 A (III)", "RES/217A(III)"),
        ("Resolution No. 1/44-POL", "Resolution No. 1/44-POL", "RES/1/44-POL"),
        ("loi n° 2015-1785", "loi n° 2015-1785", "LAW/2015-1785"),
    ],
)  # fmt: skip
def test_symbols_have_one_normal_form(text, symbol, normal):
    (found,) = find_symbols(text)
    assert (found.text, found.normal, text[found.start : found.end]) == (symbol, normal, symbol)


@pytest.mark.parametrize(
    "text",
    [
        "ET/OU",  # no figure
        "HIV/AIDS",
        "24/09/2019",  # a date
        "100 km/h",
        "A/4",  # too short to be sure
        "article 3/4",
        "les lois 3 et 4",  # a law has a longer number
        "une résolution de 2 000 francs",
        "résolution 2 000",  # an amount
        "JO L 119 du 4.5.2016",
        "",
    ],
)
def test_what_only_looks_like_a_symbol_is_none(text):
    assert find_symbols(text) == ()


@pytest.mark.parametrize(
    ("mention", "symbol", "may"),
    [
        ("RES/2480", "S/RES/2480(2019)", True),
        ("RES/2480(2019)", "S/RES/2480(2019)", True),
        ("RES/2480(2018)", "S/RES/2480(2019)", False),  # another year
        ("RES/480", "S/RES/2480(2019)", False),  # part of a number
        ("RES/70/1", "A/RES/70/1", True),
        ("REG/2016/679", "(EU)2016/679", True),
        ("A/RES/70/1", "A/RES/70/1", True),
        ("RES/1", "A/RES/70/1", False),
    ],
)
def test_a_mention_may_name_a_document_by_less_than_its_symbol(mention, symbol, may):
    assert names(mention, symbol) is may
