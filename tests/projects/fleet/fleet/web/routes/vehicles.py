from dependency_injector.wiring import Closing, Provide, inject
from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from fleet.containers import Container
from fleet.models.vehicle import Vehicle
from fleet.repositories.vehicles import VehicleRepository
from fleet.web.schemas import VehicleIn, VehicleOut
from fleet.web.security import require_api_key

router = APIRouter(
    prefix="/vehicles", tags=["vehicles"], dependencies=[Depends(require_api_key)]
)


@router.get("")
@inject
async def list_vehicles(
    session: AsyncSession = Depends(Closing[Provide[Container.session]]),
) -> list[VehicleOut]:
    found = await VehicleRepository(session).all()
    return [VehicleOut.model_validate(vehicle) for vehicle in found]


@router.get("/{plate}")
@inject
async def get_vehicle(
    plate: str,
    session: AsyncSession = Depends(Closing[Provide[Container.session]]),
) -> VehicleOut:
    vehicle = await VehicleRepository(session).find(plate)
    if vehicle is None:
        raise HTTPException(404, "No such vehicle")
    return VehicleOut.model_validate(vehicle)


@router.post("", status_code=201)
@inject
async def add_vehicle(
    body: VehicleIn,
    session: AsyncSession = Depends(Closing[Provide[Container.session]]),
) -> VehicleOut:
    vehicles = VehicleRepository(session)
    if await vehicles.find(body.plate):
        raise HTTPException(409, "There is a vehicle of this plate")
    vehicle = Vehicle(**body.model_dump())
    await vehicles.add(vehicle)
    return VehicleOut.model_validate(vehicle)
