"""Fixtures shared by the tests."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample_file():
    """The sample report as it stands on disk."""
    return CHECKOUT / "data" / "reports" / "oic-contact-group-mali-2019-fr.txt"


@pytest.fixture(scope="session")
def parsed_sample(sample_file):
    """The sample report, read once for the whole session."""
    from ingest.pipeline import parse_report, read_source

    return parse_report(read_source(sample_file))


@pytest.fixture(scope="session")
def shared():
    """The folder of documents and tools that may stand beside the checkout."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared beside the checkout, which is not there")
    return folder
