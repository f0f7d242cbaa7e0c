"""What goes on in the library as HTML: files on their way into it, a change of its model."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ingest.models import ParsedReport
from ui.intake import STEPS, Job
from ui.markup import Template, message_html
from ui.markup_library import button, clauses_html, doubts_html, facts_html, heading_facts
from ui.remodelling import STEP, Remodelling
from ui.wording import Words

JOBS = Template('<ul class="cl-jobs" aria-label="{}">{}</ul>')
JOB = Template('<li class="cl-job" data-state="{}"><p class="cl-file" dir="auto">{}</p>{}{}</li>')
BAR = Template(
    '<label class="cl-bar"><span>{}</span><progress max="{}"{}></progress><span>{}</span></label>'
)
VALUE = Template(' value="{}"')


def jobs_html(jobs: Sequence[Job], words: Words) -> Markup:
    """Files on their way into the library, and what became of those that are over."""
    items = Markup("").join(job_html(job, words) for job in jobs)
    over = any(job.is_over for job in jobs)
    clear = button("clear", words("jobs_clear")) if over else Markup("")
    return JOBS.format(words("jobs"), items) + clear


def job_html(job: Job, words: Words) -> Markup:
    """One file: a bar for each step, then what it came to."""
    if job.is_over:
        return JOB.format(job.state, job.source.name, outcome_html(job, words), "")
    if job.state == "look" and job.parsed:
        acts = button("accept", words("job_accept"), job=job.number)
        acts += button("cancel", words("job_discard"), job=job.number)
        return JOB.format(job.state, job.source.name, preview_html(job.parsed, words), acts)
    bars = Markup("").join(bar_html(job, step, words) for step in STEPS)
    stop = button("cancel", words("job_cancel"), job=job.number) if job.may_stop else Markup("")
    return JOB.format(job.state, job.source.name, bars, stop)


def bar_html(job: Job | Remodelling, step: str, words: Words) -> Markup:
    """How far one step of a file is."""
    done, total = job.steps.get(step, (0, 1))
    counted = words("job_counted", done=done, total=total) if total > 1 else ""
    # A step that cannot be counted yet shows by a moving bar that it goes on.
    moving = job.state == "working" and step == job.step and not done
    value = Markup("") if moving else VALUE.format(min(done, total))
    return BAR.format(words(f"job_{step}"), max(total, 1), value, counted)


def outcome_html(job: Job, words: Words) -> Markup:
    """What became of a file: added, replaced, unchanged, refused, or cancelled."""
    if job.added is None or job.state == "cancelled":
        error = words.error(job.error) if job.error else words(f"job_{job.state}")
        return message_html(error, "error" if job.state == "failed" else "note")
    report = job.added.report
    told = words(f"upload_{job.added.status}", title=report.title, clauses=job.added.numbered)
    shown = message_html(told, "done") + button("pick", words("job_see"), report=report.id)
    return shown + doubts_html(job.added.doubts, report.language, words)


def preview_html(parsed: ParsedReport, words: Words) -> Markup:
    """What a file was read as: its heading, its doubts and its clauses, before it is kept."""
    return (
        facts_html(heading_facts(parsed.report, words))
        + doubts_html(parsed.doubts, parsed.report.language, words)
        + clauses_html(parsed.clauses, parsed.report.language, words, opened=True)
    )


def remodelling_html(change: Remodelling, words: Words) -> Markup:
    """How far the change to another model is, or what it came to."""
    if change.state == "working":
        return message_html(words("remodel_goes_on", model=change.model)) + bar_html(
            change, STEP, words
        )
    if change.made:
        count = words.number(change.made.indexed)
        return message_html(words("remodel_done", model=change.made.model, count=count), "done")
    if change.state == "failed":
        told = words.error(change.error) if change.error else words("remodel_failed")
        return message_html(told, "error")
    return Markup("")
