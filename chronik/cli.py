"""The command line: one thin command for each public function.

Results go to standard output, progress and notes to standard error. Exit codes: 0 done, 1 failed, 2 wrong usage.
"""

import datetime as dt
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal, NoReturn, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from chronik import pipeline, plot, publish, show, show_dating
from chronik.check import check_language, idle_rules, order_notes
from chronik.errors import ChronikError, InputError
from chronik.free import free_only
from chronik.ingest.texts import READ_ALL_THE_SAME
from chronik.language.files import chosen, home
from chronik.model import Annotations, Article, Report, Skipped
from chronik.publish.jsonl import KINDS
from chronik.record import Case

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads a pile of dated news reports and builds a dossier in which every line cites its sentence.",
)
notes = Console(stderr=True, highlight=False, soft_wrap=True)

Paths = Annotated[
    list[str], typer.Argument(help="Text files, saved pages, JSON Lines, folders, or - for standard input.")
]
CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.")]
Put = Callable[[Article, Report, Annotations], object]
OutFile = Annotated[Path | None, typer.Option("-o", "--output", help="Where to write; standard output by default.")]
Alone = Annotated[
    bool, typer.Option("--alone", help="Date each text by its own words only, not in the light of the others.")
]
TrustStated = Annotated[bool, typer.Option("--trust-stated", help="Take the stated date as the day of writing.")]


def main() -> NoReturn:
    """Run the command line; a ChronikError ends it with one sentence and exit code 1."""
    try:
        app()
    except ChronikError as e:
        _note(str(e), "red")
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except OSError as e:
        _note(f"{e.filename or 'The output'} could not be used: {e.strerror}.", "red")
        sys.exit(1)
    sys.exit(0)


def _note(text: str, style: str | None = None) -> None:
    """One line for people, on standard error."""
    notes.print(show.plain(text), style=style, markup=False)


