"""A stand-in for the exporter: coloured squares, discs and bars on flat ground, in its file format."""
import json
import os

import numpy as np

COLOURS = {"red": (220, 40, 40), "green": (40, 170, 60), "blue": (40, 80, 220),
           "yellow": (240, 210, 50)}
KINDS = ("square", "disc", "bar")
SETTINGS = {"night": (20, 20, 50), "day": (190, 220, 250), "meadow": (120, 190, 110)}


def draw(size, setting, things):
    image = np.empty((size, size, 3), np.uint8)
    image[:] = SETTINGS[setting]
    rows, columns = np.mgrid[0:size, 0:size] / size
    for thing in things:
        x0, y0, x1, y1 = thing["box"]
        across, down = (columns - (x0 + x1) / 2) / (x1 - x0), (rows - (y0 + y1) / 2) / (y1 - y0)
        inside = {"square": (abs(across) < 0.5) & (abs(down) < 0.5),
                  "disc": across ** 2 + down ** 2 < 0.25,
                  "bar": (abs(across) < 0.15) & (abs(down) < 0.5)}[thing["kind"]]
        image[inside] = COLOURS[thing["colour"]]
    return image


def describe(setting, things):
    facts = {f"setting:{setting}"}
    captions = [{"text": setting, "facts": [f"setting:{setting}"]}]
    for thing in things:
        kind, colour = thing["kind"], thing["colour"]
        own = [f"kind:{kind}", f"colour:{kind}:{colour}"]
        facts.update(own)
        captions += [{"text": kind, "facts": own[:1]}, {"text": f"a {colour} {kind}", "facts": own},
                     {"text": f"{colour} {kind}, {setting}",
                      "facts": own + [f"setting:{setting}"]}]
    if len(things) == 2:
        left, right = things
        fact = f"left:{left['kind']}:{right['kind']}"
        facts.add(fact)
        name = lambda thing: f"a {thing['colour']} {thing['kind']}"
        captions.append({"text": f"{name(left)} left of {name(right)}, {setting}",
                         "facts": sorted(facts)})
    return sorted(facts), captions


def contrast(things):
    a, b = things
    say = lambda first, second: f"a {first} {a['kind']} and a {second} {b['kind']}"
    return [{"category": "colours", "right": say(a["colour"], b["colour"]),
             "wrong": say(b["colour"], a["colour"])}]


def scene(rng, setting=None, things=None):
    setting = setting or rng.choice(list(SETTINGS))
    if things is None:
        count = rng.integers(1, 3)
        kinds, colours = rng.permutation(KINDS), rng.permutation(list(COLOURS))
        things = [{"kind": str(kinds[n]), "colour": str(colours[n])} for n in range(count)]
    for n, thing in enumerate(things):
        x, y, size = rng.uniform(0.05, 0.1) + 0.48 * n, rng.uniform(0.2, 0.5), rng.uniform(0.3, 0.36)
        thing["box"] = [float(v) for v in (x, y, x + size, y + size)]
    return str(setting), things


def write(folder, count, seed, size=32, shards=2):
    """`count` scenes, each odd one the twin of the one before, in `shards` files."""
    os.makedirs(folder, exist_ok=True)
    rng, per_shard = np.random.default_rng(seed), count // shards
    for shard in range(shards):
        images, lines = [], []
        for row in range(per_shard):
            setting, things = scene(rng)
            if row % 2:
                things = [dict(thing) for thing in lines[-1]["things"]]
                swapped = [thing["colour"] for thing in things][::-1]
                if len(things) == 1:
                    swapped = [str(rng.choice([c for c in COLOURS if c != swapped[0]]))]
                for thing, colour in zip(things, swapped):
                    thing["colour"] = colour
                setting = lines[-1]["facts"][-1].split(":")[1]
                setting, things = scene(rng, setting, things)
            facts, captions = describe(setting, things)
            line = {"facts": facts, "captions": captions, "things": things, "twin": row ^ 1}
            if row == per_shard - 1 and row % 2 == 0:
                del line["twin"]
            if len(things) == 2:
                line["contrasts"] = contrast(things)
            images.append(draw(size, setting, things))
            lines.append(line)
        np.save(os.path.join(folder, f"images-{shard:04d}.npy"), np.stack(images))
        with open(os.path.join(folder, f"scenes-{shard:04d}.jsonl"), "w", encoding="utf-8") as file:
            file.write("".join(json.dumps(line) + "\n" for line in lines))
