"""The application."""

from __future__ import annotations

from .facts import Fact, Facts
from .makers import Application
from .reading import Sources
from .routers import routers_of


def applications(sources: Sources) -> list[Application]:
    """Every application, the likeliest first."""
    return routers_of(sources).applications


def facts(sources: Sources) -> Facts:
    """The facts about the application."""
    found = applications(sources)
    if not found:
        return {}
    app = found[0]
    return {
        "root": Fact(sources.root),
        "app": Fact(app.reference, app.module.where(app.node)),
    }
