"""CLIP's two towers, with the names that Hugging Face's CLIPModel gives its tensors.

The state dict of `Clip` is therefore the file that is shipped: nothing is renamed on export.
`Helpers` are heads that exist during training only.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)


SLOPE = 1.702
"""quick_gelu(x) = x * sigmoid(1.702 x) = silu(1.702 x) / 1.702."""


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj = nn.Linear(width, width), nn.Linear(width, width)
        self.v_proj, self.out_proj = nn.Linear(width, width), nn.Linear(width, width)

    def forward(self, x, mask):
        """One product for all three; the scale goes into the query's weights, which are few."""
        batch, length, width = x.shape
        size = width // self.heads
        scale = size ** -0.5
        qkv = F.linear(
            x, torch.cat([self.q_proj.weight * scale, self.k_proj.weight, self.v_proj.weight]),
            torch.cat([self.q_proj.bias * scale, self.k_proj.bias, self.v_proj.bias]))
        q, k, v = qkv.view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed = scores.softmax(-1) @ v
        return self.out_proj(mixed.transpose(1, 2).reshape(batch, length, width))

    def first(self, x):
        """What the first token gathers from all."""
        batch, length, width = x.shape
        size = width // self.heads
        q = self.q_proj(x[:, :1]).view(batch, 1, self.heads, size).transpose(1, 2) * size ** -0.5
        kv = F.linear(x, torch.cat([self.k_proj.weight, self.v_proj.weight]),
                      torch.cat([self.k_proj.bias, self.v_proj.bias]))
        k, v = kv.view(batch, length, 2, self.heads, size).permute(2, 0, 3, 1, 4)
        mixed = (q @ k.transpose(-1, -2)).softmax(-1) @ v
        return self.out_proj(mixed.transpose(1, 2).reshape(batch, 1, width))


class Mlp(nn.Module):
    def __init__(self, width, activation):
        super().__init__()
        self.activation = activation
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        """quick_gelu as one silu, its slope moved into the weights before and after it; gelu, which
        torch computes several times faster here, as it is."""
        if self.activation == "gelu":
            return self.fc2(F.gelu(self.fc1(x)))
        inner = F.silu(F.linear(x, self.fc1.weight * SLOPE, self.fc1.bias * SLOPE))
        return F.linear(inner, self.fc2.weight / SLOPE, self.fc2.bias)


class Layer(nn.Module):
    def __init__(self, width, heads, layers, activation):
        super().__init__()
        self.self_attn, self.mlp = Attention(width, heads), Mlp(width, activation)
        self.layer_norm1, self.layer_norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        inner, outer = width ** -0.5, width ** -0.5 * (2 * layers) ** -0.5
        for linear, spread in ((self.self_attn.q_proj, inner), (self.self_attn.k_proj, inner),
                               (self.self_attn.v_proj, inner), (self.self_attn.out_proj, outer),
                               (self.mlp.fc1, (2 * width) ** -0.5), (self.mlp.fc2, outer)):
            nn.init.normal_(linear.weight, std=spread)
            nn.init.zeros_(linear.bias)

    def forward(self, x, mask=None):
        x = x + self.self_attn(self.layer_norm1(x), mask)
        return x + self.mlp(self.layer_norm2(x))

    def first(self, x):
        """What forward gives for the first token; the others are only looked at."""
        own = x[:, :1] + self.self_attn.first(self.layer_norm1(x))
        return own + self.mlp(self.layer_norm2(own))


class Encoder(nn.Module):
    def __init__(self, tower, activation):
        super().__init__()
        self.layers = nn.ModuleList(Layer(tower.width, tower.heads, tower.layers, activation)
                                    for _ in range(tower.layers))

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


