# Import all the models, so that Base has them before being imported by Alembic
from app.db.base_class import Base  # noqa: F401
from app.models.author import Author  # noqa: F401
from app.models.book import Book  # noqa: F401
from app.models.publisher import Publisher  # noqa: F401
from app.models.user import User  # noqa: F401
