package dev.pictor.doctor;

import java.util.List;

/// All of one kind.
///
/// @param count how many
/// @param repaired how many of them are not any more
/// @param examples the first few, one line each
/// @param obstacles why the first few of those left could not be repaired, one line each
public record Finding(
    Kind kind, long count, long repaired, List<String> examples, List<String> obstacles) {
  public Finding {
    examples = List.copyOf(examples);
    obstacles = List.copyOf(obstacles);
  }
}
