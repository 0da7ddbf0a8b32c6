from fastapi import FastAPI

from academy.views import auth, courses, enrolments

app = FastAPI(title="Academy")
app.include_router(auth.router, prefix="/v2")
app.include_router(courses.router, prefix="/v2")
app.include_router(enrolments.router, prefix="/v2")
