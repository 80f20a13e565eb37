"""Maps that are larger than memory: checked and written a part at a time, on one machine's disk or by Spark.

A part is a map, so what judges and writes a map judges and writes a part of one.
"""
