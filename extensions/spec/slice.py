"""The slice: one frozen value that templates read, made from the answers alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from . import auth, dependencies
from .answers import Answers
from .auth import Auth
from .code import INDENT, block, quoted
from .columns import Table
from .examples import Examples
from .layout import Modules
from .names import Name
from .samples import check_samples
from .schemas import Schemas


@dataclass(frozen=True)
class Slice:
    """Everything about one endpoint, and about the service if it is a new one."""

    answers: Answers

    @classmethod
    def of(cls, answers: Answers) -> Slice:
        """The slice of the answers.

        Raises:
            Problem: a field's options leave no values to test it with.
        """
        made = cls(answers)
        check_samples(answers.fields)
        made.table.check_names()
        return made

    @property
    def name(self) -> Name:
        """The resource's name in all its forms."""
        return self.answers.name

    @property
    def package(self) -> str:
        """The import package of the service."""
        return self.answers.package

    @property
    def project_name(self) -> str:
        """The distribution name of the service."""
        return self.answers.project_name

    @cached_property
    def auth(self) -> Auth:
        """How callers prove who they are."""
        kind = self.answers.auth
        if kind == "existing":
            kind = auth.existing(self.answers.project, self.package)
        return Auth(kind, self.package, self.answers.layout, self.project_name)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of files that all share: those it needs and the service lacks."""
        shared = self.answers.project.get("shared") or ()
        return frozenset(self._needed()) - frozenset(shared)

    def _needed(self) -> Iterator[str]:
        if self.answers.project_state == "new":
            yield "service"
        if self.auth.is_on:
            yield from ("principals", self.auth.table)

    @property
    def page_size(self) -> int:
        """Rows of a page where the client does not say."""
        return self.answers.page_size

    @property
    def page_max(self) -> int:
        """Rows of a page at most."""
        return self.answers.page_max

    @property
    def search(self) -> tuple[str, ...]:
        """The fields that `?q=` looks into."""
        return self.answers.search

    @property
    def searched_fields(self) -> str:
        """They as a tuple."""
        return block((f"{quoted(name)}," for name in self.search), "()", INDENT)

    @cached_property
    def modules(self) -> Modules:
        """The modules of the resource."""
        return Modules.of(self.answers.layout, self.package, self.name)

    @cached_property
    def users(self) -> Modules:
        """The modules of the users."""
        return auth.modules("jwt", self.answers.layout, self.package)

    @cached_property
    def api_keys(self) -> Modules:
        """The modules of the API keys."""
        return auth.modules("api_key", self.answers.layout, self.package)

    @cached_property
    def table(self) -> Table:
        """The resource in the database."""
        fields = self.answers.fields
        return Table(self.name.plural, self.name.pascal, self.package, fields)

    @cached_property
    def schemas(self) -> Schemas:
        """The resource in requests and answers."""
        return Schemas(
            table=self.table,
            models_module=self.modules.models,
            filters=self.answers.filters,
            sort=self.answers.sort,
            search=self.answers.search,
        )

    @cached_property
    def examples(self) -> Examples:
        """The values that its tests send."""
        return Examples(self.schemas)

    @property
    def revision(self) -> str:
        """The id of the revision that creates the table."""
        return sha256(f"create {self.name.plural}".encode()).hexdigest()[:12]

    @property
    def parent_revision(self) -> str | None:
        """The id of the revision before it."""
        is_brought = self.auth.table in self.groups
        return self.auth.revision if is_brought else self.head

    @property
    def parent_revision_literal(self) -> str:
        """It as Python."""
        return _literal(self.parent_revision)

    @property
    def head(self) -> str | None:
        """The id of the newest revision that the service has already."""
        migrations = self.answers.project.get("migrations") or {}
        heads = migrations.get("heads") or [None]
        return None if heads[0] is None else str(heads[0])

    @property
    def head_literal(self) -> str:
        """It as Python."""
        return _literal(self.head)

    @property
    def requirements(self) -> list[str]:
        """What the service needs to run."""
        groups = [dependencies.SERVICE, self.auth.requirements]
        types = {field.type for field in self.answers.fields}
        groups += [dependencies.EMAIL] if "email" in types else []
        return dependencies.requirements(*groups)

    @property
    def development_requirements(self) -> list[str]:
        """What its developers need besides."""
        return dependencies.requirements(dependencies.DEVELOPMENT)

    @property
    def all_models(self) -> list[str]:
        """The models of the service, with their base."""
        callers = [self.auth.model] if self.auth.is_on else []
        return sorted(["Base", self.name.pascal, *callers])


def _literal(revision: str | None) -> str:
    return "None" if revision is None else quoted(revision)
