"""Pictures of an evaluation: risk at each coverage, and calibration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ingest.errors import ClausierError
from retrieval.evaluation.summary import Summary

INCHES = (6.0, 4.5)
DOTS_PER_INCH = 150
GREY = "#888888"


def draw(found: Sequence[Summary], folder: Path) -> list[Path]:
    """Write two pictures of each summary into a folder; return their files.

    Raises `ClausierError` if they cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            save(summary, how, folder / f"{Path(summary.name).stem}-{name}.png")
            for summary in found
            for name, how in (("risk", draw_risk), ("calibration", draw_calibration))
        ]
    except OSError as error:
        raise ClausierError(
            f"{folder} cannot hold the pictures: {error.strerror}. Name a folder with --plot."
        ) from error


def save(summary: Summary, how: object, file: Path) -> Path:
    """Draw one picture and write it."""
    figure = Figure(figsize=INCHES, layout="constrained")
    axes = figure.subplots()
    assert callable(how)
    how(summary, axes)
    axes.set_title(f"{summary.name}, {summary.questions} questions")
    axes.set_xlim(0, 1)
    axes.set_ylim(bottom=0)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.legend(framealpha=1, edgecolor="none")
    figure.savefig(file, dpi=DOTS_PER_INCH)
    return file


def draw_risk(summary: Summary, axes: Axes) -> None:
    """Draw how many answers are wrong if so many questions, the surest first, are answered."""
    trust = summary.trust
    axes.step(
        [0.0, *(p.coverage for p in trust.risks)],
        [trust.risks[0].risk, *(p.risk for p in trust.risks)],
        where="pre",
        label=f"by confidence: area {trust.risk_area:.3f}",
    )
    whole = trust.risks[-1].risk
    axes.axhline(whole, color=GREY, linestyle="--", label=f"all answered: {whole:.2f}")
    answered = trust.first_right
    if answered.value is not None:
        axes.plot(
            [answered.of / summary.questions],
            [1 - answered.value],
            "o",
            color="#b03020",
            label=f"as answered: {answered.of} questions, {1 - answered.value:.2f} wrong",
        )
    axes.set_xlabel("share of the questions that is answered, the surest first")
    axes.set_ylabel("share of the answers whose first clause is wrong")


def draw_calibration(summary: Summary, axes: Axes) -> None:
    """Draw confidence against how often the first clause is right; the diagonal is perfect."""
    trust = summary.trust
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", label="perfect")
    axes.plot(
        [b.confidence for b in trust.bins],
        [b.right for b in trust.bins],
        "o-",
        label=f"ECE {trust.ece:.3f}",
    )
    for b in trust.bins:
        axes.annotate(str(b.count), (b.confidence, b.right), (4, -12), textcoords="offset points")
    axes.set_ylim(0, 1)
    axes.set_xlabel("confidence")
    axes.set_ylabel("share whose first clause is right")
