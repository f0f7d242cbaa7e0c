"""The session of the README, run as written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ui.cli import main

ROOT = Path(__file__).resolve().parents[1]
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)


def readme_session() -> list[tuple[str, str]]:
    """Return the commands of the README with what each is said to print."""
    (session,) = SESSION.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    steps = session.split("$ ")[1:]
    return [(command, output) for command, _, output in (step.partition("\n") for step in steps)]


def test_readme_session_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CLAUSIER_LIBRARY", str(tmp_path))
    for command, expected in readme_session():
        program, *arguments = shlex.split(command)
        assert program == "clausier"
        assert main(arguments) == 0
        printed = capsys.readouterr().out
        if expected.endswith("...\n"):  # the rest is left out there
            printed = printed[: len(expected) - 6] + expected[-6:]
        assert printed == expected


def test_readme_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"^    (\w+)  ", capsys.readouterr().out, re.MULTILINE)
    assert listed
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [
        name for name in listed if f"`clausier {name}" not in readme and f"`{name} " not in readme
    ] == []
