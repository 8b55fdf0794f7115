package dev.pictor.clip.weights;

/// The largest numbers that a configuration may name; no known CLIP comes near.
final class ConfigLimits {
  static final int BYTES = 1 << 20;
  static final int WIDTH = 1 << 14;
  static final int LAYERS = 1_000;
  static final int IMAGE_SIZE = 1 << 14;
  static final int VOCABULARY = 1 << 24;
  static final int CONTEXT = 1 << 16;

  private ConfigLimits() {}
}
