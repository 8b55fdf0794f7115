"""What is minimised: a contrastive loss that knows all true pairs, and the helpers' losses."""
import torch
import torch.nn.functional as F


def truth(scene_facts, caption_facts, fact_count):
    """Which scene satisfies which caption: bool [scenes, captions].

    Facts are ids from 1, padded with 0. A caption is true of a scene that has all of its facts.
    """
    has = torch.zeros(len(scene_facts), fact_count + 1, dtype=torch.bool)
    has.scatter_(1, scene_facts, True)
    has[:, 0] = True
    return has[:, caption_facts].all(-1)


def one_way(logits, true):
    """InfoNCE by rows: each true pair against the row's false ones, averaged over the true ones.

    A second true pair is neither a rival nor ignored. Rows without a true pair cost nothing.
    """
    false = logits.masked_fill(true, -1e4).logsumexp(1, keepdim=True)
    each = F.softplus(false - logits) * true
    rows = true.any(1)
    return (each.sum(1)[rows] / true.sum(1)[rows]).mean()


def contrastive(images, texts, scale, true):
    logits = scale * images @ texts.T
    return (one_way(logits, true) + one_way(logits.T, true.T)) / 2


def twins(images, texts, scale, true, twin):
    """Of two scenes that differ in one respect, each picture prefers its caption and each caption
    its picture, where the caption is not true of the other. `twin` is a row's twin in the batch or -1.
    """
    rows = (twin >= 0).nonzero().squeeze(1)
    other = twin[rows]
    own = scale * (images[rows] * texts[rows]).sum(1)
    losses = []
    for rival, told in (((images[other] * texts[rows]).sum(1), true[other, rows]),
                        ((images[rows] * texts[other]).sum(1), true[rows, other])):
        losses.append(F.softplus(scale * rival - own)[~told])
    each = torch.cat(losses)
    return each.mean() if len(each) else images.sum() * 0


def patches(logits, looks, background_weight):
    """Cross-entropy over patches, looks [batch, side, side] or [batch, n]; background (0) counts less."""
    look = looks.reshape(-1)
    weight = torch.where(look > 0, 1.0, background_weight)
    each = F.cross_entropy(logits.flatten(0, 1), look, reduction="none")
    return (each * weight).sum() / weight.sum().clamp(min=1)


def facts(logits, scene_facts, twin):
    """Binary cross-entropy over the commonest facts; those present weigh as much as those absent, and as
    much as those in which twins differ.
    """
    count = logits.shape[1]
    known = torch.where(scene_facts <= count, scene_facts, torch.zeros((), dtype=torch.long))
    present = torch.zeros(len(logits), count + 1).scatter_(1, known, 1.0)[:, 1:]
    each = F.binary_cross_entropy_with_logits(logits, present, reduction="none")
    differs = (present != present[twin]).float() * (twin >= 0).unsqueeze(1)
    return sum((each * of).sum() / of.sum().clamp(min=1) for of in (present, 1 - present, differs)) / 3
