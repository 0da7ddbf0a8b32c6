"""Endpoints as methods of a class, whose attributes are their dependencies."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

T = TypeVar("T")


def cbv(router: APIRouter) -> Callable[[type[T]], type[T]]:
    """Make the methods of the class that are routes of `router` take an instance."""

    def decorator(cls: type[T]) -> type[T]:
        _take_attributes(cls)
        for route in router.routes:
            if isinstance(route, APIRoute) and route.endpoint in vars(cls).values():
                _give_instance(route.endpoint, cls)
        routes: list[Any] = [*router.routes]
        router.routes.clear()
        for one in routes:
            one.__init__(
                one.path,
                one.endpoint,
                **{
                    name: getattr(one, name)
                    for name in inspect.signature(APIRoute.__init__).parameters
                    if name not in {"self", "path", "endpoint"} and hasattr(one, name)
                },
            )
            router.routes.append(one)
        return cls

    return decorator


def _take_attributes(cls: type[Any]) -> None:
    """Let `__init__` take what the class annotates."""
    hints = get_type_hints(cls, include_extras=True)
    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=hint,
            default=getattr(cls, name, inspect.Parameter.empty),
        )
        for name, hint in hints.items()
    ]

    def take(self: Any, **values: Any) -> None:
        self.__dict__.update(values)

    made: Any = take
    made.__signature__ = inspect.Signature(
        [
            inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD),
            *parameters,
        ]
    )
    cls.__init__ = made
    cls.__signature__ = inspect.Signature(parameters)


def _give_instance(endpoint: Any, cls: type[Any]) -> None:
    first, *others = inspect.signature(endpoint).parameters.values()
    instance = first.replace(default=Depends(cls))
    keywords = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in others]
    endpoint.__signature__ = inspect.Signature([instance, *keywords])
