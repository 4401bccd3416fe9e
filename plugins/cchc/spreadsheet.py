"""Cells of a sheet (.csv or .xlsx) as text, with merged cells filled and dates as days."""
