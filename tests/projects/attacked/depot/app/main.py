from fastapi import FastAPI

from app.routers import accounts, projects

app = FastAPI()
app.include_router(accounts.router)
app.include_router(projects.router)