def _version(wanted: bool) -> None:
    if wanted:
        print(version("chronik"))
        print(show_dating.age())
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Reads a pile of dated news reports and builds a dossier in which every line cites its sentence."""


@app.command()
def build(
    paths: Paths,
    output: Annotated[Path, typer.Option("-o", "--output", help="The case file to write or add to (case.db).")] = Path(
        "case.db"
    ),
    trust_stated: TrustStated = False,
) -> None:
    """The main job: read, annotate, date, link, find, record; prints a summary."""
    _must_exist(paths)
    free_only()  # a slip in CHRONIK_MODELS is told before there is a case file
    with Case.open(output, create=True) as case, _progress("Reading") as seen:
        try:
            pipeline.build(paths, case, trust_stated=trust_stated, progress=seen)
        except KeyboardInterrupt:
            _note(f"Stopped; {output} is whole, and the same command goes on from here.")
            raise typer.Exit(130) from None
    with Case.open(output) as case:
        show.summary(case, Console(highlight=False))
        _list_skipped(case.skipped())
        _something(sum(1 for _ in case.documents()), paths)


@app.command()
def annotate(
    paths: Paths,
    output: OutFile = None,
    kinds: Annotated[str, typer.Option(help="Kinds to write, with commas between.")] = ",".join(KINDS),
    trust_stated: TrustStated = False,
    alone: Alone = False,
    format: Annotated[
        Literal["jsonl", "timeml"],
        typer.Option(
            "--format", help="jsonl, or timeml (time expressions; -o names a folder, or a .tml file for one article)."
        ),
    ] = "jsonl",
) -> None:
    """Find, date and write the annotations of each text as JSON Lines, or its time expressions as TimeML."""
    wanted = frozenset(k.strip() for k in kinds.split(","))
    unknown = sorted(wanted - set(KINDS))
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: kinds are {', '.join(KINDS)}.", param_hint="--kinds")
    if format == "timeml" and "time" not in wanted:
        raise typer.BadParameter("TimeML holds time expressions: leave it out, or say time.", param_hint="--kinds")
    _must_exist(paths)
    skipped: list[Skipped] = []
    read = 0
    with _annotations(format, output, wanted) as put, _progress("Annotating") as seen:
        for item in pipeline.annotate_pile(paths, trust_stated=trust_stated, alone=alone):
            if isinstance(item, Skipped):
                skipped.append(item)
                continue
            document, report, found = item
            put(document.article, report, found)
            seen(document.article.path)
            read += 1
    _list_skipped(skipped)
    _something(read, paths)


@app.command()
def date(
    paths: Paths,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines with all reasons.")] = False,
    alone: Alone = False,
    draw: Annotated[
        bool, typer.Option("--plot", help="Draw the chance of each day for one text, in the terminal or to -o.")
    ] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="With --plot: an .svg or a .csv file.")] = None,
) -> None:
    """When each text was written, how sure that is, and why.

    Of each text: the days in which it was written, with 95 of 100 of the chance,
    and the likeliest day; the stated date, and whether the text contradicts it;
    the few reasons that decide, with the days they allow and the words they rest
    on. What each means: docs/dating.md.
    """
    _must_exist(paths)
    if draw:
        _plot(paths, output, json)
        return
    if output:
        raise typer.BadParameter("goes with --plot; send other output to a file with >.", param_hint="-o")
    skipped: list[Skipped] = []
    out = Console(highlight=False)
    read = 0
    for item in pipeline.annotate_pile(paths, alone=alone):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        document, report, found = item
        read += 1
        if json:
            sys.stdout.writelines(
                f"{line}\n" for line in publish.article_lines(document.article, report, found, frozenset(("report",)))
            )
        else:
            show_dating.dating(document.article, report, out)
    _list_skipped(skipped)
    _something(read, paths)
    if not json:
        _note(show_dating.age())


def _plot(paths: list[str], output: Path | None, json: bool) -> None:
    """Draw the one text that ``paths`` hold."""
    if json:
        raise typer.BadParameter("draws a chart; the days as data are --plot -o FILE.csv.", param_hint="--plot")
    kind = output.suffix.lower() if output else ""
    if output and kind not in plot.KINDS:
        raise typer.BadParameter(f"{output} is neither an .svg nor a .csv file.", param_hint="-o")
    skipped: list[Skipped] = []
    texts: list[pipeline.Dated] = []
    for item in pipeline.days_of(paths):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            texts.append(item)
        if len(texts) > 1:
            raise typer.BadParameter("draws one text, and there are several here; name one.", param_hint="--plot")
    _list_skipped(skipped)
    _something(len(texts), paths)
    drawn = plot.drawing(kind, *texts[0], show_dating.columns(Console()))
    with _writing(output) as out:
        out.writelines(f"{line}\n" for line in drawn)
    if output:
        _note(f"Wrote {output}.")


@app.command(name="show")
def show_command(
    case_file: CaseFile,
    what: Annotated[
        Literal[
            "timeline",
            "figures",
            "pledges",
            "conflicts",
            "copies",
            "positions",
            "parties",
            "sources",
            "reports",
            "state",
        ],
        typer.Argument(help="What to show."),
    ],
    on: Annotated[
        str | None, typer.Option(help="State: the day it is of (YYYY-MM-DD); without it the newest day of a report.")
    ] = None,
    known_by: Annotated[str | None, typer.Option(help="State: from reports written up to this day.")] = None,
    party: Annotated[str | None, typer.Option(help="Only lines that name this party.")] = None,
    place: Annotated[str | None, typer.Option(help="Only lines that name this place.")] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines instead of a table.")] = False,
) -> None:
    """Show a part of the dossier, each line with its report, day and sentence."""
    words = tuple(w for w in (party, place) if w)
    with Case.open(case_file) as case:
        if what == "state":
            day = _day(on, "--on") or show.newest_day(case)
            made = pipeline.state_on(case, day, _day(known_by, "--known-by") or day)
            if json:
                print(publish.state_line(made, case))
            else:
                show.state_table(made, Console(highlight=False))
            return
        if json:
            sys.stdout.writelines(f"{line}\n" for line in publish.finding_lines_of(case, what, words))
        else:
            show.table(case, what, words, Console(highlight=False))
        if what == "timeline" and (left_out := show.undated_events(case, words)):
            _note(left_out)


@app.command()
def export(
    case_file: CaseFile,
    format: Annotated[
        Literal["jsonl", "csv"], typer.Option("--format", help="jsonl, or csv (a folder of tables).")
    ] = "jsonl",
    output: OutFile = None,
) -> None:
    """Write annotations and findings for other programs."""
    with Case.open(case_file) as case:
        if format == "csv":
            if output is None:
                raise typer.BadParameter("csv writes several tables: name a folder with -o.", param_hint="--format")
            publish.write_csv(case, output)
            return
        with _writing(output) as out:
            out.writelines(f"{line}\n" for line in publish.case_lines(case))


@app.command(name="publish")
def publish_command(
    case_file: CaseFile,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write, - for standard output.")],
    ui: Annotated[Literal["de", "en"], typer.Option(help="Language of the page.")] = "de",
) -> None:
    """One page that needs no server and no network, in which every line opens its sentence."""
    with Case.open(case_file) as case:
        newest = show.newest_day(case)
        page = publish.publish_page(case, [pipeline.state_on(case, newest, newest)], ui)
    with _writing(output) as out:
        out.write(page)
    if str(output) != "-":
        _note(f"Wrote {output} ({len(page.encode()) / 1e6:.1f} MB); open it in a browser.")


@app.command(name="check-language")
def check_language_command(
    language: Annotated[
        str,
        typer.Argument(help="The language's code, such as de; or a folder of your own rule files with such a name."),
    ],
    text: Annotated[
        list[str] | None,
        typer.Option("--text", help="Reports of yours: also say which time rules find nothing in them."),
    ] = None,
    notes: Annotated[
        bool,
        typer.Option("--notes", help="Also say where the order of time rules decides."),
    ] = False,
) -> None:
    """Run the examples of every rule of a language, and say what in its time rules is wrong, shadowed or unused.

    All commands read your own rule files, in MINE/de for example, instead of the installed ones where the environment
    variable CHRONIK_LANGUAGE names MINE. Here the folder MINE/de itself may be given. The last line says what was
    checked.
    """
    code = chosen(language)
    faults = check_language(code)
    for fault in faults:
        print(show.plain(fault))
    if text:
        _must_exist(text)
    if not faults:
        for note in order_notes(code) if notes else ():
            print(show.plain(note))
        if text:
            print(show.plain(_idle(code, text)))
    checked = Path(str(home(code))).resolve()
    if faults:
        _note(f"{show.count(len(faults), 'thing')} in {checked} to put right.")
        raise typer.Exit(1)
    _note(f"All examples in {checked} hold.")


def _idle(code: str, paths: list[str]) -> str:
    """Which time rules find nothing in texts."""
    texts, names = idle_rules(code, paths)
    if not names:
        return f"Every time rule finds something in {show.count(texts, 'text')}."
    listed = textwrap.fill("; ".join(names), 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return f"In {show.count(texts, 'text')} these {show.count(len(names), 'time rule')} find nothing:\n{listed}"


def _day(text: str | None, option: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; write it as YYYY-MM-DD.", param_hint=option) from None


def _must_exist(paths: list[str]) -> None:
    """Nothing is begun where there is nothing to begin with."""
    if "" in paths:
        raise typer.BadParameter("an empty name; give a file, a folder or - for standard input.", param_hint="PATHS")
    if not any(path == "-" or Path(path).exists() for path in paths):
        raise InputError(f"There is no {' and no '.join(paths)}; give files, folders or - for standard input.")


def _something(read: int, paths: list[str]) -> None:
    if not read:
        raise InputError(f"Nothing in {', '.join(paths)} could be read as a report; see above, or give other files.")


def _list_skipped(skipped: Iterable[Skipped]) -> None:
    for item in skipped:
        _note(f"{'Note' if READ_ALL_THE_SAME in item.why else 'Skipped'}: {item.why}", "yellow")


@contextmanager
def _writing(output: Path | None) -> Iterator[TextIO]:
    """The file to write to, or standard output."""
    if output is None or str(output) == "-":
        yield sys.stdout
    else:
        with output.open("w", encoding="utf-8", newline="\n") as out:
            yield out


@contextmanager
def _annotations(format: str, output: Path | None, kinds: frozenset[str]) -> Iterator[Put]:
    """Where the annotations of each article go: lines, a folder of TimeML documents, or one such document."""
    if format == "jsonl":
        with _writing(output) as out:
            yield lambda a, r, found: out.writelines(f"{line}\n" for line in publish.article_lines(a, r, found, kinds))
    elif output is None or str(output) == "-" or (output.suffix.lower() in (".tml", ".xml") and not output.is_dir()):
        one: list[str] = []
        yield lambda a, r, found: one.append(_only(one, a, r, found))
        if one:
            with _writing(output) as out:
                out.writelines(one)
    elif output.is_file():
        raise typer.BadParameter(f"{output} is a file; name a folder, or a .tml file for one article.", param_hint="-o")
    else:
        yield publish.timeml_folder(output)


def _only(before: list[str], article: Article, report: Report, found: Annotations) -> str:
    """The TimeML document of an article that must be the only one."""
    if before:
        raise typer.BadParameter("TimeML is a document for each article: name a folder with -o.", param_hint="--format")
    return publish.timeml(article, report, found.times)


@contextmanager
def _progress(what: str) -> Iterator[pipeline.Progress]:
    """A count on standard error, off where that is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed} · {task.fields[name]}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as bar:
        task = bar.add_task(what, total=None, name="")
        yield lambda path: bar.update(task, advance=1, name=show.plain(Path(path).name))
