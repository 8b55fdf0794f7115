package dev.pictor.model;

import dev.pictor.clip.Clip;

/// How far a model is that loads while the page is already up.
public sealed interface ModelState {
  record Loading(String name) implements ModelState {}

  record Ready(String name, Clip clip) implements ModelState {}

  /// @param reason for people, with what to do
  record Failed(String name, String reason) implements ModelState {}
}
