import uuid
from typing import Any

from fastapi import APIRouter, HTTPException
from sqlmodel import func, select

from app.api.deps import CurrentUser, SessionDep
from app.models import (
    Article,
    ArticleCreate,
    ArticlePublic,
    ArticlesPublic,
    ArticleUpdate,
)

router = APIRouter(prefix="/articles", tags=["articles"])


@router.get("/", response_model=ArticlesPublic)
def read_articles(
    session: SessionDep, current_user: CurrentUser, skip: int = 0, limit: int = 100
) -> Any:
    """Retrieve articles."""
    statement = select(Article)
    if not current_user.is_superuser:
        statement = statement.where(Article.author_id == current_user.id)
    count = session.exec(select(func.count()).select_from(statement.subquery())).one()
    articles = session.exec(statement.offset(skip).limit(limit)).all()
    return {"data": articles, "count": count}


@router.post("/", response_model=ArticlePublic)
def create_article(
    *, session: SessionDep, current_user: CurrentUser, article_in: ArticleCreate
) -> Any:
    """Create new article."""
    article = Article.model_validate(article_in, update={"author_id": current_user.id})
    session.add(article)
    session.commit()
    session.refresh(article)
    return article


@router.put("/{id}", response_model=ArticlePublic)
def update_article(
    *,
    session: SessionDep,
    current_user: CurrentUser,
    id: uuid.UUID,
    article_in: ArticleUpdate,
) -> Any:
    """Update an article."""
    article = session.get(Article, id)
    if not article:
        raise HTTPException(status_code=404, detail="Article not found")
    if not current_user.is_superuser and article.author_id != current_user.id:
        raise HTTPException(status_code=403, detail="Not enough permissions")
    article.sqlmodel_update(article_in.model_dump(exclude_unset=True))
    session.add(article)
    session.commit()
    session.refresh(article)
    return article
