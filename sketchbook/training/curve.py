"""Draws the learning curve as SVG from a run's log: python3 curve.py RUN_DIR/log.jsonl OUT.svg"""
import json
import sys

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 380, 50, 20, 190, 40
COLOURS = ("#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#a463f2", "#97bbf5", "#9c6b4e",
           "#ff8ab7", "#9498a0", "#1f5f3a", "#7a5c1e", "#c02f5f")


def series_of(lines):
    """Name to values in 0..1; a value that a line lacks is None."""
    series = {name: [line[key] for line in lines]
              for name, key in (("Recall@1", "recall@1"), ("Recall@10", "recall@10"))}
    for category in sorted({name for line in lines for name in line["keywords"]}):
        series[f"P@8 {category}"] = [line["keywords"].get(category, {}).get("precision@8")
                                     for line in lines]
    for category in sorted({name for line in lines for name in line["binding"]}):
        series[f"binding {category}"] = [line["binding"].get(category, {}).get("accuracy")
                                         for line in lines]
    return series


def draw(lines):
    span = max(line["samples"] for line in lines)
    x = lambda samples: LEFT + (WIDTH - LEFT - RIGHT) * samples / span
    y = lambda value: TOP + (HEIGHT - TOP - BOTTOM) * (1 - value)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="sans-serif" font-size="12">', '<rect width="100%" height="100%" fill="#fff"/>']
    for tenth in range(0, 11, 2):
        out.append(f'<path d="M{LEFT} {y(tenth / 10):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 8}" y="{y(tenth / 10) + 4:.1f}" text-anchor="end">{tenth / 10}</text>')
    for quarter in range(5):
        samples = span * quarter / 4
        out.append(f'<text x="{x(samples):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">'
                   f'{samples / 1e6:.2f} M</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">'
               'training samples</text>')
    for n, (name, values) in enumerate(series_of(lines).items()):
        colour = COLOURS[n % len(COLOURS)]
        points = " ".join(f"{x(line['samples']):.1f},{y(value):.1f}"
                          for line, value in zip(lines, values) if value is not None)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
                   f'<path d="M{WIDTH - RIGHT + 14} {TOP + 8 + 18 * n}h18" stroke="{colour}" stroke-width="3"/>'
                   f'<text x="{WIDTH - RIGHT + 38}" y="{TOP + 12 + 18 * n}">{name}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def main():
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    with open(target, "w", encoding="utf-8") as file:
        file.write(draw(lines))


if __name__ == "__main__":
    main()
