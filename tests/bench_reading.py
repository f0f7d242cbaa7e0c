"""Measure what reading costs: `make bench-reading`.

Prints medians of runs on this machine: 100 pages of PDF, the peak of memory for 1,000, and what a
process of its own adds to the reading of a short report.
"""

from __future__ import annotations

import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from ingest.confined import parse_confined
from ingest.models import Source
from ingest.pipeline import DEFAULT_MAX_FILE_BYTES, parse_report, read_source
from ingest.reading_process import ReadingProcess

CHECKOUT = Path(__file__).resolve().parent.parent
SHORT = CHECKOUT / "data" / "reports" / "oic-contact-group-mali-2019-fr.txt"
PAGES = CHECKOUT / "tests" / "cases" / "report-fr.pdf"
ROUNDS = 5


def seconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def median(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of some runs."""
    return statistics.median(seconds(run) for _ in range(rounds))


def pages_of(file: Path, count: int) -> Source:
    """Return a PDF of so many pages: those of a file again and again."""
    with pdfium.PdfDocument(file) as original, pdfium.PdfDocument.new() as repeated:
        while len(repeated) < count:
            wanted = range(min(len(original), count - len(repeated)))
            repeated.import_pages(original, [*wanted])
        written = io.BytesIO()
        repeated.save(written)
    return Source(f"{count}-pages.pdf", written.getvalue())


def confined(source: Source) -> None:
    """Read a file as the program does."""
    parse_confined(source, DEFAULT_MAX_FILE_BYTES)


def one_of_many(source: Source) -> float:
    """Return how long a file takes whose process is forked from one that has all loaded."""
    with ReadingProcess() as reading:
        reading.parse(source, DEFAULT_MAX_FILE_BYTES)  # what is loaded once
        return median(lambda: reading.parse(source, DEFAULT_MAX_FILE_BYTES), rounds=50)


def processor_seconds() -> float:
    """Return how long the processes that have ended were at work: others may have kept them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_megabytes() -> float:
    """Return the largest peak of memory of the processes that have ended."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def main(pages: Path) -> None:
    """Print the figures; `pages` is the PDF whose pages are repeated."""
    short, hundred, thousand = read_source(SHORT), pages_of(pages, 100), pages_of(pages, 1_000)
    apart = median(lambda: confined(short))
    parse_report(short)  # what is loaded once
    here = median(lambda: parse_report(short))
    forked = one_of_many(short)
    pdf = median(lambda: confined(hundred), rounds=3)
    worked = processor_seconds()
    long = seconds(lambda: confined(thousand))
    worked = processor_seconds() - worked
    print(f"a short report, in this process          {1000 * here:8.0f} ms")
    print(f"the same in a process of its own         {1000 * apart:8.0f} ms")
    print(f"the same as one of many                  {1000 * forked:8.0f} ms")
    print(f"100 pages of {pages.name:24}    {pdf:8.1f} s")
    print(f"1,000 pages of it                        {long:8.1f} s")
    print(f"of which the processor worked            {worked:8.1f} s")
    print(f"peak of memory for 1,000 pages           {peak_megabytes():8.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
