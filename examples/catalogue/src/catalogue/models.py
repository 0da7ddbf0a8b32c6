"""Every model of the service: who imports this knows all tables."""

from catalogue.auth.models import User
from catalogue.database import Base
from catalogue.products.models import Product

__all__ = [
    "Base",
    "Product",
    "User",
]
