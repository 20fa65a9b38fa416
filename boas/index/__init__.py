"""Registry to rows, rows to answers: the shadow of Git that pages and the API ask."""
