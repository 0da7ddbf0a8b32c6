from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from fleet.models.vehicle import Vehicle


class VehicleRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def all(self) -> Sequence[Vehicle]:
        return (
            await self.session.scalars(select(Vehicle).order_by(Vehicle.plate))
        ).all()

    async def find(self, plate: str) -> Vehicle | None:
        return await self.session.get(Vehicle, plate)

    async def add(self, vehicle: Vehicle) -> None:
        self.session.add(vehicle)
        await self.session.flush()
