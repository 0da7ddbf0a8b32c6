"""The tests of a fitted slice: the parts that its two modules are made of."""

from __future__ import annotations

from dataclasses import dataclass

from ..basis import CHANGING, WRITING
from ..parts import Parts, chosen
from ..suite import READING
from .basis import FittedBasis


@dataclass(frozen=True)
class FittedSuite(FittedBasis):
    """The tests of one resource."""

    # Where they run -----------------------------------------------------------------

    @property
    def grounds(self) -> list[Parts]:
        """The fixtures that give tests a database and the application on it."""
        testing = self.testing
        own, portal = not testing.uses_session, testing.needs_portal
        opens = own and testing.overrides_session
        return chosen(
            "fitted/tests/conftest",
            sessions_type=own,
            backend=testing.needs_backend,
            postgresql=opens and not testing.is_sqlite,
            tables=opens and not testing.is_sqlite,
            transaction=opens and not testing.is_sqlite,
            file=opens and testing.is_sqlite,
            portal=opens and portal,
            scoped=own and testing.style == "middleware",
            configured=own and testing.style == "container",
            app=opens and not testing.uses_client,
            app_on_session=testing.uses_session and not testing.uses_client,
            app_as_it_is=self._needs_app_as_it_is,
            client=not testing.uses_client and testing.is_async,
            test_client=not (testing.uses_client or testing.is_async or portal),
            portal_client=not testing.uses_client and portal,
            forgetting=self.slice.caches_on_server and self.has(*READING),
            act_as=self.changes_callers and not testing.asks_client,
            act_as_client=self.changes_callers and testing.asks_client,
            rows=own and not portal,
            rows_through_portal=own and portal,
            rows_in_session=testing.uses_session,
            answered=True,
            change=self.sets_what_clients_cannot and own and not portal,
            change_through_portal=self.sets_what_clients_cannot and own and portal,
            change_in_session=self.sets_what_clients_cannot and testing.uses_session,
        )

    @property
    def _needs_app_as_it_is(self) -> bool:
        testing = self.testing
        if not testing.uses_client:
            return not testing.overrides_session
        is_told = testing.uses_app or testing.asks_client
        return self.changes_callers and not is_told

    # What tests are made of -----------------------------------------------------------

    @property
    def constants(self) -> list[Parts]:
        """Before the functions."""
        examples, unpaged = self._examples, self.has(*WRITING) or self.has_actions
        return chosen(
            "fitted/tests/base",
            mark=bool(self.testing.mark),
            types=True,
            type_of_change=self.sets_what_clients_cannot,
            unknown=bool(self.of_one) or self._asks,
            body=True,
            unique=bool(examples.unique),
            required=self.has("create") and examples.required != "[]",
            defaults=self.has("create") and examples.defaults != "{}",
            changes=self.has(*CHANGING),
            follows=self.has("update"),
            values=self.has("list") and bool(examples.values),
            server_set=self.has("create"),
            fixed=self.has(*CHANGING),
            broken=self.has("create", "update") and bool(examples.broken),
            hidden=unpaged and bool(examples.hidden),
            inputs=bool(self.actions.inputs),
            of_one=bool(self.of_one),
            requests=self._asks,
            numbers="next(_numbers)" in self.makers,
        )

    @property
    def _asks(self) -> bool:
        return self.knows_callers or self.slice.parent is not None

    @property
    def functions(self) -> list[Parts]:
        """Functions and fixtures, before the tests."""
        paged, examples = self.slice.lists.is_paged, self._examples
        people, renames = self.people, self.renames
        answers = self.has("read", *WRITING) or self.has_actions
        return chosen(
            "fitted/tests/base",
            one=answers and not renames,
            one_by_name=answers and renames,
            rows=self.has("list") and not renames,
            rows_by_name=self.has("list") and renames,
            named=renames and (answers or self.has("list")),
            page=self.has("list") and paged and not renames,
            page_by_name=self.has("list") and paged and renames,
            visible=self.has(*WRITING) and bool(examples.hidden),
            replacement=self.has("replace"),
            ask=bool(self.of_one) or self._asks,
            makers=bool(self.makers),
            caller=self.changes_callers and people.are_rows,
            stand_in=self.changes_callers and not people.are_rows,
            anybody=not self.changes_callers,
            stranger=self.is_owned,
            overseer=self.slice.access.has_bypass,
            path=self.slice.parent is None,
            path_below=self.slice.parent is not None,
            referenced=bool(self.referenced),
            new=not (examples.counts or self.referenced),
            new_each=examples.counts and not self.referenced,
            new_referring=bool(self.referenced) and not examples.counts,
            new_each_referring=bool(self.referenced) and examples.counts,
            create=self.has("create"),
            create_by_row=not self.has("create"),
            arranged=self.has_actions and not self.sets_what_clients_cannot,
            arranged_by_change=self.sets_what_clients_cannot,
            bodies=bool(self.of_one) or self._asks,
        )

    @property
    def tests(self) -> list[Parts]:
        """The tests themselves."""
        return [
            *self._of_create,
            *self._of_one,
            *self._of_update,
            *self._of_replace,
            *chosen("fitted/tests/delete", deleted=self.has("delete")),
            *self._of_list,
            *self._of_references,
            *self._of_actions,
            *self._of_nested,
            *self._of_access,
            *chosen(
                "fitted/tests/caching",
                conditional=self.slice.caches_in_clients and self.has(*READING),
                kept=self.slice.caches_on_server and self.has(*READING),
                changed=self._sees_changes,
            ),
        ]

    @property
    def _sees_changes(self) -> bool:
        is_kept = self.slice.caches_on_server and self.has("read")
        return is_kept and self.has("update") and self._examples.changes != "{}"

    @property
    def _of_create(self) -> list[Parts]:
        examples, is_there = self._examples, self.has("create")
        found = chosen(
            "fitted/tests/create",
            created=True,
            left_out=examples.defaults != "{}" and not examples.lacks_required,
            required=examples.required != "[]",
            told=True,
            broken=bool(examples.broken),
            unique=bool(examples.unique_names),
            hidden=bool(examples.hidden),
        )
        return found if is_there else []

    @property
    def _of_one(self) -> list[Parts]:
        is_text = self.slice.key.field.type == "str"
        return chosen(
            "fitted/tests/one",
            read=self.has("read"),
            unknown=bool(self.of_one),
            malformed=bool(self.of_one) and not is_text,
        )

    @property
    def _of_update(self) -> list[Parts]:
        examples, is_there = self._examples, self.has("update")
        found = chosen(
            "fitted/tests/update",
            nothing=True,
            changes=examples.changes != "{}",
            fixed=True,
            broken=bool(examples.broken),
            unique=bool(examples.changeable_unique),
        )
        return found if is_there else []

    @property
    def _of_replace(self) -> list[Parts]:
        examples, is_there = self._examples, self.has("replace")
        found = chosen(
            "fitted/tests/replace",
            replaced=True,
            required=bool(examples.needed),
            fixed=True,
            unique=bool(examples.changeable_unique),
        )
        return found if is_there else []

    @property
    def _of_list(self) -> list[Parts]:
        examples, pagination = self._examples, self.slice.answers.pagination
        sorts = bool(examples.sort_keys)
        found = chosen(
            "fitted/tests/list",
            cursor=pagination == "cursor",
            foreign_cursor=pagination == "cursor" and bool(examples.other_sort),
            offset=pagination == "offset",
            unpaged=pagination == "none",
            listed=True,
            pages=pagination != "none" and sorts,
            limits=pagination != "none",
            every_row=pagination == "none" and sorts,
            filters=bool(examples.filters),
            sorts=bool(examples.ordered),
            search=bool(examples.searched),
            refused=True,
        )
        return found if self.has("list") else []

    @property
    def _of_references(self) -> list[Parts]:
        return chosen(
            "fitted/tests/references",
            unknown=self.has("create") and bool(self._examples.relations),
            changed=self.has("update") and bool(self.changeable_references),
            links=self.has("update") and bool(self.changeable_links),
            filtered=self.has("list") and bool(self.filtered_references),
        )

    @property
    def _of_actions(self) -> list[Parts]:
        found = chosen(
            "fitted/tests/actions",
            effect=True,
            guarded=bool(self.actions.elsewhere),
            broken=bool(self.actions.broken),
        )
        return found if self.has_actions else []

    @property
    def _of_nested(self) -> list[Parts]:
        found = chosen(
            "fitted/tests/nested",
            unknown=True,
            of_one=bool(self.of_one),
            list=self.has("list"),
            create=self.has("create"),
        )
        return found if self.slice.parent else []

    @property
    def _of_access(self) -> list[Parts]:
        owned, bypass = self.is_owned, self.slice.access.has_bypass
        return chosen(
            "fitted/tests/access",
            anonymous=self.knows_callers,
            roles=self.changes_callers and bool(self.restricted and self.new_powerless),
            owner_of_one=owned and bool(self.of_one),
            owner_list=owned and self.has("list") and not self.is_below_owners,
            owner_create=owned and self.has("create"),
            bypass_of_one=bypass and bool(self.of_one),
            bypass_list=bypass and self.has("list"),
        )
