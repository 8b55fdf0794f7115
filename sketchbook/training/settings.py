"""Every size, weight and rate of a run, read from a JSON file; unknown keys are refused."""
import dataclasses
import json
from dataclasses import dataclass, field


@dataclass
class Tower:
    width: int
    layers: int
    heads: int


@dataclass
class ModelSettings:
    """The shape of the shipped model."""
    image_size: int = 96
    patch_size: int = 12
    vision: Tower = field(default_factory=lambda: Tower(width=128, layers=6, heads=4))
    text: Tower = field(default_factory=lambda: Tower(width=128, layers=3, heads=4))
    context_length: int = 32
    embedding: int = 128
    activation: str = "gelu"
    """As in config.json: gelu or quick_gelu."""
    vocabulary: int = 0
    """Set from the tokenizer."""


@dataclass
class Stage:
    """A part of the run. `until` is the share of all samples at which it ends."""
    until: float
    batch: int
    by_things: list
    """How often a scene with 0, 1, 2, 3 and more things is drawn, relative to its fellows."""
    boosts: dict
    """Factor for scenes with a fact that begins with the key, such as {"pose:": 3}."""
    specific: float
    """Share of samples whose caption is the one that asserts the most."""
    swapped: float = 1.0
    """Factor for scenes whose twins have the same things and colours, only otherwise put together."""
    telling: float = 0.0
    """Share of samples whose caption is one that tells the scene from its twin."""
    patches: int = 0
    """How many patches of a picture are seen, those of things before those of the background; 0 is all."""


@dataclass
class TrainSettings:
    seed: int = 1
    samples: int = 1_600_000
    """The length of the schedule: where the learning rate reaches its end."""
    learning_rate: float = 1e-3
    warm_up_steps: int = 300
    weight_decay: float = 0.05
    clip_gradient: float = 1.0
    average_decay: float = 0.999
    first_scale: float = 20.0
    """exp(logit_scale) at the start; at most 100 later."""
    patch_weight: float = 0.5
    fact_weight: float = 0.5
    """Weights of the helpers; both fall to a fifth along the run."""
    background_weight: float = 0.15
    twin_weight: float = 1.0
    """Weight of telling twins apart, beside the contrastive loss."""
    helper_facts: int = 1500
    bfloat16: bool = True
    log_minutes: float = 3.0
    merges: int = 1500
    misspelt: float = 0.05
    stages: list = field(default_factory=lambda: [
        Stage(0.30, 128, [0.5, 3.0, 1.0, 0.3], {}, 0.1, 1.0, 0.3, 30),
        Stage(0.85, 256, [0.15, 1.0, 1.5, 1.2], {"pose:": 1.3}, 0.25, 5.0, 0.5, 30),
        Stage(1.00, 256, [0.15, 1.4, 1.5, 1.2], {"pose:": 1.3}, 0.2, 4.0, 0.4)])


@dataclass
class Settings:
    model: ModelSettings = field(default_factory=ModelSettings)
    train: TrainSettings = field(default_factory=TrainSettings)

    def as_dict(self):
        return dataclasses.asdict(self)


def _fill(kind, values):
    known = {f.name for f in dataclasses.fields(kind)}
    unknown = set(values) - known
    if unknown:
        raise ValueError(f"{kind.__name__}: unknown settings {sorted(unknown)}; known: {sorted(known)}")
    values = dict(values)
    for name, inner in (("vision", Tower), ("text", Tower), ("model", ModelSettings),
                        ("train", TrainSettings)):
        if name in values and isinstance(values[name], dict):
            values[name] = _fill(inner, values[name])
    if "stages" in values:
        values["stages"] = [_fill(Stage, stage) for stage in values["stages"]]
    return kind(**values)


def from_dict(values):
    settings = _fill(Settings, values)
    for tower in (settings.model.vision, settings.model.text):
        if tower.width % tower.heads:
            raise ValueError(f"width {tower.width} is not a multiple of {tower.heads} heads")
    if settings.model.activation not in ("gelu", "quick_gelu"):
        raise ValueError(f"activation {settings.model.activation} is neither gelu nor quick_gelu")
    if settings.model.image_size % settings.model.patch_size:
        raise ValueError(f"{settings.model.image_size} px do not divide into patches of "
                         f"{settings.model.patch_size}")
    return settings


def load(path):
    if path is None:
        return Settings()
    with open(path, encoding="utf-8") as file:
        return from_dict(json.load(file))
