"""A hundred damaged files, the same each time; `make fuzz` reads ten thousand others."""

import random
import time
from pathlib import Path

import fuzz_reading
import pytest

from ingest.errors import UnreadableFile
from ingest.pipeline import Source, parse_report

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("number", range(100))
def test_a_damaged_file_is_read_or_refused(number):
    name, data = fuzz_reading.mutant(20, number, None)
    try:
        parsed = parse_report(Source(name, data))
    except UnreadableFile as error:
        assert error.code  # noqa: PT017 - either outcome is right
    else:
        fuzz_reading.check(parsed)


def test_a_number_names_one_damaged_file():
    first, second = (fuzz_reading.mutant(20, 7, None) for _ in range(2))
    assert first == second
    assert first != fuzz_reading.mutant(20, 8, None)


def test_a_damaged_archive_is_the_same_at_any_time(monkeypatch):
    data = (CASES / "numbered.docx").read_bytes()
    first = fuzz_reading.mutate_archive(data, random.Random(7))
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert fuzz_reading.mutate_archive(data, random.Random(7)) == first != data


@pytest.mark.parametrize("mutation", fuzz_reading.MUTATIONS, ids=lambda function: function.__name__)
def test_every_mutation_changes_a_report(mutation):
    data = (CASES / "resolution-en.txt").read_bytes()
    changed = bytearray(data)
    mutation(changed, random.Random(2))
    assert bytes(changed) != data


def test_the_check_finds_a_clause_that_is_not_its_span():
    from dataclasses import replace

    parsed = parse_report(Source("a.txt", b"A\n\n1. a.\n\n2. b.\n"))
    wrong = [replace(clause, text="other words") for clause in parsed.clauses]
    with pytest.raises(AssertionError, match="is not its span"):
        fuzz_reading.check(replace(parsed, clauses=tuple(wrong)))
    with pytest.raises(AssertionError, match="begins before the end"):
        fuzz_reading.check(replace(parsed, clauses=parsed.clauses[::-1]))
