"""Fixtures for all tests; each is explained where it is made."""

from tests.sites import site, whole, whole_application
from tests.stores import database, empty_url, migrated_file, postgres_server, store

__all__ = ["database", "empty_url", "migrated_file", "postgres_server", "site", "store", "whole", "whole_application"]
