"""How the cost of screening grows with rows and with rules: numbers, and a plot of them.

    python benchmarks/bench_growth.py [--rows N...] [--rules N...] [--svg FILE]

Rows: the job of `bench_screen.py`. Rules: 100,000 rows of it, packs of the same rules with other
figures, every status written. Each run is the median of three; the plot is of double logarithms,
so that a straight line of slope one is linear.
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from peers import ours, packs
from peers.table import write_table

ROWS, RULES, MANY = (10_000, 100_000, 1_000_000, 10_000_000), (10, 30, 100, 300), 100_000
WIDTH, HEIGHT, EDGE = 380, 300, 60
Points = list[tuple[int, float]]


def main() -> None:
    """Print both series and write the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", nargs="*", type=int, default=ROWS)
    parser.add_argument("--rules", nargs="*", type=int, default=RULES)
    parser.add_argument("--svg", type=Path, default=Path(__file__).with_name("growth.svg"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        by_rows, by_rules = of_rows(Path(folder), asked.rows), of_rules(Path(folder), asked.rules)
    tell("rows", by_rows)
    tell("rules", by_rules)
    plots = (plot("rows", by_rows, 0), plot(f"rules ({MANY:,} rows)", by_rules, WIDTH))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}"'
    asked.svg.write_text(f'{head} font-family="sans-serif" font-size="11">{"".join(plots)}</svg>\n')


def of_rows(folder: Path, sizes: Sequence[int]) -> Points:
    """The seconds for each number of rows."""
    setting, source, found = ours.setting(), folder / "table.parquet", []
    for rows in sizes:
        write_table(source, rows)
        found.append((rows, seconds(setting, source, folder)))
    return found


def of_rules(folder: Path, sizes: Sequence[int]) -> Points:
    """The seconds for each number of rules."""
    source = folder / "table.parquet"
    write_table(source, MANY)
    settings = [(size, ours.setting(packs.write_pack(folder, size))) for size in sizes]
    return [(size, seconds(setting, source, folder)) for size, setting in settings]


def seconds(setting: ours.Ready, source: Path, folder: Path) -> float:
    """The median of three runs, after one to warm up."""
    taken = []
    for _ in range(4):
        started = time.perf_counter()
        ours.run(setting, source, folder / "answer.parquet")
        taken.append(time.perf_counter() - started)
    return statistics.median(taken[1:])


def tell(name: str, points: Points) -> None:
    """Print a series: each step's slope in the double logarithm beside it."""
    before = None
    for count, taken in points:
        slope = f"  slope {_slope(before, (count, taken)):.2f}" if before else ""
        print(f"  {count:>10,} {name:5} {taken:9.3f} s  {taken / count * 1e6:10.3f} µs each{slope}")
        before = (count, taken)


def _slope(one: tuple[int, float], two: tuple[int, float]) -> float:
    return math.log(two[1] / one[1]) / math.log(two[0] / one[0])


def plot(title: str, points: Points, left: int) -> str:
    """One panel: the points, a line through them, and a dashed line of slope one."""
    xs, ys = [math.log10(c) for c, _ in points], [math.log10(t) for _, t in points]
    low = math.floor(min(ys))
    high = max(math.ceil(max(ys)), low + 1)

    def x(value: float) -> float:
        span = max(xs) - min(xs) or 1
        return left + EDGE + (value - min(xs)) / span * (WIDTH - EDGE - 30)

    def y(value: float) -> float:
        return HEIGHT - 45 - (value - low) / (high - low) * (HEIGHT - 80)

    def anchor(at: float) -> str:
        return "start" if at == min(xs) else "end"

    lines = [f'<text x="{left + WIDTH / 2}" y="18" text-anchor="middle">seconds by {title}</text>']
    lines += [
        f'<path d="M{left + EDGE} {y(tick):.1f}H{left + WIDTH - 30}" stroke="#ddd"/>'
        f'<text x="{left + 54}" y="{y(tick) + 4:.1f}" text-anchor="end">{10.0**tick:g}</text>'
        for tick in range(low, high + 1)
    ]
    lines += [
        f'<circle cx="{x(at):.1f}" cy="{y(up):.1f}" r="3.5" fill="#246"/>'
        f'<text x="{x(at):.1f}" y="{y(up) - 8:.1f}" text-anchor="{anchor(at)}">{taken:.2g}</text>'
        f'<text x="{x(at):.1f}" y="{HEIGHT - 26}" text-anchor="middle">{count:,}</text>'
        for (count, taken), at, up in zip(points, xs, ys, strict=True)
    ]
    path = "L".join(f"{x(a):.1f} {y(b):.1f}" for a, b in zip(xs, ys, strict=True))
    lines.append(f'<path d="M{path}" fill="none" stroke="#246" stroke-width="1.5"/>')
    end = min(max(xs), xs[0] + high - ys[0])
    lines.append(
        f'<path d="M{x(xs[0]):.1f} {y(ys[0]):.1f}L{x(end):.1f} {y(ys[0] + end - xs[0]):.1f}"'
        ' fill="none" stroke="#a52" stroke-dasharray="4 3"/>'
    )
    return "".join(lines)


if __name__ == "__main__":
    main()
