"""The slice: one frozen value that templates read, made from the answers alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from . import dependencies
from .answers import Answers
from .code import INDENT, block, quoted
from .columns import Table
from .examples import Examples
from .layout import Modules
from .names import Name
from .samples import check_samples
from .schemas import Schemas

USERS = Name("user", "auth")
"""Users are a resource of their own; their routes and package are called auth."""

USERS_REVISION = "5b1f0c9a3d72"


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

    @property
    def has_users(self) -> bool:
        """Whether people log in with a password and get a token."""
        return self.answers.auth == "jwt"

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
        return Modules.of(self.answers.layout, self.package, USERS)

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
    def parent_revision_literal(self) -> str:
        """It as Python."""
        return repr(self.parent_revision).replace("'", '"')

    @property
    def parent_revision(self) -> str | None:
        """The id of the revision before it."""
        return USERS_REVISION if self.has_users else None

    @property
    def requirements(self) -> list[str]:
        """What the service needs to run."""
        groups: list[tuple[str, ...]] = [dependencies.SERVICE]
        groups += [dependencies.JWT] if self.has_users else []
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
        return sorted(["Base", self.name.pascal, *(["User"] if self.has_users else [])])
