"""Settings that all tests share."""

from hypothesis import settings

settings.register_profile("chronik", deadline=None)
settings.load_profile("chronik")
