package dev.pictor.clip.image;

import java.util.List;

/// How large a picture gets and how its levels become numbers: `(level / 255 - mean) / std`.
///
/// @param size pixels of a side of what the image tower gets
/// @param scaledSize pixels of the short side before the centre is cut out, at least `size`
/// @param mean of R, G and B
/// @param std standard deviation of R, G and B
public record InputSettings(int size, int scaledSize, List<Float> mean, List<Float> std) {
  static final List<Float> MEAN = List.of(0.48145466f, 0.4578275f, 0.40821073f);
  static final List<Float> STD = List.of(0.26862954f, 0.26130258f, 0.27577711f);

  public InputSettings {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (size < 1 || scaledSize < size) {
      throw new IllegalArgumentException(
          "size must be at least 1 and scaledSize at least size, not %d and %d"
              .formatted(size, scaledSize));
    }
  }

  /// What all of OpenAI's models were trained with.
  public static InputSettings openAi(int size) {
    return new InputSettings(size, size, MEAN, STD);
  }

  /// What differs from [#openAi], empty if nothing does. Part of fingerprints: it never changes.
  public String difference() {
    return equals(openAi(size))
        ? ""
        : "scaled to %d, mean %s, std %s".formatted(scaledSize, mean, std);
  }
}
