"""One row a person to tables that may be published; the rows themselves never leave here."""
