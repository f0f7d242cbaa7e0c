"""Links into the library: `?q=…` asks, `?report=…&clause=…` opens a clause on its page.

They name reports and clauses by what a rebuild keeps: ids and keys, never places in an index.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from retrieval.assistant import Assistant
from retrieval.models import Hit
from ui.browser import whole_number
from ui.opened import Opened

QUESTION, REPORT, CLAUSE, VERSION, STYLE = "q", "report", "clause", "version", "style"


def link_to(hit: Hit, assistant: Assistant) -> str:
    """Return the link to a clause: by its key or, where another clause has that key, its eId."""
    return link(hit.report_id, name_of(hit, assistant), hit.version)


def link(report_id: str, clause: str, version: int | None = None) -> str:
    """Return the link to the clause of that name, in a version of its report if one is named."""
    named = {REPORT: report_id, CLAUSE: clause}
    return "?" + urlencode(named | ({VERSION: str(version)} if version else {}))


def name_of(hit: Hit, assistant: Assistant) -> str:
    """Return what names a clause in its report and no other."""
    first = assistant.clause(hit.report_id, hit.clause.key, hit.version)
    return hit.clause.key if first.eid == hit.clause.eid else hit.clause.eid


def opened_by(address: Mapping[str, str]) -> Opened | None:
    """Return what an address opens; None if it names no report."""
    report = address.get(REPORT, "")
    version = whole_number(address.get(VERSION, "")) or None
    return Opened(report, address.get(CLAUSE, ""), version=version) if report else None
