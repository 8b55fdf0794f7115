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


def patches(kind_logits, colour_logits, labels, background_weight):
    """Cross-entropy over patches, [batch, 2, side, side] labels; background (0) counts less.

    A patch without a colour of its own (0 while its kind is not) counts for its kind only.
    """
    kind, colour = labels[:, 0].reshape(-1), labels[:, 1].reshape(-1)
    weight = torch.where(kind > 0, 1.0, background_weight)
    coloured = torch.where((kind > 0) & (colour == 0), torch.zeros(()), weight)
    losses = [(F.cross_entropy(logits.flatten(0, 1), target, reduction="none") * w).sum() / w.sum().clamp(min=1)
              for logits, target, w in ((kind_logits, kind, weight), (colour_logits, colour, coloured))]
    return sum(losses) / 2


def facts(logits, scene_facts):
    """Binary cross-entropy over the commonest facts; the few present weigh as much as the absent."""
    count = logits.shape[1]
    known = torch.where(scene_facts <= count, scene_facts, torch.zeros((), dtype=torch.long))
    present = torch.zeros(len(logits), count + 1).scatter_(1, known, 1.0)[:, 1:]
    each = F.binary_cross_entropy_with_logits(logits, present, reduction="none")
    absent = 1 - present
    return ((each * present).sum() / present.sum().clamp(min=1)
            + (each * absent).sum() / absent.sum().clamp(min=1)) / 2
