"""Apache Spark, as the command line starts it or finds it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from guanxi_graph.cli.common import misused, say

if TYPE_CHECKING:
    from pyspark import SparkContext

    from guanxi_graph.problems import Problem
    from guanxi_graph.reading.draft import Counts, Draft

_ALONE = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.driver.memory": "4g",
}


def check_on_spark(source: Path, drafting: bool) -> tuple[Counts, list[Problem]]:
    from guanxi_graph.bulk.on_spark import run_on_spark

    with _spark() as spark:
        outcome = run_on_spark(spark, source, drafting=drafting)
        return outcome.counts, outcome.problems


def build_on_spark(source: Path, folder: Path, check: Callable[[], None]) -> Draft:
    """The map but for its claims; ``check`` is called before the folder takes its place. Raises MapError."""
    from guanxi_graph.bulk import spark_folder
    from guanxi_graph.problems import MapError, has_errors

    with _spark() as spark:
        outcome = spark_folder.build_on_spark(spark, source, folder, check=check)
        if has_errors(outcome.problems):
            raise MapError(outcome.problems)
        return outcome.rest


@contextmanager
def _spark() -> Iterator[SparkContext]:
    """All processors of this machine; under ``spark-submit`` what that was told."""
    try:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
    except ImportError:
        misused("--engine spark needs PySpark: pip install 'guanxi-graph[spark]'")
    is_submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    if not (is_submitted or shutil.which("java") or "JAVA_HOME" in os.environ):
        misused("--engine spark needs Java 17 or newer (Debian: openjdk-17-jre-headless)")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setAppName("guanxi").set("spark.log.level", "ERROR")
    context = SparkContext(conf=conf if is_submitted else conf.setAll(list(_ALONE.items())))
    try:
        yield context
    except Py4JError as error:  # what is wrong with the map is no error of Spark's
        told = re.search(r"^\s*(?:[\w.]*(?:Error|Exception)): (.*)", str(error), re.MULTILINE)
        say(f"error: Spark gave up: {told[0].strip() if told else error}", err=True)
        sys.exit(1)
    finally:
        context.stop()
