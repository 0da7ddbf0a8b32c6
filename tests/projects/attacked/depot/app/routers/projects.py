from fastapi import APIRouter, Depends
from sqlmodel import Session

from app.auth import Authenticated
from app.database import get_db
from app.envelope import Reply
from app.models import Account, Project

router = APIRouter(prefix="/projects", tags=["projects"])


@router.get("/{code}", response_model=Reply[str])
def read_project(
    code: str,
    db: Session = Depends(get_db),
    account: Account = Depends(Authenticated("X-User")),
):
    project = db.get(Project, code)
    return Reply(code=0, message="ok", data=project.name if project else "")
