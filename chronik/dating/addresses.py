"""Days in web addresses and file names, as dating reads them; found by ``chronik.ingest.addresses``."""

from chronik.ingest.addresses import AddressDate, address_dates

__all__ = ["AddressDate", "address_dates"]
