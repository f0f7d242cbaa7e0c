"""The plan of the house, kept by a test: imports run one way, and no room grows too large."""

import ast
import tomllib
from pathlib import Path

import pytest

from ui.server import streamlit_config
from ui.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ingest", "retrieval", "ui")
SOURCES = sorted(file.relative_to(ROOT) for room in ROOMS for file in (ROOT / room).rglob("*.py"))
MOST_LINES = 350


def imports(file):
    """Return the modules that a file imports, wherever in it: "ingest.models"."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            found.add(node.module)
            if node.module in ROOMS:  # `from ui import markup`
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms(file):
    return {module.split(".")[0] for module in imports(file)} & set(ROOMS)


def test_there_is_source_in_every_room():
    # So that the tests below cannot pass for having read nothing.
    assert {file.parts[0] for file in SOURCES} == set(ROOMS)
    assert rooms(Path("ui/cli.py")) == set(ROOMS)


@pytest.mark.parametrize("file", SOURCES, ids=str)
def test_imports_run_one_way(file):
    allowed = ROOMS[: ROOMS.index(file.parts[0]) + 1]
    assert rooms(file) <= set(allowed)


SEEN_BY_RETRIEVAL = {
    f"ingest.{name}"
    for name in (
        "models",
        "errors",
        "language",
        "store",
        "vectors",
        "conversations",
        "choices",
        "mention_patterns",
        "references",
        "scratch",
        "symbols",
        "syncing",
        "division_mentions",
        "issuers",
        "numerals",
        "permissions",
        "places",
        "versions",
    )
}
SEEN_BY_THE_ASSISTANT = {f"ingest.{name}" for name in ("confined", "pipeline")}
SEEN_BY_PAGES = {f"ingest.{name}" for name in ("boxes", "page_images")}
SEEN_BY_ADDING = {f"ingest.{name}" for name in ("folder", "pipeline", "reading_process")}
SEEN_BY_UPKEEP = {f"ingest.{name}" for name in ("backup", "checks", "vacuum")}
SEEN_ALSO = {
    "assistant.py": SEEN_BY_THE_ASSISTANT,
    "adding.py": SEEN_BY_ADDING,
    "pages.py": SEEN_BY_PAGES,
    "upkeep.py": SEEN_BY_UPKEEP,
    "rebuilding.py": SEEN_BY_UPKEEP,
}


@pytest.mark.parametrize("file", [f for f in SOURCES if f.parts[0] == "retrieval"], ids=str)
def test_retrieval_sees_only_a_part_of_ingest(file):
    allowed = SEEN_BY_RETRIEVAL | SEEN_ALSO.get(file.name, set())
    seen = {module for module in imports(file) if module.split(".")[0] == "ingest"}
    assert seen <= allowed


@pytest.mark.parametrize("file", SOURCES, ids=str)
def test_files_stay_short_enough_to_read(file):
    assert len((ROOT / file).read_text(encoding="utf-8").splitlines()) <= MOST_LINES


# They start a process and are one: what it may inherit is chosen there, and nothing else is read.
PROCESSES = {
    Path("ingest") / f"{room}.py"
    for room in ("confined", "forking", "processes", "reading", "reading_process")
}

# They wait until a file is on the disk, and ask what this user may do with it.
OF_FILES = {Path(f"ingest/{name}.py") for name in ("syncing", "permissions", "scratch")}


def test_environment_is_read_at_the_edge_only():
    inside = {file for file in SOURCES if file.parts[0] != "ui" and "os" in imports(file)}
    assert inside <= PROCESSES | OF_FILES
    texts = {file.stem: (ROOT / file).read_text(encoding="utf-8") for file in PROCESSES | OF_FILES}
    assert {room: t.count("os.environ") for room, t in texts.items() if "os.environ" in t} == {
        "processes": 1,
        "forking": 1,  # sets what its child sees
    }
    assert not any("os.getenv" in text for text in texts.values())


def flat(sections, above=""):
    """Return {"theme": {"dark": {"a": 1}}} as {"theme.dark.a": 1}."""
    found = {}
    for name, value in sections.items():
        found |= (
            flat(value, f"{above}{name}.") if isinstance(value, dict) else {above + name: value}
        )
    return found


def test_page_is_served_the_same_from_a_checkout_and_when_installed():
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        checkout = flat(tomllib.load(file))
    installed = streamlit_config(Settings(Path("library"), Path("cache")), port=8501)
    del installed["server.port"]  # chosen at each start
    assert checkout == installed


def test_no_two_files_of_tests_have_one_name():
    # pytest takes the second for the first, and runs none at all.
    names = [file.name for file in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
