"""Named answers that together reach what the template can write.

A cell stands for a corner of the answers, not for a product: its name says which one.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

Answers: TypeAlias = Mapping[str, Any]

EVERY_FIELD = {
    "a_reference_number_of_the_supplier_hexed": "str(20), immutable",
    "ref_no": "str(20), unique, immutable, index",
    "code": r'str(8), unique, min=2, max=5, pattern="^[a-z]+\d{1,3}$"',
    "text": "text?",
    "body": "text, min=10, max=5000",
    "contact": "email, unique",
    "homepage": "url, unique",
    "slug": "str(10000), unique",
    "count": "int, min=1, max=1000",
    "int_value": "int? = 3",
    "big": "bigint, unique",
    "ratio": "float = 0.5, min=0, max=1",
    "price": "decimal(10, 2), min=0.01",
    "rate": "decimal(4, 4)?",
    "whole": "decimal(6, 0)",
    "flag": "bool",
    "flag_two": "bool?",
    "date": "date, index",
    "datetime": "datetime = now",
    "due": "date = today, min=2020-01-01",
    "at": "datetime?, unique",
    "time": "time = 08:30",
    "duration": "duration = PT1H30M, min=PT1M",
    "uuid": "uuid, unique",
    "token": "uuid?",
    "json_doc": "json",
    "meta": "json = {}",
    "extra": "json?",
    "kind_of_something_x": "enum(first-choice, second_choice, Third)",
    "status": "enum(open) = open",
    "decimal": "decimal",
    "exact": "decimal(38, 10)?, unique",
    "weight": "float?, unique",
    "lasts": "duration?, index",
    "opens_at": "time?, unique",
    "secret": "str(50), write_only",
    "internal": "int = 7, read_only",
    "audit_note": "str?, read_only",
    "fixed_on": "date?, immutable",
    "type": "enum(a, b)?, index",
    "format": "str(1)",
    "quoted": r'''str = "it's \"x\" 100%: a\\b {y}"''',
    "field": "str(20)",
    "api": "str(20), unique",
    "annotated": "str(20)",
    "q_text": "str(30) = hello",
}
"""Every scalar type, every option, and names that generated code could trip over."""

LONGEST = {
    "project_name": "The.longest-name_a-project-can-have" + "-and-on" * 4 + "x",
    "package": "the_longest_name_a_package_can_have" + "_and_on" * 4 + "x",
    "resource": "purchase_order_line_item_of_it",
    "plural": "purchase_order_line_items_of_all_of_them",
}

NULLABLE = {
    "title": "str(20)?",
    "body": "text?",
    "contact": "email?, unique",
    "homepage": "url?",
    "amount": "int?",
    "big": "bigint?",
    "ratio": "float?",
    "price": "decimal(10, 2)?",
    "flag": "bool?",
    "born_on": "date?",
    "seen_at": "datetime?",
    "opens_at": "time?",
    "lasts": "duration?",
    "token": "uuid?",
    "meta": "json?",
    "kind": "enum(a, b)?",
}

# Kinds of fields ---------------------------------------------------------------

EVERY_LIST = {
    "words": "list[str(20)], min=1, max=5",
    "texts": "list[text]? = []",
    "mails": "list[email] = []",
    "links": "list[url], max=3",
    "counts": "list[int], min=2",
    "bigs": "list[bigint], immutable",
    "ratios": "list[float]",
    "prices": "list[decimal(10, 2)]?",
    "flags": "list[bool]",
    "days": "list[date]",
    "moments": "list[datetime]",
    "times": "list[time]",
    "spans": "list[duration]",
    "tokens": "list[uuid] = [], write_only",
    "documents": "list[json]",
    "nothing": "list[str], max=0",
    "given": "list[int] = [], read_only",
}
"""A list of every scalar type, and every option of lists."""

STRUCTURES = {
    "address": {
        "street": "str(100), min=1",
        "zip": 'str(10), pattern="^[0-9]{2,}$"',
        "country": "enum(de, fr, us) = de",
        "since": "date = today",
        "seen": "datetime? = now",
        "price": "decimal(10, 2)?",
        "tags": "list[str(10)] = [], max=3",
        "geo": {
            "lat": "float, min=-90, max=90",
            "lon": "float, min=-180, max=180",
            "source": {"name": "str?", "kind": "enum(gps, map)", "sure": "bool = true"},
        },
    },
    "payment": {
        "one_of": {
            "card": {"number": "str(19), min=12", "expires": "date"},
            "bank": {"iban": "str(34)", "owner": {"name": "str", "mail": "email?"}},
            "cash": {},
        },
    },
    "data": {"meta": "json = {}", "extra": "json?", "took": "duration", "url": "url?"},
}
"""Nested objects and a union, with every option that may stand in them."""

COMPUTED = {
    "name": "str(50)",
    "nickname": "text?",
    "price": "decimal(10, 2), min=0",
    "cost": "decimal(38, 10)?",
    "quantity": "int = 1",
    "stock": "bigint",
    "weight": "float",
    "total": "computed(decimal) = price * quantity",
    "margin": "computed(decimal(6, 4)) = (price - cost) / price",
    "label": "computed(str) = name + ' {' + nickname + '}'",
    "initial": "computed(text) = name",
    "area": "computed(int) = quantity * quantity - 1",
    "boxes": "computed(int) = stock // quantity",
    "half": "computed(int) = quantity / 2",
    "share": "computed(float) = quantity / stock",
    "heavy": "computed(float) = weight * quantity",
    "rounded": "computed(decimal(10, 3)) = weight * 1.5",
    "whole": "computed(bigint) = weight",
    "cents": "computed(decimal(12, 0)) = price * 100",
    "precise": "computed(float) = cost * 0.333",
    "constant": "computed(decimal) = 1",
    "negative": "computed(int) = -(quantity + 2) % 7",
    "long": (
        "computed(decimal(20, 8)) = (price + 1.25) * (price - 0.5) * quantity "
        "/ (quantity + 3) - (price * price * price) + (price + price + price) * 2"
    ),
}
"""Computed fields of every result and every kind of numbers."""

CELLS: Mapping[str, Answers] = {
    "widest": {
        **LONGEST,
        "fields": EVERY_FIELD,
        "search": ["text", "code"],
    },
    "widest_in_layers_without_users": {
        **LONGEST,
        "fields": dict(reversed(EVERY_FIELD.items())),
        "search": ["quoted"],
        "layout": "layered",
        "auth": "none",
    },
    "nothing_but_a_resource": {"resource": "line_item"},
    "uncountable_in_layers": {"resource": "equipment", "layout": "layered"},
    "irregular_without_users": {"resource": "person", "auth": "none"},
    "keys": {"resource": "job", "auth": "api_key"},
    "keys_in_layers": {**LONGEST, "auth": "api_key", "layout": "layered"},
    "no_filters_no_sort_no_search": {
        "resource": "box",
        "fields": {"label": "str(10), unique", "weight": "int = 1"},
        "filters": [],
        "sort": [],
    },
    "one_required_field_in_layers_without_users": {
        "resource": "tag",
        "fields": {"name": "str"},
        "layout": "layered",
        "auth": "none",
    },
    "everything_nullable_and_searched": {
        "resource": "reading",
        "fields": NULLABLE,
        "search": ["title", "body", "contact", "homepage"],
    },
    "pages_of_one_row": {
        "resource": "ticket",
        "fields": {"number": "int, unique, immutable", "note": "text = ''"},
        "page_size": 1,
        "page_max": 1,
        "auth": "none",
    },
    "nothing_can_be_updated": {
        "resource": "receipt",
        "fields": {"number": "bigint, unique, immutable", "pin": "str(4), write_only"},
        "page_size": 1000,
        "page_max": 1000,
        "layout": "layered",
    },
    # Kinds of fields
    "lists": {"resource": "basket", "fields": EVERY_LIST, "auth": "none"},
    "structures": {
        "resource": "customer_order",
        "fields": {"number": "int, unique", **STRUCTURES},
        "auth": "none",
    },
    "computed_fields": {
        "resource": "item",
        "fields": COMPUTED,
        "layout": "layered",
        "auth": "none",
    },
    "references_to_itself": {
        "resource": "category",
        "fields": {
            "name": "str(50)",
            "parent": "ref(self)?, on_delete=cascade",
            "replaces": "ref(Category)?, unique, on_delete=set_null",
            "origin": "ref(self)?",
            "related": "refs(self)",
            "others": "refs(Category) = []",
        },
        "auth": "none",
    },
    "references_to_users": {
        "resource": "task",
        "fields": {
            "title": "str(50)",
            "author": "ref(User)",
            "assignee": "ref(User)?, on_delete=set_null",
            "approver": "ref(User)?, on_delete=cascade, immutable",
            "seat": "ref(User), unique, index",
            "secret": "ref(User)?, write_only",
            "watchers": "refs(User)",
            "hidden": "refs(User) = [], write_only",
            "readers": "refs(User) = [], immutable",
            "system": "refs(User) = [], read_only",
        },
        "layout": "layered",
    },
    "cached_on_the_server": {
        "resource": "song",
        "fields": {"title": "str(50), unique", "plays": "int = 0"},
        "cache": "server",
    },
    "cached_on_the_server_in_layers_without_users": {
        **LONGEST,
        "fields": {"title": "str(50)", "secret": "str?, write_only"},
        "layout": "layered",
        "auth": "none",
        "cache": "server",
        "cache_ttl": 3600,
    },
    "cached_by_clients": {
        "resource": "poem",
        "fields": {"title": "str(50)"},
        "cache": "headers",
        "layout": "layered",
    },
    "cached_by_all_clients": {
        **LONGEST,
        "fields": {"title": "str(50)"},
        "auth": "none",
        "cache": "headers",
        "cache_ttl": 5,
    },
    "cached_reads_without_lists_and_writes": {
        "resource": "fact",
        "fields": {"text": "str(50)"},
        "operations": ["read"],
        "cache": "server",
        "layout": "layered",
        "auth": "api_key",
        "response": "envelope",
    },
    "cached_for_owners_and_roles": {
        "resource": "letter",
        "fields": {"title": "str(50)", "watchers": "refs(User) = []"},
        "cache": "server",
        "access": "owner",
        "roles": {"read": ["reader"], "bypass": ["admin"]},
        "response": "envelope",
        "pagination": "offset",
    },
    "cached_lists_by_clients_of_roles": {
        "resource": "report",
        "fields": {"title": "str(50)"},
        "operations": ["list", "create"],
        "cache": "headers",
        "pagination": "none",
        "auth": "api_key",
        "access": "roles",
        "roles": {"list": ["reader"]},
        "response": "envelope",
    },
}
