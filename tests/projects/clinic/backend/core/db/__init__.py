from .base import Base
from .mixins import TimestampMixin
from .session import engine, session

__all__ = ["Base", "TimestampMixin", "engine", "session"]
