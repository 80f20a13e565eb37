"""Apache Spark, as the command line starts it or finds it."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from guanxi_graph.cli.common import misused, say
from guanxi_graph.cli.spark_java import Java, started_java
from guanxi_graph.cli.spark_signals import stopped_by_signals
from guanxi_graph.cli.spark_stages import stages_told

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
    "spark.ui.showConsoleProgress": "false",
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
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    logging.getLogger().addHandler(logging.NullHandler())  # else py4j prints where an interruption met it
    java = None if "PYSPARK_GATEWAY_PORT" in os.environ else _java()
    conf = SparkConf().setAppName("guanxi").set("spark.log.level", "ERROR")
    if java:
        conf.setAll(list(_ALONE.items()))
    try:
        with _stopped(SparkContext(conf=conf, gateway=java and java.gateway), java) as context:
            yield context
    except Py4JError as error:  # what is wrong with the map is no error of Spark's
        _give_up(str(error), java)
    except OSError as error:
        if not (java and java.has_ended):
            raise
        _give_up(f"its Java has ended ({error})", java)


@cache
def _java() -> Java:
    """One for all contexts, as Spark has it."""
    from pyspark import SparkConf

    return started_java(SparkConf().setAll(list(_ALONE.items())))


@contextmanager
def _stopped(context: SparkContext, java: Java | None) -> Iterator[SparkContext]:
    """In the end, unless its Java has ended before."""
    if java:
        java.log.forget()
    try:
        with stopped_by_signals(context), stages_told(context):
            yield context
    finally:
        if not (java and java.has_ended):
            context.stop()


def _give_up(said: str, java: Java | None) -> NoReturn:
    """What Spark says under ``spark-submit`` was seen already."""
    found = re.search(r"^\s*(?:[\w.]*(?:Error|Exception)): (.*)", said, re.MULTILINE)
    if java and (told := java.log.told()):
        say(told, err=True)
    say(f"error: Spark gave up: {found[0].strip() if found else ' '.join(said.splitlines()[:2])}", err=True)
    sys.exit(1)
