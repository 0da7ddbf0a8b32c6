"""Every model of the service: who imports this knows all tables."""

from tracker.auth.models import User
from tracker.database import Base
from tracker.labels.models import Label
from tracker.projects.models import Project
from tracker.tasks.models import Task

__all__ = [
    "Base",
    "Label",
    "Project",
    "Task",
    "User",
]
