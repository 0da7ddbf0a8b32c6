from .author import Author as Author
from .book import Book as Book
from .publisher import Publisher as Publisher
from .user import User as User
