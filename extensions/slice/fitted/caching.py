"""Where a project of others keeps answers for a while."""

from __future__ import annotations

from dataclasses import dataclass

from ..caching import Caching

IN_LOOP = """\
dropping = get_cache().drop(written)
        await_only(dropping) if in_greenlet() else asyncio.run(dropping)"""
"""Sessions that run in no event loop, as those of scripts do, make one for it."""


FLUSHED = '''\
@event.listens_for(Session, "after_flush_postexec")
def _drop_flushed(session: Session, _context: UOWTransaction) -> None:
    """Let a request read what it wrote, before it commits."""
    if written := session.info.get(__name__):
        {dropped}


'''
"""Where the session commits once the service is through."""


@dataclass(frozen=True)
class FittedCaching(Caching):
    """It is not told of statements by a `Database`, but by sessions."""

    model: str
    is_async: bool
    commits: bool
    """Whether the session of a request commits, and not the service."""

    @property
    def group(self) -> str:
        """The group of shared modules that it needs."""
        return super().group and GROUPS[self.kind]

    @property
    def module(self) -> str:
        """The module of what keeps the answers of an endpoint."""
        return f"{self.package}.caching"

    @property
    def read(self) -> str:
        """What endpoints read that are kept until it is written."""
        return self.model

    @property
    def client_module(self) -> str:
        """Where the client of the server is imported from."""
        return "valkey.asyncio" if self.is_async else "valkey"

    @property
    def dropped(self) -> str:
        """The statements that drop what was read from the tables written."""
        return IN_LOOP if self.is_async else "get_cache().drop(written)"

    @property
    def flushed(self) -> str:
        """The listener that drops it before the commit, where one is needed."""
        return FLUSHED.format(dropped=self.dropped) if self.commits else ""


GROUPS = {"headers": "rest_etags", "server": "rest_caching"}
"""The group of shared modules that each way of caching needs."""
