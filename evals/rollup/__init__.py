"""A made-up county whose units hand in reports, some of them faulty."""
