from .book import BookCreate as BookCreate
from .book import BookRead as BookRead
from .book import BookUpdate as BookUpdate
from .token import Token as Token
from .user import UserRead as UserRead
