from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Author, Book


async def make_book(db: AsyncSession, isbn: str = "9780000000001") -> Book:
    author = Author(name="Ursula K. Le Guin")
    db.add(author)
    await db.flush()
    book = Book(isbn=isbn, title="The Dispossessed", price=12, author_id=author.id)
    db.add(book)
    await db.flush()
    return book


async def test_read_books(
    client: AsyncClient, db: AsyncSession, user_headers: dict[str, str]
) -> None:
    await make_book(db)
    response = await client.get("/api/v1/books/", headers=user_headers)
    assert response.status_code == 200
    assert [book["title"] for book in response.json()] == ["The Dispossessed"]


async def test_read_books_not_authenticated(client: AsyncClient) -> None:
    response = await client.get("/api/v1/books/")
    assert response.status_code == 401


async def test_create_book(
    client: AsyncClient, db: AsyncSession, superuser_headers: dict[str, str]
) -> None:
    author_id = (await make_book(db)).author_id
    data = {
        "isbn": "9780000000002",
        "title": "Always Coming Home",
        "price": "9.90",
        "author_id": author_id,
    }
    response = await client.post("/api/v1/books/", headers=superuser_headers, json=data)
    assert response.status_code == 201
    assert response.json()["price"] == "9.90"


async def test_create_book_isbn_taken(
    client: AsyncClient, db: AsyncSession, superuser_headers: dict[str, str]
) -> None:
    book = await make_book(db)
    data = {
        "isbn": book.isbn,
        "title": "Again",
        "price": "1",
        "author_id": book.author_id,
    }
    response = await client.post("/api/v1/books/", headers=superuser_headers, json=data)
    assert response.status_code == 409


async def test_create_book_not_superuser(
    client: AsyncClient, user_headers: dict[str, str]
) -> None:
    data = {"isbn": "9780000000003", "title": "No", "price": "1", "author_id": 1}
    response = await client.post("/api/v1/books/", headers=user_headers, json=data)
    assert response.status_code == 403


async def test_update_book(
    client: AsyncClient, db: AsyncSession, superuser_headers: dict[str, str]
) -> None:
    book = await make_book(db)
    response = await client.patch(
        f"/api/v1/books/{book.id}", headers=superuser_headers, json={"pages": 387}
    )
    assert response.status_code == 200
    assert response.json()["pages"] == 387


async def test_delete_book(
    client: AsyncClient, db: AsyncSession, superuser_headers: dict[str, str]
) -> None:
    book = await make_book(db)
    response = await client.delete(
        f"/api/v1/books/{book.id}", headers=superuser_headers
    )
    assert response.status_code == 204
    response = await client.get(f"/api/v1/books/{book.id}", headers=superuser_headers)
    assert response.status_code == 404
