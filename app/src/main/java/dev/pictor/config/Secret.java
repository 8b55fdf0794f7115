package dev.pictor.config;

/// A text that must not be printed.
///
/// @param reveal the text itself
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
