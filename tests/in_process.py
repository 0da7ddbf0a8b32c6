"""What answers lead to, rendered in this process: the files of a copy without Copier."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from extensions import hook
from extensions.answers.answers import Answers
from extensions.plan.plan import TEMPLATE, Plan
from extensions.slice.literals import literal
from extensions.slice.slice import Slice
from extensions.slice.unasync import unasync
from extensions.steps.layout import lay_out_in

ROOT = Path(__file__).parent.parent
SUFFIX = ".jinja"

Source: TypeAlias = tuple[str, str, Callable[[], bool]]


class Recording(FileSystemLoader):
    """Remembers which templates were read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.read: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> Source:
        """Read a template, and remember that."""
        self.read.add(template)
        return super().get_source(environment, template)


@cache
def loader(root: Path) -> Recording:
    """The one that `environment` reads a template's folder with."""
    return Recording(root)


def environment(root: Path = ROOT) -> Environment:
    """The environment that Copier makes, with the settings of `copier.yml`."""
    return _environment(root)


@cache
def _environment(root: Path) -> Environment:
    made = Environment(
        loader=loader(root),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    hook.equip(made, {"literal": literal, "unasync": unasync}, root)
    return made


def files_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """Every file that the answers lead to, laid out, by its path."""
    plan = Plan.of(Slice.of(Answers.of(answers)))
    return rendered(plan, *plan.written)


def file_of(artefact: str, slice_: Slice) -> str:
    """One file, by its name in `files`."""
    plan = Plan.of(slice_)
    made = rendered(plan, f"{{{{ files.{artefact} }}}}{SUFFIX}")
    return made[plan.files[artefact]]


def rendered(
    plan: Plan, *templates: str, root: Path = ROOT, **answers: Any
) -> dict[str, str]:
    """These templates of a plan, laid out, each by the path of its file."""
    known = {"slice": plan.slice, "plan": plan, "files": plan.files, "at": plan.at}
    known |= answers
    with TemporaryDirectory() as folder:
        paths = {}
        for template in templates:
            if "_copier_conf" in template:
                continue
            path = Path(folder, plan.written[template])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_text(template, known, root), "utf-8")
            paths[plan.written[template]] = path
        lay_out_in(Path(folder), paths, plan.slice)
        return {name: path.read_text("utf-8") for name, path in paths.items()}


def _text(template: str, known: Mapping[str, Any], root: Path) -> str:
    if not template.endswith(SUFFIX):
        return (TEMPLATE / template).read_text("utf-8")
    return environment(root).get_template(f"template/{template}").render(**known)
