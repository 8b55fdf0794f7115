package dev.pictor.sketchbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be seen in a picture. With its seed it decides every pixel.
///
/// @param groups none to three, each of another kind
/// @param relation of the first group to the second; null where none was asked for
/// @param aspect width over height that suits the picture; any other can be drawn as well
public record Scene(
    Setting setting, List<Group> groups, @Nullable Relation relation, double aspect, long seed) {
  public Scene {
    groups = List.copyOf(groups);
    if (groups.size() > 3 || groups.stream().map(Group::kind).distinct().count() < groups.size()) {
      throw new IllegalArgumentException("A scene has up to three groups of different kinds");
    }
    if (relation != null && groups.size() < 2) {
      throw new IllegalArgumentException("A relation needs two groups");
    }
  }
}
