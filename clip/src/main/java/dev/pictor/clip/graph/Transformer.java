package dev.pictor.clip.graph;

import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;

/// What the two towers have in common: a stack of pre-norm residual blocks that is read out at one
/// token.
///
/// @param prefix of the blocks' tensor names
/// @param finalNorm name of the layer norm behind the last block
/// @param projection name of the map into the shared space
/// @param causal whether a token sees only those before it
/// @param readOut index of the token that becomes the embedding; -1 is the last one
record Transformer(
    String prefix,
    String finalNorm,
    String projection,
    int width,
    int layers,
    int heads,
    int mlpWidth,
    Activation activation,
    double layerNormEpsilon,
    boolean causal,
    int readOut) {

  static Transformer of(ImageTower tower) {
    return new Transformer(
        "visual.transformer.resblocks.",
        "visual.ln_post",
        "visual.proj",
        tower.width(),
        tower.layers(),
        tower.heads(),
        tower.mlpWidth(),
        tower.activation(),
        tower.layerNormEpsilon(),
        false,
        0);
  }

  static Transformer of(TextTower tower) {
    return new Transformer(
        "transformer.resblocks.",
        "ln_final",
        "text_projection",
        tower.width(),
        tower.layers(),
        tower.heads(),
        tower.mlpWidth(),
        tower.activation(),
        tower.layerNormEpsilon(),
        true,
        -1);
  }

  String block(int layer) {
    return prefix + layer + ".";
  }

  boolean isLast(int layer) {
    return layer == layers - 1;
  }
}
