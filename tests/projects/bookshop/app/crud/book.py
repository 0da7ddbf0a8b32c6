from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Book
from app.schemas import BookCreate, BookUpdate


async def get_multi(
    db: AsyncSession, *, skip: int = 0, limit: int = 100
) -> Sequence[Book]:
    result = await db.execute(
        select(Book).order_by(Book.title).offset(skip).limit(limit)
    )
    return result.scalars().all()


async def get(db: AsyncSession, book_id: int) -> Book | None:
    return await db.get(Book, book_id)


async def get_by_isbn(db: AsyncSession, isbn: str) -> Book | None:
    result = await db.execute(select(Book).where(Book.isbn == isbn))
    return result.scalar_one_or_none()


async def create(db: AsyncSession, obj_in: BookCreate) -> Book:
    book = Book(**obj_in.model_dump())
    db.add(book)
    await db.commit()
    await db.refresh(book)
    return book


async def update(db: AsyncSession, book: Book, obj_in: BookUpdate) -> Book:
    for field, value in obj_in.model_dump(exclude_unset=True).items():
        setattr(book, field, value)
    await db.commit()
    await db.refresh(book)
    return book


async def remove(db: AsyncSession, book: Book) -> None:
    await db.delete(book)
    await db.commit()
