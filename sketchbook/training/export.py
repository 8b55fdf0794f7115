"""Writes the best weights of a run in Hugging Face's layout, and vectors to check an engine with.

    python3 export.py RUN_DIR MODEL_DIR [--dtype float16|float32] [--reference HELD_DIR [--count 200]]

MODEL_DIR gets config.json, model.safetensors, vocab.json, merges.txt and preprocessor_config.json.
With --reference, MODEL_DIR-reference gets pixels.npy (uint8 [N, size, size, 3]), captions.txt,
image_embeds.npy and text_embeds.npy (float32, unit length), computed in float32 from the weights as
they were written, so that another engine that reads them must agree.
"""
import argparse
import json
import os

import numpy as np
import torch

import checkpoint
import safetensors
import settings as settings_module
from evaluate import Embedder, Held
from model import MEAN, STD, Clip
from tokenizer import Tokenizer


def config(model, tokenizer):
    def tower(shape, **rest):
        return {"hidden_size": shape.width, "intermediate_size": 4 * shape.width,
                "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads,
                "hidden_act": model.activation, "layer_norm_eps": 1e-5, "attention_dropout": 0.0,
                "projection_dim": model.embedding, **rest}
    return {"architectures": ["CLIPModel"], "model_type": "clip",
            "projection_dim": model.embedding, "logit_scale_init_value": 2.6592,
            "text_config": tower(model.text, model_type="clip_text_model",
                                 vocab_size=tokenizer.size,
                                 max_position_embeddings=model.context_length,
                                 bos_token_id=tokenizer.start, eos_token_id=tokenizer.end,
                                 pad_token_id=tokenizer.end),
            "vision_config": tower(model.vision, model_type="clip_vision_model", num_channels=3,
                                   image_size=model.image_size, patch_size=model.patch_size)}


def preprocessor(size):
    return {"image_processor_type": "CLIPImageProcessor", "feature_extractor_type": "CLIPFeatureExtractor",
            "do_resize": True, "size": {"shortest_edge": size}, "resample": 3,
            "do_center_crop": True, "crop_size": {"height": size, "width": size},
            "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": True,
            "image_mean": list(MEAN), "image_std": list(STD), "do_convert_rgb": True}


def write_json(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(json.dumps(value, indent=2) + "\n")


def export(weights, model, tokenizer, folder, dtype="float16"):
    os.makedirs(folder, exist_ok=True)
    write_json(folder, "config.json", {**config(model, tokenizer), "torch_dtype": dtype})
    write_json(folder, "preprocessor_config.json", preprocessor(model.image_size))
    tokenizer.save(folder)
    safetensors.write(os.path.join(folder, "model.safetensors"),
                      {name: tensor.numpy().astype(dtype) for name, tensor in weights.items()})


def load(folder):
    """An exported model, ready to embed in float32."""
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        written = json.load(file)
    tower = lambda c: settings_module.Tower(c["hidden_size"], c["num_hidden_layers"], c["num_attention_heads"])
    text, vision = written["text_config"], written["vision_config"]
    model = settings_module.ModelSettings(
        vision["image_size"], vision["patch_size"], tower(vision), tower(text),
        text["max_position_embeddings"], written["projection_dim"], vision["hidden_act"],
        text["vocab_size"])
    clip = Clip(model)
    tensors = safetensors.read(os.path.join(folder, "model.safetensors"))
    clip.load_state_dict({name: torch.from_numpy(array.astype(np.float32))
                          for name, array in tensors.items()})
    return Embedder(clip.eval(), Tokenizer.load(folder), model.context_length)


def write_reference(model_folder, held_folder, count):
    embedder, held = load(model_folder), Held(held_folder, count)
    folder = model_folder.rstrip("/") + "-reference"
    os.makedirs(folder, exist_ok=True)
    captions = [caption["text"] for caption in held.captions]
    np.save(os.path.join(folder, "pixels.npy"), held.pixels)
    np.save(os.path.join(folder, "image_embeds.npy"), embedder.images(held.pixels).numpy())
    np.save(os.path.join(folder, "text_embeds.npy"), embedder.texts(captions).numpy())
    with open(os.path.join(folder, "captions.txt"), "w", encoding="utf-8") as file:
        file.write("".join(caption + "\n" for caption in captions))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("run")
    parser.add_argument("model")
    parser.add_argument("--dtype", choices=("float16", "float32"), default="float16")
    parser.add_argument("--reference")
    parser.add_argument("--count", type=int, default=200)
    arguments = parser.parse_args()
    best = checkpoint.read(os.path.join(arguments.run, "best.pt"))
    model = settings_module.from_dict(best["settings"]).model
    export(best["average"], model, Tokenizer.load(arguments.run), arguments.model, arguments.dtype)
    if arguments.reference:
        write_reference(arguments.model, arguments.reference, arguments.count)


if __name__ == "__main__":
    main()
