-- Requête d’exemple.
SELECT 1;
