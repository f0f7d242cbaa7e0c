"""Scripts and markup that reports, file names and questions may hold: all of it is text."""

PAYLOADS = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<svg/onload=window.ran=1>",
    "</mark></p></article><h1 class=broken>x</h1>",
    '" onmouseover="window.ran = 1',
    '"><button data-act="close" data-question="x">y</button>',
    "<style>* { display: none }</style>",
    "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    "<a href=javascript:window.ran=1>z</a>",
    "<b id=cl-live>live</b>",
    "&lt;script&gt;window.ran = 1&lt;/script&gt;",
    "[a](javascript:window.ran=1) ![b](https://example.org/b.png)",
    "**bold** _italic_ `code` # heading",
    "$\\frac{1}{2}$ $$x^2$$",
    ":smile: :material/home: :red[red]",
    "{0} {words} %s ${x}",
]
# An override and an isolate that nothing closes: harmless once they are left out.
TURNING = "abc\u202edef\u2067ghi"


def hostile_report() -> str:
    """A report whose title and clauses are payloads."""
    clauses = "".join(f"{n}. {payload} eau.\n\n" for n, payload in enumerate(PAYLOADS, start=1))
    return f"RÉSOLUTION {PAYLOADS[1]} {PAYLOADS[12]}\n\nLestan, 14 mars 2023\n\n{clauses}"


HOSTILE_NAME = "<img src=x onerror='window.ran=1'> **b** :smile: \u202efdp.txt"
