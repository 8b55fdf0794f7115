package dev.pictor.sketchbook;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// The compositions that training never sees: one in ten of (kind, colour, setting).
///
/// A composition is held out when the CRC-32 of `KIND:HUE:SETTING` (for a kind that has no
/// choice of colour `KIND::SETTING`) is a multiple of ten. Every kind, every colour and every
/// setting is still seen in training, only not these together.
public final class HeldOut {
  private HeldOut() {}

  public static boolean contains(Setting setting, Group group) {
    Kind kind = group.kind();
    String name = kind + ":" + (kind.coloured() ? group.hue() : "") + ":" + setting;
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.US_ASCII));
    return sum.getValue() % 10 == 0;
  }

  /// Whether any group of the scene is held out.
  public static boolean touches(Scene scene) {
    return scene.groups().stream().anyMatch(group -> contains(scene.setting(), group));
  }
}
