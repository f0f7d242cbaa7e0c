"""Links into the library: `?q=…` asks, `?report=…&clause=…` opens a clause on its page.

They name reports and clauses by what a rebuild keeps: ids and keys, never places in an index.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from ingest.models import Clause
from retrieval.assistant import Assistant
from ui.opened import Opened

QUESTION, REPORT, CLAUSE, STYLE = "q", "report", "clause", "style"


def link_to(report_id: str, clause: Clause, assistant: Assistant) -> str:
    """Return the link to a clause: by its key or, where another clause has that key, its eId."""
    return "?" + urlencode({REPORT: report_id, CLAUSE: name_of(report_id, clause, assistant)})


def name_of(report_id: str, clause: Clause, assistant: Assistant) -> str:
    """Return what names a clause in its report and no other."""
    first = assistant.clause(report_id, clause.key)
    return clause.key if first.eid == clause.eid else clause.eid


def opened_by(address: Mapping[str, str]) -> Opened | None:
    """Return what an address opens; None if it names no report."""
    report = address.get(REPORT, "")
    return Opened(report, address.get(CLAUSE, "")) if report else None
