"""Quantities of a Chinese narrative with what they count."""
