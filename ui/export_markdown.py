"""A conversation as a Markdown file, with footnotes. Its words are escaped: they stay text."""

from __future__ import annotations

import re

from ui.transcript import Exchange, Linked, Quoted, Transcript, one_line

# What begins something anywhere in a line; a colon begins emoji codes and ends addresses' schemes.
ANYWHERE = re.compile(r"[\\`*_\[\]<>#|~$^&{}!@]|:(?=[\w/])|(?<=[wW])\.(?=\S)")
# What begins something at the start of a line: "- ", "+ ", "1. ", "2) ", "===".
AT_THE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def to_markdown(transcript: Transcript) -> bytes:
    """Return the file."""
    parts = [f"# {escaped(transcript.title)}", escaped(transcript.about)]
    notes: list[str] = []
    for exchange in transcript.exchanges:
        parts += exchange_parts(exchange)
        notes += [f"[^{q.note}]: {escaped(one_line(q.citation))}" for q in exchange.quoted]
    return ("\n\n".join([*parts, *notes]) + "\n").encode()


def exchange_parts(exchange: Exchange) -> list[str]:
    """Return the paragraphs of one exchange."""
    parts = [f"## {escaped(one_line(exchange.question))}", escaped(exchange.opening)]
    for quoted in exchange.quoted:
        parts += [escaped(quoted.label)] if quoted.label else []
        parts.append(quotation(quoted))
        if quoted.twins:
            parts.append("\n".join([escaped(quoted.also), "", *map(twin, quoted.twins)]))
    return parts


def quotation(quoted: Quoted) -> str:
    """Return a clause as a block quotation; of one that answers, the words quoted are in bold."""
    marked = bold(quoted.marked) if quoted.answers else escaped(quoted.marked)
    text = escaped(quoted.before) + marked + escaped(quoted.after)
    lines = [*escaped(quoted.chapeau).split("\n"), "", *text.split("\n")]
    shown = lines if quoted.chapeau else lines[2:]
    return "\n".join(f"> {line}".rstrip() for line in shown) + f" [^{quoted.note}]"


def twin(linked: Linked) -> str:
    """Return a line of a list: a citation, linked if it can be."""
    citation = escaped(one_line(linked.citation))
    return f"- [{citation}](<{linked.link}>)" if linked.link else f"- {citation}"


def bold(text: str) -> str:
    """Return a text in bold, line by line: emphasis does not run over an empty line."""
    return "\n".join(
        f"**{escaped(line.strip())}**" if line.strip() else "" for line in text.split("\n")
    )


def escaped(text: str) -> str:
    """Return a text in which no character is markup. Its line breaks stay."""
    return "\n".join(escaped_line(line) for line in re.split(r"\r\n|\r|\n", text))


def escaped_line(line: str) -> str:
    """Return a line without markup; spaces at its start would make it code."""
    line = ANYWHERE.sub(lambda found: f"\\{found[0]}", line.lstrip())
    return AT_THE_START.sub(
        lambda found: rf"{found[1]}\{found[2]}" if found[1] else rf"\{found[3]}", line
    )
