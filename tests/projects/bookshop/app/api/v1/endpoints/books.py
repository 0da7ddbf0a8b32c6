from fastapi import APIRouter, Depends, HTTPException, status
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import get_current_active_superuser, get_current_user, get_db
from app.crud import book as crud_book
from app.models import User
from app.schemas import BookCreate, BookRead, BookUpdate

router = APIRouter()


@router.get("/", response_model=list[BookRead])
async def read_books(
    skip: int = 0,
    limit: int = 100,
    db: AsyncSession = Depends(get_db),
    current_user: User = Depends(get_current_user),
):
    """Retrieve books."""
    return await crud_book.get_multi(db, skip=skip, limit=limit)


@router.post("/", response_model=BookRead, status_code=status.HTTP_201_CREATED)
async def create_book(
    book_in: BookCreate,
    db: AsyncSession = Depends(get_db),
    current_user: User = Depends(get_current_active_superuser),
):
    """Create a book."""
    if await crud_book.get_by_isbn(db, book_in.isbn):
        raise HTTPException(status_code=409, detail="The ISBN is taken")
    return await crud_book.create(db, book_in)


@router.get("/{book_id}", response_model=BookRead)
async def read_book(
    book_id: int,
    db: AsyncSession = Depends(get_db),
    current_user: User = Depends(get_current_user),
):
    """Get a book by its id."""
    book = await crud_book.get(db, book_id)
    if book is None:
        raise HTTPException(status_code=404, detail="Book not found")
    return book


@router.patch("/{book_id}", response_model=BookRead)
async def update_book(
    book_id: int,
    book_in: BookUpdate,
    db: AsyncSession = Depends(get_db),
    current_user: User = Depends(get_current_active_superuser),
):
    """Update a book."""
    book = await crud_book.get(db, book_id)
    if book is None:
        raise HTTPException(status_code=404, detail="Book not found")
    return await crud_book.update(db, book, book_in)


@router.delete("/{book_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_book(
    book_id: int,
    db: AsyncSession = Depends(get_db),
    current_user: User = Depends(get_current_active_superuser),
):
    """Delete a book."""
    book = await crud_book.get(db, book_id)
    if book is None:
        raise HTTPException(status_code=404, detail="Book not found")
    await crud_book.remove(db, book)