class VisionEmbeddings(nn.Module):
    def __init__(self, model):
        super().__init__()
        width, patches = model.vision.width, (model.image_size // model.patch_size) ** 2
        self.class_embedding = nn.Parameter(torch.randn(width) * width ** -0.5)
        self.patch_embedding = nn.Conv2d(3, width, model.patch_size, model.patch_size, bias=False)
        self.position_embedding = nn.Embedding(patches + 1, width)
        nn.init.normal_(self.position_embedding.weight, std=width ** -0.5)

    def forward(self, pixels):
        """Patches as rows times the kernel: the convolution, as one matrix product."""
        batch, channels, size, _ = pixels.shape
        patch = self.patch_embedding.kernel_size[0]
        side = size // patch
        rows = pixels.reshape(batch, channels, side, patch, side, patch).permute(0, 2, 4, 1, 3, 5)
        x = F.linear(rows.reshape(batch, side * side, -1), self.patch_embedding.weight.flatten(1))
        first = self.class_embedding.to(x.dtype).expand(batch, 1, -1)
        return torch.cat([first, x], 1) + self.position_embedding.weight


class VisionModel(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.embeddings = VisionEmbeddings(model)
        self.pre_layrnorm = nn.LayerNorm(model.vision.width)
        self.encoder = Encoder(model.vision, model.activation)
        self.post_layernorm = nn.LayerNorm(model.vision.width)

    def forward(self, pixels, kept=None):
        """The class token after its norm, and the patches where two layers are left to gather them.

        Of each picture only the patches in `kept`, [batch, n], are seen; None is all.
        """
        x = self.embeddings(pixels)
        if kept is not None:
            places = torch.cat([torch.zeros(len(x), 1, dtype=torch.long), 1 + kept], 1)
            x = x.gather(1, places.unsqueeze(2).expand(-1, -1, x.shape[2]))
        x = self.pre_layrnorm(x)
        *before, last = self.encoder.layers
        patches = None
        for n, layer in enumerate(before):
            x = layer(x)
            if n == max(0, len(before) - 2):
                patches = x[:, 1:]
        return self.post_layernorm(last.first(x)[:, 0]), patches


class TextEmbeddings(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.token_embedding = nn.Embedding(model.vocabulary, model.text.width)
        self.position_embedding = nn.Embedding(model.context_length, model.text.width)
        nn.init.normal_(self.token_embedding.weight, std=0.02)
        nn.init.normal_(self.position_embedding.weight, std=0.01)

    def forward(self, ids):
        return self.token_embedding(ids) + self.position_embedding.weight[:ids.shape[1]]


class TextModel(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.embeddings = TextEmbeddings(model)
        self.encoder = Encoder(model.text, model.activation)
        self.final_layer_norm = nn.LayerNorm(model.text.width)

    def forward(self, ids):
        length = ids.shape[1]
        mask = torch.full((length, length), -1e9).triu(1)
        x = self.encoder(self.embeddings(ids), mask)
        ends = torch.arange(len(ids)) * length + ids.argmax(1)
        return self.final_layer_norm(x.flatten(0, 1).index_select(0, ends))


class Clip(nn.Module):
    def __init__(self, model, first_scale=1 / 0.07):
        super().__init__()
        self.vision_model, self.text_model = VisionModel(model), TextModel(model)
        self.visual_projection = nn.Linear(model.vision.width, model.embedding, bias=False)
        self.text_projection = nn.Linear(model.text.width, model.embedding, bias=False)
        self.logit_scale = nn.Parameter(torch.tensor(math.log(first_scale)))
        nn.init.normal_(self.visual_projection.weight, std=model.vision.width ** -0.5)
        nn.init.normal_(self.text_projection.weight, std=model.text.width ** -0.5)

    def image(self, pixels):
        """Pixels normalised, [batch, 3, size, size], to unit vectors [batch, embedding]."""
        return self.image_and_hidden(pixels)[0]

    def image_and_hidden(self, pixels, kept=None):
        pooled, patches = self.vision_model(pixels, kept)
        return F.normalize(self.visual_projection(pooled).float(), dim=1), pooled, patches

    def text(self, ids):
        """Ids [batch, length], zeros after the end marker, to unit vectors [batch, embedding]."""
        return F.normalize(self.text_projection(self.text_model(ids)).float(), dim=1)


class Helpers(nn.Module):
    """What each patch shows, and which facts the class token knows. Not shipped."""

    def __init__(self, width, looks, facts):
        super().__init__()
        self.look, self.fact = nn.Linear(width, looks), nn.Linear(width, facts)

    def forward(self, pooled, patches):
        return self.look(patches).float(), self.fact(pooled).float()


def normalise(images):
    """uint8 or 0..255 float [batch, size, size, 3] to normalised [batch, 3, size, size]."""
    mean, std = torch.tensor(MEAN).view(1, 3, 1, 1), torch.tensor(STD).view(1, 3, 1, 1)
    return (images.permute(0, 3, 1, 2).float() / 255 - mean) / std
