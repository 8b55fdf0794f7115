package dev.pictor.clip;

import java.util.Locale;

/// The architecture of a CLIP model, as derived from its files and never from its name.
///
/// @param embeddingDimension size of the shared space
/// @param image the image tower
/// @param text the text tower
public record ClipConfig(int embeddingDimension, ImageTower image, TextTower text) {

  /// A vision transformer over square patches.
  ///
  /// @param imageSize pixels of a side, a multiple of `patchSize`
  /// @param patchSize pixels of a patch's side
  /// @param width of the residual stream
  /// @param layers number of blocks
  /// @param heads attention heads, a divisor of `width`
  /// @param mlpWidth width inside a block's MLP
  /// @param activation of the MLP
  /// @param layerNormEpsilon 1e-5 in all known CLIPs
  public record ImageTower(
      int imageSize,
      int patchSize,
      int width,
      int layers,
      int heads,
      int mlpWidth,
      Activation activation,
      double layerNormEpsilon) {

    /// Patches and the class token.
    public int tokens() {
      int grid = imageSize / patchSize;
      return grid * grid + 1;
    }
  }

  /// A causal transformer over byte-pair tokens, read out at the end-of-text token.
  ///
  /// @param contextLength the longest input, start and end markers included
  /// @param vocabularySize number of token ids
  /// @param endToken the id that ends a text: the first one is where the tower is read out
  public record TextTower(
      int contextLength,
      int vocabularySize,
      int width,
      int layers,
      int heads,
      int mlpWidth,
      Activation activation,
      double layerNormEpsilon,
      int endToken) {}

  /// The MLP's non-linearity.
  public enum Activation {
    /// `x * sigmoid(1.702 x)`, OpenAI's.
    QUICK_GELU,
    /// The exact one, with erf.
    GELU;

    /// The name as Hugging Face configurations write it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
