import uvicorn

if __name__ == "__main__":
    uvicorn.run("helpdesk.app:create_app", factory=True)
