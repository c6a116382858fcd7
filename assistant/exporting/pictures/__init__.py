"""Pictures of reports: results by kind, the course of years, units compared; SVG and PNG.

A chart is a value (`chart.py`) that a report makes (`results.py`, `course.py`, `units.py`)
and that `drawing.py` draws. Only drawing imports matplotlib.
"""
