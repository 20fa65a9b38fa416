"""Tests of boas; their folders mirror its rooms."""
