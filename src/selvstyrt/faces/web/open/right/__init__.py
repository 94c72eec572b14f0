"""\"Do I have the right?\" (Har jeg rett?): a short check built on `core.eligibility`. Nothing of it is stored."""
