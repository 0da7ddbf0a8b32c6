"""The slice: one frozen value that templates read, made from the answers alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from ..answers.answers import Answers
from ..answers.field import Field
from ..answers.models import Model, Parent
from ..answers.names import Name
from ..answers.problem import Problem
from ..answers.project import Project
from ..answers.shared import GROUP
from . import auth, dependencies, shared
from .auth import Auth
from .caching import Caching
from .examples import Examples
from .fit import Envelope, Fit
from .key import Key
from .lists import Lists
from .places import Modules, Places
from .router import OPERATIONS, Route, Router
from .samples import check_samples
from .schemas import Schemas
from .scope import Access, Scope, parent_of
from .service import Service
from .session import Session
from .style import Style
from .suite import Suite
from .table import Table, table_of
from .targets import SELF, Target, target_of, targets_of


@dataclass(frozen=True)
class Slice:
    """Everything about one endpoint, and about the service if it is a new one."""

    answers: Answers

    @classmethod
    def of(cls, answers: Answers) -> Slice:
        """The slice of the answers.

        Raises:
            Problem: they lead to nothing that can be written, or tested.
        """
        made = cls(answers)
        check_samples(answers.fields)
        made.table.check(model.table for model in Project(answers.project).models)
        return made

    @property
    def name(self) -> Name:
        return self.answers.name

    @property
    def has_new_model(self) -> bool:
        return self.existing is None

    @cached_property
    def existing(self) -> Model | None:
        """The model, where that is there already.

        Raises:
            Problem: there is no such model, or it has no such columns.
        """
        if self.answers.endpoint != "existing_model":
            return None
        found = Project(self.answers.project).model(self.answers.model)
        if found is None:
            wrong = f"there is no model {self.answers.model}"
            raise Problem.about("model", wrong, "a model of the project")
        found.check(self.answers.fields)
        if self.fit.is_ours:
            found.check_record()
        return found

    @cached_property
    def own(self) -> Target:
        """The model, as fields refer to it."""
        if there := self.existing:
            return replace(
                target_of(there, self.fit.project), is_self=True, owners=None
            )
        return Target(
            self.name.pascal,
            self.where.modules.models,
            table_of(self.name, self.fit),
            is_self=True,
            key=self.fit.key,
            schema=self.fit.schema,
            metadata=self.fit.project.metadata,
        )

    @property
    def entity(self) -> str:
        return self.own.class_name

    @property
    def key(self) -> Key:
        return self.own.key

    @property
    def project_name(self) -> str:
        return self.answers.project_name

    @property
    def package(self) -> str:
        return self.answers.package

    @cached_property
    def fit(self) -> Fit:
        """How the project writes what endpoints are made of."""
        answers, project = self.answers, Project(self.answers.project)
        if answers.project_state == "existing" and not project.is_ours:
            return Fit(project)
        return Fit.of_ours(answers.project, answers.package, answers.layout)

    @property
    def is_sync(self) -> bool:
        return not self.fit.is_async

    @property
    def style(self) -> Style:
        found = self.fit.project.found
        modules = (*self.shared.values(), *vars(self.modules).values())
        own = self.fit.packages | {module.partition(".")[0] for module in modules}
        return Style.of(found.get("format") or {}, own, found.get("python"))

    @cached_property
    def where(self) -> Places:
        return Places(self.fit.project, self.name)

    @cached_property
    def shared(self) -> Mapping[str, str]:
        """The modules that endpoints share, as they are imported, by their names."""
        return shared.modules(self)

    @cached_property
    def session(self) -> Session:
        return Session(self.fit)

    @cached_property
    def auth(self) -> Auth:
        return Auth(auth.resolved(self.answers.auth, self.fit), self.fit)

    @cached_property
    def caching(self) -> Caching:
        return Caching(self)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of files that all share: those it needs and the service lacks."""
        if self.fit.is_ours:
            found = {name for name, is_needed in self._groups.items() if is_needed}
        else:
            found = {f"{GROUP}{name}" for name in shared.needed(self)}
        return frozenset(found) - Project(self.answers.project).shared

    @property
    def _groups(self) -> Mapping[str, object]:
        return {
            "service": self.answers.project_state == "new",
            "principals": self.auth.is_on,
            self.auth.table: self.auth.is_on,
            "cursors": self._paging == "cursor",
            "offsets": self._paging == "offset",
            "envelope": self.envelope,
            "associations": self.has_refs,
            "owned": self.service.owned,
            self.caching.group: self.caching.group,
        }

    @property
    def path(self) -> str:
        above = self.parent
        below = f"/{above.name.kebab_plural}/{{{above.key}}}" if above else ""
        return f"{self.fit.project.leading}{below}/{self.name.kebab_plural}"

    @property
    def prefix(self) -> str:
        return Project(self.answers.project).prefix

    @property
    def envelope(self) -> Envelope | None:
        """What answers are wrapped in, if they are."""
        return self.fit.envelope if self.answers.response == "envelope" else None

    @cached_property
    def lists(self) -> Lists:
        return Lists(
            pagination=self.answers.pagination,
            is_ours=self.fit.is_ours,
            size=self.answers.page_size,
            most=self.answers.page_max,
            row=f"{self.name.pascal}Response",
        )

    @property
    def _paging(self) -> str:
        """How lists are paged; nothing where there are none."""
        answers = self.answers
        return answers.pagination if "list" in answers.operations else ""

    @property
    def has_refs(self) -> bool:
        """Whether a row has links to many others."""
        return any(field.kind == "refs" for field in self.answers.fields)

    # Who reaches what ---------------------------------------------------------------

    @cached_property
    def access(self) -> Access:
        kind = self.answers.access if self.auth.is_on else "any"
        found = Access(kind, self.answers.roles)
        self.auth.check_roles((*found.every_role, *found.overseers))
        return found

    @cached_property
    def parent(self) -> Parent | None:
        if self.answers.endpoint != "nested":
            return None
        return parent_of(self.answers.parent, self.fit, self.auth.table)

    @cached_property
    def scope(self) -> Scope:
        project = self.fit.project
        owner = project.owner_of(self.existing) if self.existing else project.owner
        owner = owner if self.access.is_owner else ""
        return Scope(self.name, self.auth, self.access, self.parent, self.fit, owner)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields: those of the scope, then those of the answers.

        What refers to others has the type of their keys. A key that clients choose stays
        as it is.
        """
        key = self.key.name if self.existing else ""
        typed = map(self._typed, self._given_fields)
        return tuple(
            replace(one, immutable=True) if one.name == key else one for one in typed
        )

    @property
    def _given_fields(self) -> tuple[Field, ...]:
        return tuple(
            replace(one, target=SELF) if one.target == self.entity else one
            for one in (*self.scope.fields, *self.answers.fields)
            if one.by_scope or one.name not in self.scope.names
        )

    def _typed(self, field: Field) -> Field:
        target = self._targets.get(str(field.target))
        return target.key.typed(field) if target else field

    # What the router and the service are made of --------------------------------------

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        order = (*OPERATIONS, *(action.name for action in self.answers.actions))
        chosen = {*self.answers.operations, *order[len(OPERATIONS) :]}
        return tuple(Route(self, name) for name in order if name in chosen)

    @cached_property
    def route(self) -> Mapping[str, Route]:
        """They by the names of the operations and actions."""
        return {one.name: one for one in self.routes}

    @property
    def actions(self) -> tuple[Route, ...]:
        return tuple(one for one in self.routes if one.action)

    @cached_property
    def router(self) -> Router:
        return Router(self)

    @cached_property
    def service(self) -> Service:
        return Service(self)

    @cached_property
    def modules(self) -> Modules:
        """The modules of the resource; a model that is there stays where it is."""
        return replace(self.where.modules, models=self.own.module)

    @property
    def users(self) -> Modules:
        return Auth("jwt", self.fit).modules

    @property
    def api_keys(self) -> Modules:
        return Auth("api_key", self.fit).modules

    @cached_property
    def table(self) -> Table:
        own, targets = self.own, self._targets
        return Table(self.name, own, self.fields, targets, self.fit, self.existing)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The other models that fields refer to, each once."""
        others = (one for one in self._targets.values() if not one.is_self)
        return tuple(dict.fromkeys(others))

    @cached_property
    def _targets(self) -> dict[str, Target]:
        callers = Target(self.auth.model, self.auth.model_module, self.auth.table)
        known = [callers] if self.auth.way.table else []
        return targets_of(self._given_fields, self.own, known, self.answers.project)

    @cached_property
    def owned_references(self) -> dict[str, Target]:
        """References whose rows have owners: clients may only name their own.

        Also those of resources without owners, in a service of ours.
        """
        is_owner = self.access.is_owner
        if not is_owner and not (self.fit.is_ours and self.auth.table):
            return {}
        known = (self.auth.table, *([""] if is_owner else []))
        targets = (
            (field.name, self._targets[field.target])
            for field in self.fields
            if field.target and not field.read_only
        )
        return {
            name: one
            for name, one in targets
            if (is_owner and one.is_self) or one.owners in known
        }

    @cached_property
    def schemas(self) -> Schemas:
        return Schemas(
            table=self.table,
            filters=self.answers.filters,
            sort=self.answers.sort,
            search=self.answers.search,
            operations=self.answers.operations,
            lists=self.lists,
            actions=tuple(action for action in self.service.actions if action.schema),
        )

    @cached_property
    def examples(self) -> Examples:
        return Examples(self.schemas)

    @cached_property
    def suite(self) -> Suite:
        return Suite(self)

    @property
    def revision(self) -> str:
        """The id of the revision that creates the table."""
        after = f" after {self.head}" if self.head else ""
        text = f"create {self.name.plural}{after}"
        return sha256(text.encode()).hexdigest()[:12]

    @property
    def parent_revision(self) -> str | None:
        """The id of the revision before it."""
        is_brought = self.auth.table in self.groups
        return self.auth.way.revision if is_brought else self.head

    @property
    def head(self) -> str | None:
        """The id of the newest revision that the service has already."""
        return self.answers.head or Project(self.answers.project).head

    @property
    def type_requirements(self) -> tuple[str, ...]:
        """The packages that the types of its fields need."""
        return dependencies.EMAIL if self._has_email(self.answers.fields) else ()

    @property
    def service_requirements(self) -> list[str]:
        return dependencies.requirements(dependencies.SERVICE)

    def _has_email(self, fields: Iterable[Field]) -> bool:
        return any(
            field.type == "email"
            or self._has_email(field.fields)
            or any(self._has_email(inner) for _, inner in field.variants)
            for field in fields
        )

    @property
    def ruff_range(self) -> str:
        """The versions of ruff that lay out its code."""
        return dependencies.RANGES["ruff"]

    @property
    def development_requirements(self) -> list[str]:
        """What its developers need besides."""
        return dependencies.requirements(dependencies.DEVELOPMENT)
