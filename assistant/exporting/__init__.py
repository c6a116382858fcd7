"""A report to the papers that leave the house: docx, html, md, json and xlsx.

Importing this package loads nothing heavy; `export.py` imports a format when it is asked for.
"""
