"""The command, for ``python -m guanxi_graph`` and for ``spark-submit``, which takes files only."""

import sys
from pathlib import Path

if __name__ == "__main__":
    here = str(Path(__file__).parent)
    sys.path[:] = [place for place in sys.path if place != here]  # else our modules go before others of their names
    from guanxi_graph.cli import main

    main()
