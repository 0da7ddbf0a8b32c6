from .department import Department
from .doctor import Doctor, Speciality
from .patient import Patient
from .user import User

__all__ = ["Department", "Doctor", "Patient", "Speciality", "User"]
