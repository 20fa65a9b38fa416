"""One address for the built site and the API."""
